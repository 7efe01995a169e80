import type { AxiosResponse } from "axios";
import { startTenantUnderTest, type TenantUnderTest } from "../tenant-under-test";
import type { TenantOptions } from "../../../../local/tenant/tenant-options";

/** Azure Resource Manager of a tenant, as a client that knows nothing but HTTP sees it. */
export class ArmOfTenant {
  private constructor(
    readonly subject: TenantUnderTest,
    readonly token: string,
  ) {}

  static async start(options: Partial<TenantOptions> = {}): Promise<ArmOfTenant> {
    const subject = await startTenantUnderTest(options);
    return new ArmOfTenant(subject, await tokenFor(subject, await audienceIn(subject)));
  }

  send(method: string, path: string, data?: unknown, token = this.token): Promise<AxiosResponse<ArmBody>> {
    const headers = token === "" ? {} : { Authorization: `Bearer ${token}` };
    return this.subject.http.request<ArmBody>({ method, url: path, data, headers });
  }

  dispose(): Promise<void> {
    return this.subject.dispose();
  }
}

/** What tests read of answers. */
export interface ArmBody {
  readonly error?: { readonly code: string; readonly message: string };
  readonly value?: readonly { readonly name: string }[];
  readonly name?: string;
  readonly id?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** The audience that the metadata document names for Azure Resource Manager. */
export async function audienceIn({ http }: TenantUnderTest): Promise<string> {
  const { data } = await http.get<{ authentication: { audiences: string[] } }>("/metadata/endpoints");
  return data.authentication.audiences[0] ?? "";
}

export async function tokenFor({ http, tenant }: TenantUnderTest, audience: string): Promise<string> {
  const { tenantId, clientId, clientSecret } = tenant.connection;
  const { data } = await http.post<{ access_token: string }>(
    `/${tenantId}/oauth2/v2.0/token`,
    new URLSearchParams({
      grant_type: "client_credentials",
      client_id: clientId,
      client_secret: clientSecret,
      scope: `${audience.replace(/\/$/, "")}/.default`,
    }),
  );
  return data.access_token;
}
