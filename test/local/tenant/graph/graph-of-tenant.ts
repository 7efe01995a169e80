import type { TenantOptions } from "../../../../local/tenant/tenant-options";
import { graphToken, startTenantUnderTest, type TenantUnderTest } from "../tenant-under-test";
import { type Answer, validUser } from "./graph-under-test";

const roles = [
  "Group.ReadWrite.All",
  "User.ReadWrite.All",
  "Application.ReadWrite.All",
  "DeviceManagementManagedDevices.Read.All",
  "DeviceManagementServiceConfig.ReadWrite.All",
  "Policy.Read.All",
  "Policy.ReadWrite.ConditionalAccess",
];

/** Graph of a whole tenant, over HTTPS and with a token that Entra issued. */
export class GraphOfTenant {
  private constructor(
    readonly underTest: TenantUnderTest,
    public token: string,
  ) {}

  static async start(options: Partial<TenantOptions> = {}, folder?: string): Promise<GraphOfTenant> {
    const underTest = await startTenantUnderTest({ grantedRoles: roles, ...options }, folder);
    return new GraphOfTenant(underTest, await graphToken(underTest));
  }

  get baseUrl(): string {
    return this.underTest.tenant.connection.baseUrl;
  }
  get callerId(): string {
    return this.underTest.tenant.context.settings.clientObjectId;
  }
  get clientId(): string {
    return this.underTest.tenant.connection.clientId;
  }

  /** Sends as the azuread provider does: JSON is named as the content type of every request. */
  async send(
    method: string,
    url: string,
    body?: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const { status, ...response } = await this.underTest.http.request<string>({
      method,
      url,
      headers: { authorization: `Bearer ${this.token}`, "content-type": "application/json; charset=utf-8", ...headers },
      data: body === undefined ? undefined : JSON.stringify(body),
      responseType: "text",
      transformResponse: (text: string) => text,
    });
    const isJson = String(response.headers["content-type"]).includes("json");
    return {
      status,
      headers: response.headers as Record<string, string | undefined>,
      body: isJson ? (JSON.parse(response.data) as Record<string, unknown>) : {},
      text: response.data,
    };
  }

  get(url: string): Promise<Answer> {
    return this.send("GET", url);
  }

  /** Time goes by, and the token is renewed. */
  async pass(advanceMs: number): Promise<void> {
    await this.underTest.http.post("/_tenant/clock", { advanceMs });
    this.token = await graphToken(this.underTest);
  }

  /** Somebody adds the connector in Intune, and creates Lookout's in its console. */
  async connectLookout(): Promise<void> {
    await this.underTest.http.put("/_tenant/console/intune-add", {});
    await this.underTest.http.put("/_tenant/console/connector", {
      heartbeatMinutes: 5,
      enrollmentGroupNames: ["Lookout Pilot"],
      deviceStatusSync: true,
      threatStatusSync: true,
      errorEmail: "soc@contoso.com",
    });
  }

  async user(name: string): Promise<string> {
    const body = { ...validUser, displayName: name, userPrincipalName: `${name}@local.onmicrosoft.com` };
    return String((await this.send("POST", "/v1.0/users", body)).body.id);
  }

  /** The link by which the azuread provider names an object. */
  urlOf(id: string): string {
    return `${this.baseUrl}/beta/directoryObjects/${id}`;
  }

  dispose(): Promise<void> {
    return this.underTest.dispose();
  }
}
