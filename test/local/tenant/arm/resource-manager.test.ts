import assert from "node:assert/strict";
import { decodeJwt } from "jose";
import { graphToken } from "../tenant-under-test";
import { ArmOfTenant } from "./arm-of-tenant";

const settings = "/providers/microsoft.intune/diagnosticSettings";
const version = "?api-version=2017-04-01-preview";

describe("Azure Resource Manager of the local tenant", () => {
  let arm: ArmOfTenant;
  before(async () => {
    arm = await ArmOfTenant.start({ grantedActions: ["Microsoft.Intune/*/read"] });
  });
  after(() => arm.dispose());

  async function refusal(method: string, path: string, token?: string): Promise<[number, string | undefined]> {
    const { status, data } = await arm.send(method, path, undefined, token);
    return [status, data.error?.code];
  }

  it("accepts a token for itself and no other", async () => {
    assert.equal((await arm.send("GET", settings + version)).status, 200);
    const forGraph = await graphToken(arm.subject);
    const { status, data } = await arm.send("GET", settings + version, undefined, forGraph);
    assert.deepEqual([status, data.error?.code], [401, "InvalidAuthenticationTokenAudience"]);
    assert.deepEqual(await refusal("GET", settings + version, "x.y.z"), [401, "InvalidAuthenticationToken"]);
    assert.deepEqual(await refusal("GET", settings + version, ""), [401, "AuthenticationFailed"]);
  });

  it("gives it no permissions of Graph, and Graph does not accept it", async () => {
    assert.equal(decodeJwt(arm.token).roles, undefined);
    const { status } = await arm.send("GET", "/v1.0/groups");
    assert.equal(status, 401);
  });

  it("asks for an API version, and for one that it has", async () => {
    assert.deepEqual(await refusal("GET", settings), [400, "MissingApiVersionParameter"]);
    const { status, data } = await arm.send("GET", `${settings}?api-version=2099-01-01`);
    assert.deepEqual([status, data.error?.code], [400, "NoRegisteredProviderFound"]);
    assert.match(data.error?.message ?? "", /2017-04-01-preview/);
  });

  it("refuses an action that no role allows, and names it with its scope", async () => {
    const { status, data } = await arm.send("DELETE", `${settings}/logs${version}`);
    assert.deepEqual([status, data.error?.code], [403, "AuthorizationFailed"]);
    assert.match(data.error?.message ?? "", /'Microsoft.Intune\/diagnosticSettings\/delete' over scope '\S*\/logs'/);
  });

  it("reports whether the provider, the type, the scope or the method is wrong", async () => {
    assert.deepEqual(await refusal("GET", `/providers/Contoso.Things/things${version}`), [
      404,
      "InvalidResourceNamespace",
    ]);
    assert.deepEqual(await refusal("GET", `/providers/Microsoft.Intune/things${version}`), [
      404,
      "InvalidResourceType",
    ]);
    const elsewhere = `/subscriptions/1/resourceGroups/g${settings}${version}`;
    assert.deepEqual(await refusal("GET", elsewhere), [404, "InvalidResourceType"]);
    assert.deepEqual(await refusal("GET", `/subscriptions/1/unheardOf${version}`), [404, "InvalidResourceType"]);
    assert.deepEqual(await refusal("POST", `${settings}/logs/read${version}`), [403, "AuthorizationFailed"]);
  });

  it("does not mind letter case or a slash at the end", async () => {
    assert.equal((await arm.send("GET", `/providers/MICROSOFT.INTUNE/DiagnosticSettings/${version}`)).status, 200);
  });

  it("answers with ids for support", async () => {
    const { headers } = await arm.send("GET", settings + version);
    assert.match(String(headers["x-ms-correlation-request-id"]), /^[0-9a-f-]{36}$/);
    assert.notEqual(headers["x-ms-request-id"], headers["x-ms-correlation-request-id"]);
  });
});
