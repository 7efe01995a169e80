import assert from "node:assert/strict";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { dirname } from "node:path";
import { z } from "zod";
import { createGraphClient } from "../../../clients/graph/graph-client";
import { readAllPages } from "../../../clients/graph/graph-pages";
import { loadCertificate } from "../../../local/tenant/certificate";
import { graphConfigurationOf } from "../clients-of-tenant";
import { startTenantUnderTest, trustTenant, type TenantUnderTest } from "../../local/tenant/tenant-under-test";
import { trySignIns } from "./sign-in-process";

// The tenant is the host that must get nothing; a server of the test's own names it in its answers.
describe("a host that is only named in an answer", function () {
  this.timeout(60_000);
  let foreign: TenantUnderTest;
  let server: Server;
  let answers: Record<string, object>;
  let asked: string[];

  before(async () => {
    foreign = await startTenantUnderTest();
    trustTenant(foreign);
    const { key, certificate } = await loadCertificate(dirname(foreign.tenant.connection.caFile));
    server = createServer({ key, cert: certificate }, (request, response) => {
      asked.push(request.url ?? "");
      const body = answers[(request.url ?? "").replace(/\?.*/, "")];
      response.writeHead(body === undefined ? 404 : 200, { "content-type": "application/json" });
      response.end(JSON.stringify(body ?? {}));
    });
    await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  });
  beforeEach(() => {
    answers = {};
    asked = [];
  });
  after(async () => {
    server.close();
    await foreign.dispose();
  });

  const own = () => `localhost:${(server.address() as AddressInfo).port}`;
  const foreignHost = () => foreign.tenant.connection.metadataHost;

  it("gets no token when Graph's link to the next page leads there, whatever the form of the link", async () => {
    const session = {
      endpoints: () => Promise.resolve({ login: `https://${own()}`, graph: `https://${own()}` }),
      token: () => Promise.resolve("t0ken"),
      tenantId: () => Promise.resolve(undefined),
      forget: () => undefined,
    };
    const graph = createGraphClient(graphConfigurationOf(foreign), { session, retry: { attempts: 1 } });
    const list = { path: "/v1.0/groups", member: z.object({}), permission: "Group.Read.All", what: "a list of groups" };
    const read = async (link: string) => {
      answers = { "/v1.0/groups": { value: [{}], "@odata.nextLink": link }, "/v1.0/more": { value: [{}] } };
      return readAllPages(graph, list);
    };
    assert.equal((await read(`https://${own()}/v1.0/more?$skiptoken=1`)).length, 2);
    for (const link of [
      `https://${foreignHost()}/v1.0/groups`,
      `x:@${foreignHost()}/v1.0/groups`,
      `http://${own()}/v1.0/more`,
      "x:.evil.example/v1.0/groups",
    ]) {
      asked = [];
      await assert.rejects(read(link), /whose next page is at another host, so it was not followed/, link);
      assert.deepEqual(asked, ["/v1.0/groups"]);
    }
    assert.deepEqual(foreign.requests(), []);
  });

  const endpoints: readonly (readonly [string, (host: string) => object])[] = [
    ["of sign-in", (host) => ({ authentication: { loginEndpoint: host, audiences: [] } })],
    ["of Graph", (host) => ({ microsoftGraphResourceId: host })],
    ["of Azure Resource Manager", (host) => ({ resourceManager: host })],
  ];
  for (const [endpoint, naming] of endpoints) {
    it(`gets no credential when the metadata host names it as the endpoint ${endpoint}, and neither does plain http`, async () => {
      const signIn = async (named: string) => {
        answers = {
          "/metadata/endpoints": {
            microsoftGraphResourceId: `https://${own()}`,
            resourceManager: `https://${own()}`,
            authentication: { loginEndpoint: `https://${own()}`, audiences: [] },
            ...naming(named),
          },
        };
        asked = [];
        const environment = { ARM_METADATA_HOSTNAME: own(), LOOKOUT_INTUNE_ALLOWED_HOSTS: "" };
        return (await trySignIns(foreign, { "azuread:metadataHost": "" }, environment)).graph;
      };
      assert.match(
        await signIn(`https://${foreignHost()}/`),
        new RegExp(
          `^The metadata host ${own()} names an endpoint that cannot be used: ${foreignHost()} belongs neither`,
        ),
      );
      assert.match(await signIn(`http://${own()}/`), /names an endpoint that cannot be used: .*use https\.$/);
      assert.deepEqual([...new Set(asked)], ["/metadata/endpoints?api-version=2022-09-01"]);
      assert.deepEqual(foreign.requests(), []);
    });
  }
});
