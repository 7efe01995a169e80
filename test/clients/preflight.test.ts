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

  it("tells a wrong secret and a wrong key by their settings, and shows neither", async () => {
    const { graph, lookout } = await problems({ "azuread:clientSecret": "wr0ng", "lookout:applicationKey": "wr0ng" });
    assert.match(graph, /azuread:clientSecret or ARM_CLIENT_SECRET/);
    assert.match(lookout, /lookout:applicationKey or LOOKOUT_APPLICATION_KEY/);
    assert.doesNotMatch(graph + lookout, /wr0ng/);
  });

  it("tells hosts that cannot be reached by their settings", async () => {
    const { graph, lookout } = await problems(
      { "azuread:metadataHost": "localhost:1", "lookout:apiUrl": "https://localhost:1" },
      { LOOKOUT_INTUNE_ALLOWED_HOSTS: "localhost:1" },
    );
    assert.match(graph, /localhost:1 cannot be reached.*azuread:metadataHost/);
    assert.match(lookout, /localhost:1 cannot be reached.*lookout:apiUrl/);
  });

  it("tells a certificate that nobody vouches for", async () => {
    const caFile = subject.tenant.connection.caFile;
    Object.assign(subject.tenant.connection, { caFile: "" });
    const { graph, lookout } = await problems();
    Object.assign(subject.tenant.connection, { caFile });
    assert.match(graph, /certificate.*not trusted.*NODE_EXTRA_CA_CERTS/);
    assert.match(lookout, /certificate.*not trusted.*NODE_EXTRA_CA_CERTS/);
  });
});
