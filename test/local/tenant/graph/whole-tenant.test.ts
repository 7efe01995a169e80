import assert from "node:assert/strict";
import { GraphOfTenant } from "./graph-of-tenant";
import { connectorsPath, lookoutId, namesOf, validGroup } from "./graph-under-test";

const path = `${connectorsPath}/${lookoutId}`;
const type = { "@odata.type": "#microsoft.graph.mobileThreatDefenseConnector" };

describe("Graph inside the whole tenant", () => {
  let graph: GraphOfTenant;
  afterEach(() => graph.dispose());

  it("shows the connector as set up some time after Lookout's was created, and as unavailable once that is deleted", async () => {
    graph = await GraphOfTenant.start({ connectorDelayMs: 60_000 });
    await graph.connectLookout();
    assert.equal((await graph.get(path)).body.partnerState, "notSetUp");
    await graph.pass(60_000);
    assert.equal((await graph.get(path)).body.partnerState, "available");
    assert.equal((await graph.send("PATCH", path, { ...type, androidEnabled: true })).body.partnerState, "enabled");
    await graph.underTest.http.delete("/_tenant/console/connector");
    assert.equal((await graph.get(path)).body.partnerState, "unavailable");
  });

  it("keeps groups and the connector's settings over a restart", async () => {
    graph = await GraphOfTenant.start();
    await graph.connectLookout();
    await graph.send("PATCH", path, { ...type, iosEnabled: true });
    await graph.send("POST", "/v1.0/groups", validGroup);
    await graph.underTest.tenant.stop();
    graph = await GraphOfTenant.start({}, graph.underTest.folder);
    assert.equal((await graph.get(path)).body.iosEnabled, true);
    assert.deepEqual(namesOf(await graph.get("/v1.0/groups")), [validGroup.displayName]);
  });

  it("accepts the tenant's own token for every request of a batch", async () => {
    graph = await GraphOfTenant.start();
    const requests = [{ id: "1", method: "GET", url: "/groups" }];
    const { body } = await graph.send("POST", "/v1.0/$batch", { requests });
    assert.deepEqual(
      (body.responses as { status: number }[]).map(({ status }) => status),
      [200],
    );
  });
});
