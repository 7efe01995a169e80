import assert from "node:assert/strict";
import { startTenantUnderTest, type TenantUnderTest } from "../local/tenant/tenant-under-test";
import { trySignIns } from "./graph/sign-in-process";

describe("the sign-in check before a run", function () {
  this.timeout(60_000);
  let subject: TenantUnderTest;

  before(async () => {
    subject = await startTenantUnderTest();
  });
  after(() => subject.dispose());

  const problems = (changes: Record<string, string> = {}, environment: NodeJS.ProcessEnv = {}) =>
    trySignIns(subject, changes, environment);

  it("finds nothing when all sign-ins work, with one token request each", async () => {
    assert.deepEqual(await problems(), { graph: "", gateway: "", lookout: "" });
    const tokens = subject.requests().filter(({ path }) => path.includes("/token"));
    assert.equal(tokens.length, 3);
  });

  it("asks for a gateway's address only where a gateway is used", async () => {
    const { gateway, lookout } = await problems({ "lookout:gatewayUrl": "" });
    assert.match(gateway, /lookout:gatewayUrl is missing/);
    assert.equal(lookout, "");
  });

  it("names the settings of a wrong secret and a wrong key, and shows neither", async () => {
    const { graph, lookout } = await problems({ "azuread:clientSecret": "wr0ng", "lookout:applicationKey": "wr0ng" });
    assert.match(graph, /azuread:clientSecret or ARM_CLIENT_SECRET/);
    assert.match(lookout, /lookout:applicationKey or LOOKOUT_APPLICATION_KEY/);
    assert.doesNotMatch(graph + lookout, /wr0ng/);
  });

  it("names the settings of hosts that cannot be reached", async () => {
    const { graph, lookout } = await problems(
      { "azuread:metadataHost": "localhost:1", "lookout:apiUrl": "https://localhost:1" },
      { LOOKOUT_INTUNE_ALLOWED_HOSTS: "localhost:1" },
    );
    assert.match(graph, /localhost:1 cannot be reached.*azuread:metadataHost/);
    assert.match(lookout, /localhost:1 cannot be reached.*lookout:apiUrl/);
  });

  it("reports an untrusted certificate", async () => {
    const caFile = subject.tenant.connection.caFile;
    Object.assign(subject.tenant.connection, { caFile: "" });
    const { graph, lookout } = await problems();
    Object.assign(subject.tenant.connection, { caFile });
    assert.match(graph, /certificate.*not trusted.*NODE_EXTRA_CA_CERTS/);
    assert.match(lookout, /certificate.*not trusted.*NODE_EXTRA_CA_CERTS/);
  });
});
