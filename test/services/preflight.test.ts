import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { stackConfigFor, startTenantUnderTest, type TenantUnderTest } from "../tenant/tenant-under-test";

type Config = Record<string, string>;

const script = `
  const { checkGatewaySignIn, checkGraphSignIn, checkLookoutSignIn } = require(process.argv[1]);
  const config = JSON.parse(process.argv[2]);
  const source = { get: (key) => config[key] };
  Promise.all([checkGraphSignIn, checkGatewaySignIn, checkLookoutSignIn].map((check) => check(source, {})))
    .then((problems) => console.log(JSON.stringify(problems)));
`;

describe("the sign-in check before a run", function () {
  this.timeout(60_000);
  let subject: TenantUnderTest;
  let config: Config;

  before(async () => {
    subject = await startTenantUnderTest();
    config = stackConfigFor(subject);
  });
  after(() => subject.dispose());

  /** In a process of its own, as Node reads the file of trusted authorities only when it starts. */
  async function problems(changes: Config = {}): Promise<{ graph: string; gateway: string; lookout: string }> {
    const services = join(__dirname, "..", "..", "services", "preflight.js");
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["-e", script, services, JSON.stringify({ ...config, ...changes })],
      { env: { NODE_EXTRA_CA_CERTS: subject.tenant.connection.caFile } },
    );
    const [graph = "", gateway = "", lookout = ""] = (JSON.parse(stdout) as string[][]).map((all) => all.join("\n"));
    return { graph, gateway, lookout };
  }

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
    const { graph, lookout } = await problems({
      "azuread:metadataHost": "localhost:1",
      "lookout:apiUrl": "https://localhost:1",
    });
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
