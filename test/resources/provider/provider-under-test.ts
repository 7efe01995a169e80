import assert from "node:assert/strict";
import type { DynamicType } from "../../../model/resource-types";
import type { Fault } from "../../../local/tenant/faults";
import type { TenantOptions } from "../../../local/tenant/tenant-options";
import { stackConfigFor, startTenantUnderTest, type TenantUnderTest } from "../../local/tenant/tenant-under-test";
import { failureOf, startProvider, type ProviderProcess } from "./provider-process";

/** The connection to Intune, as a person enters it in Lookout's console. */
export const lookoutConnection = {
  heartbeatMinutes: 15,
  enrollmentGroupNames: ["Lookout Pilot"],
  deviceStatusSync: true,
  threatStatusSync: true,
  errorEmail: "soc@contoso.com",
};

/** A resource's provider process that works on a tenant of its own. */
export class Fixture {
  private readonly providers: ProviderProcess[] = [];

  private constructor(
    private readonly type: DynamicType,
    readonly tenant: TenantUnderTest,
  ) {}

  static async start(type: DynamicType, options: Partial<TenantOptions> = {}): Promise<Fixture> {
    return new Fixture(type, await startTenantUnderTest(options));
  }

  /** The stack config that leads to the tenant, as the engine hands it over. */
  config(): Record<string, string> {
    return stackConfigFor(this.tenant);
  }

  async provider(config: Record<string, string> = this.config()): Promise<ProviderProcess> {
    const environment = { NODE_EXTRA_CA_CERTS: this.tenant.tenant.connection.caFile };
    const provider = await startProvider(this.type, config, environment);
    this.providers.push(provider);
    return provider;
  }

  /** Does what a person does in a console, or lets something go wrong. */
  async control(method: "PUT" | "POST" | "DELETE", path: string, body?: object): Promise<void> {
    const { status, data } = await this.tenant.http.request<unknown>({ method, url: `/_tenant${path}`, data: body });
    assert.equal(status, 204, JSON.stringify(data));
  }

  /** Adds the connector in Intune, as its administrator does. */
  addConnector(): Promise<void> {
    return this.control("PUT", "/console/intune-add", {});
  }

  /** Enters the connection to Intune in Lookout's console, so that Lookout makes contact. */
  connectLookout(): Promise<void> {
    return this.control("PUT", "/console/connector", lookoutConnection);
  }

  faults(...faults: (Omit<Fault, "after"> & { after?: number })[]): Promise<void> {
    return this.control("PUT", "/faults", faults);
  }

  /** Methods of the requests whose path holds this text, oldest first. */
  methods(path: string): string[] {
    return this.tenant
      .requests()
      .filter((request) => request.path.includes(path))
      .map(({ method }) => method);
  }

  /** Ends everything, and makes sure that no credential was shown to anybody. */
  async end(): Promise<void> {
    const { connection } = this.tenant.tenant;
    const shown = this.providers.map((provider) => provider.output()).join("\n");
    for (const provider of this.providers) provider.kill();
    await this.tenant.dispose();
    for (const secret of [connection.clientSecret, connection.lookoutApplicationKey, "eyJ"]) {
      assert.ok(!shown.includes(secret), `a credential was shown:\n${shown}`);
    }
  }
}

/** The message of the error that a call must end in, without any credential in it. */
export async function messageOf(call: Promise<unknown>): Promise<string> {
  const { message } = await failureOf(call);
  assert.doesNotMatch(message, /eyJ|Bearer (?!\*)/);
  return message;
}
