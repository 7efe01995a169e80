import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { ClientSecretCredential } from "@azure/identity";
import { createLocalJWKSet, decodeJwt, jwtVerify, type JSONWebKeySet } from "jose";
import { graphToken, startTenantUnderTest, type TenantUnderTest } from "./tenant-under-test";

interface EntraErrorBody {
  readonly error: string;
  readonly error_description: string;
  readonly error_codes: readonly number[];
}

describe("the tenant's Entra", () => {
  let subject: TenantUnderTest;
  before(async () => {
    subject = await startTenantUnderTest();
  });
  after(() => subject.dispose());

  async function refused(
    tenant: string,
    change: Record<string, string>,
  ): Promise<{ status: number; body: EntraErrorBody }> {
    const { clientId, clientSecret, baseUrl } = subject.tenant.connection;
    const form = {
      grant_type: "client_credentials",
      client_id: clientId,
      client_secret: clientSecret,
      scope: `${baseUrl}/.default`,
      ...change,
    };
    const answer = await subject.http.post<EntraErrorBody>(`/${tenant}/oauth2/v2.0/token`, new URLSearchParams(form));
    return { status: answer.status, body: answer.data };
  }

  it("issues a token that its own published keys verify, with the claims that clients read", async () => {
    const { connection } = subject.tenant;
    const token = await graphToken(subject);
    const keys = (await subject.http.get<JSONWebKeySet>(`/${connection.tenantId}/discovery/v2.0/keys`)).data;
    const { payload } = await jwtVerify(token, createLocalJWKSet(keys));
    assert.equal(payload.tid, connection.tenantId);
    assert.equal(payload.appid, connection.clientId);
    assert.equal(payload.aud, connection.baseUrl);
    assert.ok(Array.isArray(payload.roles) && payload.roles.includes("Group.ReadWrite.All"));
    assert.match(String(payload.oid), /^[0-9a-f-]{36}$/);
  });

  it("signs Microsoft's own credential class in", async () => {
    const { tenantId, clientId, clientSecret, baseUrl, caFile } = subject.tenant.connection;
    const credential = new ClientSecretCredential(tenantId, clientId, clientSecret, {
      authorityHost: baseUrl,
      disableInstanceDiscovery: true,
      tlsOptions: { ca: readFileSync(caFile, "utf8") },
    });
    const { token } = await credential.getToken(`${baseUrl}/.default`);
    assert.equal(decodeJwt(token).appid, clientId);
  });

  const tenantId = (): string => subject.tenant.connection.tenantId;
  const cases: readonly [string, () => string, Record<string, string>, number, string, number][] = [
    ["a wrong client secret", tenantId, { client_secret: "wrong" }, 401, "invalid_client", 7000215],
    ["no client secret", tenantId, { client_secret: "" }, 401, "invalid_client", 7000218],
    [
      "an unknown application",
      tenantId,
      { client_id: "00000000-0000-4000-8000-000000000000" },
      400,
      "unauthorized_client",
      700016,
    ],
    ["another tenant", () => "00000000-0000-4000-8000-000000000000", {}, 400, "invalid_request", 90002],
    ["a tenant that is no id at all", () => "nonsense", {}, 400, "invalid_request", 900023],
    ["a scope without /.default", tenantId, { scope: "User.Read" }, 400, "invalid_scope", 1002012],
    ["another grant type", tenantId, { grant_type: "password" }, 400, "unsupported_grant_type", 70003],
  ];
  for (const [what, tenant, change, status, error, code] of cases) {
    it(`refuses ${what} with Entra's error ${code}`, async () => {
      const answer = await refused(tenant(), change);
      assert.equal(answer.status, status);
      assert.equal(answer.body.error, error);
      assert.deepEqual(answer.body.error_codes, [code]);
      assert.match(answer.body.error_description, new RegExp(`^AADSTS${code}: .*Correlation ID: `));
    });
  }

  it("no longer accepts a token after an hour", async () => {
    const headers = { Authorization: `Bearer ${await graphToken(subject)}` };
    await subject.http.post("/_tenant/clock", { advanceMs: 3_600_000 });
    const answer = await subject.http.get<{ error: { code: string; message: string } }>("/v1.0/groups", { headers });
    assert.equal(answer.status, 401);
    assert.equal(answer.data.error.code, "InvalidAuthenticationToken");
    assert.match(answer.data.error.message, /expired/);
  });

  it("accepts a token from before a restart, as its keys and identity are kept", async () => {
    const first = await startTenantUnderTest();
    const token = await graphToken(first);
    await first.tenant.stop();
    const second = await startTenantUnderTest({}, first.folder);
    assert.equal(second.tenant.connection.clientSecret, first.tenant.connection.clientSecret);
    assert.equal(second.tenant.connection.baseUrl, first.tenant.connection.baseUrl);
    const answer = await second.http.get("/v1.0/unknown", { headers: { Authorization: `Bearer ${token}` } });
    assert.notEqual(answer.status, 401);
    await second.dispose();
  });
});
