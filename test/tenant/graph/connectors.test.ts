import assert from "node:assert/strict";
import {
  type Answer,
  connectorsPath,
  errorOf,
  type GraphOptions,
  GraphUnderTest,
  intuneMessageOf,
  lookoutId,
  valuesOf,
} from "./graph-under-test";

const path = `${connectorsPath}/${lookoutId}`;
const stable = path.replace("/beta", "/v1.0");
const type = { "@odata.type": "#microsoft.graph.mobileThreatDefenseConnector" };
const minute = 60_000;
const day = 86_400_000;

/** Graph where Lookout connected and Intune noticed. */
async function connected(options: GraphOptions = {}): Promise<GraphUnderTest> {
  const graph = await GraphUnderTest.start(options);
  graph.lookout = { connectedSince: graph.now, heartbeatMinutes: 60 };
  graph.pass(options.connectorDelayMs ?? 0);
  return graph;
}

async function stateOf(graph: GraphUnderTest, at = path): Promise<unknown> {
  return (await graph.get(at)).body.partnerState;
}

function patch(graph: GraphUnderTest, body: object, at = path): Promise<Answer> {
  return graph.send("PATCH", at, { ...type, ...body });
}

describe("Intune's connector to Lookout", () => {
  it("appears only some time after Lookout's side was connected", async () => {
    const graph = await GraphUnderTest.start({ connectorDelayMs: 10 * minute });
    assert.equal((await graph.get(path)).status, 404);
    graph.lookout = { connectedSince: graph.now, heartbeatMinutes: 60 };
    graph.pass(10 * minute - 1);
    assert.equal((await graph.get(path)).status, 404);
    assert.deepEqual(valuesOf(await graph.get(connectorsPath)), []);
    graph.pass(1);
    const { status, body } = await graph.get(path);
    assert.deepEqual([status, body.id, body.partnerState], [200, lookoutId, "available"]);
    assert.deepEqual([body.androidEnabled, body.partnerUnresponsivenessThresholdInDays], [false, 6]);
    assert.deepEqual(
      valuesOf(await graph.get(connectorsPath)).map(({ id }) => id),
      [lookoutId],
    );
  });

  it("is enabled by a platform toggle and merely available without", async () => {
    const graph = await connected();
    const changed = await patch(graph, { androidEnabled: true, allowPartnerToCollectIOSApplicationMetadata: true });
    assert.deepEqual([changed.status, changed.body.partnerState], [200, "enabled"]);
    assert.equal((await graph.get(path)).body.allowPartnerToCollectIOSApplicationMetadata, true);
    await patch(graph, { androidEnabled: false });
    assert.equal(await stateOf(graph), "available");
  });

  it("shows the partner's latest heartbeat", async () => {
    const graph = await connected();
    graph.pass(150 * minute);
    assert.equal((await graph.get(path)).body.lastHeartbeatDateTime, "2026-03-01T14:00:00Z");
  });

  it("turns unresponsive when the heartbeat is older than the threshold, and recovers with the next", async () => {
    const graph = await connected();
    await patch(graph, { iosEnabled: true, partnerUnresponsivenessThresholdInDays: 2 });
    assert.equal((await graph.send("POST", "/_tenant/graph/lookout-connector", { heartbeats: "stopped" })).status, 204);
    graph.pass(2 * day);
    assert.equal(await stateOf(graph), "enabled");
    graph.pass(1);
    assert.equal(await stateOf(graph), "unresponsive");
    await graph.send("POST", "/_tenant/graph/lookout-connector", { heartbeats: "running" });
    assert.equal(await stateOf(graph), "enabled");
  });

  it("becomes unavailable when Lookout's connector is deleted", async () => {
    const graph = await connected({ unknowns: { connectorAfterPartnerLeft: "unavailable" } });
    assert.equal(await stateOf(graph), "available");
    graph.lookout = {};
    assert.equal(await stateOf(graph), "unavailable");
  });

  it("becomes unresponsive only after the threshold when Lookout's connector is deleted, where Intune is like that", async () => {
    const graph = await connected({ unknowns: { connectorAfterPartnerLeft: "unresponsive" } });
    assert.equal(await stateOf(graph), "available");
    graph.lookout = {};
    assert.equal(await stateOf(graph), "available");
    graph.pass(6 * day + 1);
    assert.equal(await stateOf(graph), "unresponsive");
  });

  it("shows states that v1.0 does not know as unknownFutureValue, unless the client takes unknown members", async () => {
    const graph = await connected();
    await graph.get(path);
    await graph.send("POST", "/_tenant/graph/lookout-connector", { state: "error" });
    assert.equal(await stateOf(graph), "error");
    assert.equal(await stateOf(graph, stable), "unknownFutureValue");
    const told = await graph.get(stable, { prefer: "include-unknown-enum-members" });
    assert.equal(told.body.partnerState, "error");
  });

  it("lacks on v1.0 what v1.0 lacks", async () => {
    const graph = await connected();
    for (const property of ["macEnabled", "allowPartnerToCollectIosCertificateMetadata"]) {
      assert.equal((await graph.get(path)).body[property], false);
      assert.equal((await graph.get(stable)).body[property], undefined);
      assert.equal((await patch(graph, { [property]: true })).status, 200);
      const refused = await patch(graph, { [property]: true }, stable);
      assert.equal(refused.status, 400);
      assert.match(intuneMessageOf(refused), new RegExp(`The property '${property}' does not exist on type`));
    }
  });

  it("names the property that was meant when the casing is wrong", async () => {
    const answer = await patch(await connected(), { allowPartnerToCollectIosApplicationMetadata: true });
    assert.match(intuneMessageOf(answer), /nearest known name is 'allowPartnerToCollectIOSApplicationMetadata'/);
  });

  for (const days of [1.5, "7", null, 2_147_483_648]) {
    it(`refuses ${JSON.stringify(days)} as the threshold`, async () => {
      const answer = await patch(await connected(), { partnerUnresponsivenessThresholdInDays: days });
      assert.equal(answer.status, 400);
      assert.match(intuneMessageOf(answer), /Edm.Int32/);
    });
  }

  it("refuses a write without @odata.type", async () => {
    const answer = await (await connected()).send("PATCH", path, { androidEnabled: true });
    assert.equal(answer.status, 400);
    assert.match(intuneMessageOf(answer), /must have the property '@odata.type'/);
  });

  it("blocks Windows devices without partner data as soon as Windows is on", async () => {
    const graph = await connected();
    const { body } = await patch(graph, { windowsEnabled: true, windowsDeviceBlockedOnMissingPartnerData: false });
    assert.equal(body.windowsDeviceBlockedOnMissingPartnerData, true);
  });

  it("is gone after a DELETE until Lookout connects anew", async () => {
    const graph = await connected();
    assert.equal((await graph.send("DELETE", path)).status, 204);
    assert.equal((await graph.get(path)).status, 404);
    graph.pass(day);
    graph.lookout = { connectedSince: graph.now, heartbeatMinutes: 60 };
    assert.equal(await stateOf(graph), "available");
  });

  it("keeps its settings when Lookout leaves and returns", async () => {
    const graph = await connected();
    await patch(graph, { androidEnabled: true });
    graph.lookout = {};
    assert.equal(await stateOf(graph), "unavailable");
    graph.pass(day);
    graph.lookout = { connectedSince: graph.now, heartbeatMinutes: 60 };
    assert.equal(await stateOf(graph), "enabled");
  });
});

describe("what nobody knows about Intune's connector", () => {
  it("before Lookout connected it is not found, or it is shown as unavailable", async () => {
    const hidden = await GraphUnderTest.start({ unknowns: { connectorBeforePartner: "notFound" } });
    assert.equal((await hidden.get(path)).status, 404);
    const shown = await GraphUnderTest.start({ unknowns: { connectorBeforePartner: "unavailable" } });
    assert.equal(await stateOf(shown), "unavailable");
    assert.equal(valuesOf(await shown.get(connectorsPath)).length, 1);
  });

  it("a POST before Lookout connected is refused, or creates an unavailable connector", async () => {
    const refusing = await GraphUnderTest.start({ unknowns: { connectorCreate: "refused" } });
    assert.equal((await refusing.send("POST", connectorsPath, { ...type, id: lookoutId })).status, 400);
    const creating = await GraphUnderTest.start({ unknowns: { connectorCreate: "created" } });
    const created = await creating.send("POST", connectorsPath, { ...type, id: lookoutId, iosEnabled: true });
    assert.deepEqual([created.status, created.body.partnerState, created.body.iosEnabled], [201, "unavailable", true]);
    creating.lookout = { connectedSince: creating.now, heartbeatMinutes: 60 };
    assert.equal(await stateOf(creating), "enabled");
  });

  it("a successful PATCH is answered with 200 and the object, or with 204 and nothing", async () => {
    const withObject = await patch(await connected({ unknowns: { connectorPatchStatus: 200 } }), { iosEnabled: true });
    assert.deepEqual([withObject.status, withObject.body.iosEnabled], [200, true]);
    const graph = await connected({ unknowns: { connectorPatchStatus: 204 } });
    const empty = await patch(graph, { iosEnabled: true });
    assert.deepEqual([empty.status, empty.text], [204, ""]);
    assert.equal((await graph.get(path)).body.iosEnabled, true);
  });

  it("what the service writes itself is ignored in a body, or refused", async () => {
    const body = { partnerState: "unavailable", lastHeartbeatDateTime: "2020-01-01T00:00:00Z" };
    const ignoring = await patch(await connected({ unknowns: { connectorServerOwned: "ignored" } }), body);
    assert.deepEqual([ignoring.status, ignoring.body.partnerState], [200, "available"]);
    assert.equal(ignoring.body.lastHeartbeatDateTime, "2026-03-01T12:00:00Z");
    const refusing = await patch(await connected({ unknowns: { connectorServerOwned: "refused" } }), body);
    assert.equal(refusing.status, 400);
    assert.match(intuneMessageOf(refusing), /'partnerState' is written by the service/);
  });

  it("a PATCH of an unavailable connector is accepted, or refused", async () => {
    for (const [behaviour, status] of [
      ["accepted", 200],
      ["refused", 400],
    ] as const) {
      const unknowns = { connectorBeforePartner: "unavailable", connectorPatchWhileUnavailable: behaviour } as const;
      const graph = await GraphUnderTest.start({ unknowns });
      assert.equal((await patch(graph, { androidEnabled: true })).status, status);
      assert.equal((await graph.get(path)).body.androidEnabled, behaviour === "accepted");
    }
  });

  for (const status of [400, 409] as const) {
    it(`a second connector of the same partner is refused with ${status}`, async () => {
      const graph = await connected({ unknowns: { connectorDuplicate: status } });
      assert.equal((await graph.send("POST", connectorsPath, { ...type, id: lookoutId })).status, status);
    });
  }

  for (const status of [204, 404] as const) {
    it(`the DELETE of a connector that is not there is answered with ${status}`, async () => {
      const graph = await GraphUnderTest.start({ unknowns: { connectorDeleteMissing: status } });
      assert.equal((await graph.send("DELETE", path)).status, status);
    });
  }

  it("a POST without the partner's id is refused, whatever the switches say", async () => {
    const graph = await GraphUnderTest.start({ unknowns: { connectorCreate: "created" } });
    const answer = await graph.send("POST", connectorsPath, { ...type });
    assert.deepEqual([answer.status, errorOf(answer).code], [400, "BadRequest"]);
  });
});
