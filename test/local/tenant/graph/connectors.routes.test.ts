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

const addition = "/_tenant/console/intune-add";
const control = "/_tenant/graph/lookout-connector";

/** Graph where an administrator added Lookout's connector. */
async function added(options: GraphOptions = {}): Promise<GraphUnderTest> {
  const graph = await GraphUnderTest.start(options);
  assert.equal((await graph.send("PUT", addition, {})).status, 204);
  return graph;
}

/** Graph where Lookout connected as well, and Intune noticed. */
async function connected(options: GraphOptions = {}): Promise<GraphUnderTest> {
  const graph = await added(options);
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
  it("appears once an administrator has added it, and is set up some time after Lookout's side was connected", async () => {
    const graph = await GraphUnderTest.start({ connectorDelayMs: 10 * minute });
    graph.lookout = { connectedSince: graph.now, heartbeatMinutes: 60 };
    graph.pass(day);
    assert.equal((await graph.get(path)).status, 404);
    assert.deepEqual(valuesOf(await graph.get(connectorsPath)), []);
    await graph.send("PUT", addition, {});
    assert.equal(await stateOf(graph), "notSetUp");
    graph.pass(10 * minute - 1);
    assert.equal(await stateOf(graph), "notSetUp");
    graph.pass(1);
    const { status, body } = await graph.get(path);
    assert.deepEqual([status, body.id, body.partnerState], [200, lookoutId, "available"]);
    assert.deepEqual([body.androidEnabled, body.partnerUnresponsivenessThresholdInDays], [false, 6]);
    assert.deepEqual(
      valuesOf(await graph.get(connectorsPath)).map(({ id }) => id),
      [lookoutId],
    );
  });

  it("stays without contact when it was added and Lookout's side was not made, or never makes contact", async () => {
    const graph = await added();
    graph.pass(day);
    assert.equal(await stateOf(graph), "notSetUp");
    assert.equal((await graph.send("POST", control, { contact: "never" })).status, 204);
    graph.lookout = { connectedSince: graph.now, heartbeatMinutes: 60 };
    graph.pass(day);
    assert.equal(await stateOf(graph), "notSetUp");
    await graph.send("POST", control, { contact: "comes" });
    assert.equal(await stateOf(graph), "available");
  });

  it("is added on a page, as in the Intune admin center, together with those of other partners", async () => {
    const graph = await GraphUnderTest.start();
    const page = await graph.get(addition);
    assert.match(page.text, /Tenant administration &gt; Connectors and tokens &gt; Mobile Threat Defense/);
    assert.match(page.text, /<option selected>Lookout for Work<\/option>/);
    assert.equal((await graph.send("POST", addition, { partner: "Lookout for Work" })).status, 303);
    assert.equal((await graph.send("POST", addition, { partner: "Zimperium" })).status, 303);
    assert.match(
      (await graph.get(addition)).text,
      /<td>Lookout for Work<\/td><td>notSetUp<\/td>[^]*<td>Zimperium<\/td>/,
    );
    assert.equal(valuesOf(await graph.get(connectorsPath)).length, 2);
    assert.equal((await graph.send("PUT", addition, { partner: "Nobody" })).status, 400);
  });

  it("is as it was when it is added once more", async () => {
    const graph = await connected();
    await patch(graph, { androidEnabled: true });
    await graph.send("PUT", addition, {});
    assert.equal(await stateOf(graph), "enabled");
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
    assert.equal((await graph.send("POST", control, { heartbeats: "stopped" })).status, 204);
    graph.pass(2 * day);
    assert.equal(await stateOf(graph), "enabled");
    graph.pass(1);
    assert.equal(await stateOf(graph), "unresponsive");
    await graph.send("POST", control, { heartbeats: "running" });
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

  it("shows states that v1.0 does not know as unknownFutureValue, unless the client accepts unknown members", async () => {
    const graph = await connected();
    await graph.get(path);
    await graph.send("POST", control, { state: "error" });
    assert.equal(await stateOf(graph), "error");
    assert.equal(await stateOf(graph, stable), "unknownFutureValue");
    const response = await graph.get(stable, { prefer: "include-unknown-enum-members" });
    assert.equal(response.body.partnerState, "error");
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

  it("is gone after a DELETE until somebody adds it again", async () => {
    const graph = await connected();
    assert.equal((await graph.send("DELETE", path)).status, 204);
    assert.equal((await graph.get(path)).status, 404);
    graph.pass(day);
    graph.lookout = { connectedSince: graph.now, heartbeatMinutes: 60 };
    assert.equal((await graph.get(path)).status, 404);
    await graph.send("PUT", addition, {});
    assert.equal(await stateOf(graph), "available");
  });

  it("shows a state that Microsoft may add one day, which v1.0 hides unless the client accepts unknown members", async () => {
    const graph = await connected();
    for (const [state, beta] of [
      ["neverConfigured", "neverConfigured"],
      ["quarantined", "unknownFutureValue"],
    ]) {
      await graph.send("POST", control, { state });
      assert.deepEqual([await stateOf(graph), await stateOf(graph, stable)], [beta, "unknownFutureValue"]);
      const response = await graph.get(path, { prefer: "include-unknown-enum-members" });
      assert.equal(response.body.partnerState, state);
    }
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

describe("the undocumented behavior of Intune's connector", () => {
  it("it comes with Lookout's contact although nobody added it, where Intune is like that", async () => {
    const graph = await GraphUnderTest.start({
      connectorDelayMs: 10 * minute,
      unknowns: { connectorAppears: "onceConnected" },
    });
    graph.lookout = { connectedSince: graph.now, heartbeatMinutes: 60 };
    graph.pass(10 * minute - 1);
    assert.equal((await graph.get(path)).status, 404);
    graph.pass(1);
    assert.equal(await stateOf(graph), "available");
    assert.equal((await graph.send("DELETE", path)).status, 204);
    assert.equal((await graph.get(path)).status, 404);
    graph.pass(day);
    graph.lookout = { connectedSince: graph.now, heartbeatMinutes: 60 };
    graph.pass(10 * minute);
    assert.equal(await stateOf(graph), "available");
  });

  it("before anybody added it, it is not found, or it is shown as unavailable or never configured", async () => {
    const hidden = await GraphUnderTest.start({ unknowns: { connectorBeforePartner: "notFound" } });
    assert.equal((await hidden.get(path)).status, 404);
    for (const state of ["unavailable", "neverConfigured"] as const) {
      const shown = await GraphUnderTest.start({ unknowns: { connectorBeforePartner: state } });
      assert.equal(await stateOf(shown), state);
      assert.equal(valuesOf(await shown.get(connectorsPath)).length, 1);
      assert.deepEqual((await shown.get(control)).body, { isThere: false });
      await shown.send("PUT", addition, {});
      assert.equal(await stateOf(shown), "notSetUp");
      assert.deepEqual((await shown.get(control)).body, { isThere: true });
    }
  });

  for (const state of ["notSetUp", "unavailable"] as const) {
    it(`before Lookout's first contact a connector that was added is ${state}`, async () => {
      assert.equal(await stateOf(await added({ unknowns: { connectorBeforeContact: state } })), state);
    });
  }

  it("a POST before Lookout made contact is refused, creates the connector, or creates one with another id", async () => {
    const post = (graph: GraphUnderTest) =>
      graph.send("POST", connectorsPath, { ...type, id: lookoutId, iosEnabled: true });
    const refusing = await GraphUnderTest.start({ unknowns: { connectorCreate: "refused" } });
    assert.equal((await post(refusing)).status, 400);
    const creating = await GraphUnderTest.start({ unknowns: { connectorCreate: "created" } });
    const { status, body } = await post(creating);
    assert.deepEqual([status, body.id, body.partnerState, body.iosEnabled], [201, lookoutId, "notSetUp", true]);
    creating.lookout = { connectedSince: creating.now, heartbeatMinutes: 60 };
    assert.equal(await stateOf(creating), "enabled");
    const renaming = await GraphUnderTest.start({ unknowns: { connectorCreate: "otherId" } });
    const other = await post(renaming);
    assert.equal(other.status, 201);
    assert.notEqual(other.body.id, lookoutId);
    assert.equal((await renaming.get(path)).status, 404);
    assert.equal((await renaming.get(`${connectorsPath}/${String(other.body.id)}`)).status, 200);
  });

  it("a POST once Lookout made contact creates the connector, whatever is answered before", async () => {
    const graph = await GraphUnderTest.start({ unknowns: { connectorCreate: "refused" } });
    graph.lookout = { connectedSince: graph.now, heartbeatMinutes: 60 };
    assert.equal((await graph.send("POST", connectorsPath, { ...type, id: lookoutId })).status, 201);
    assert.equal(await stateOf(graph), "available");
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
    for (const [behavior, status] of [
      ["accepted", 200],
      ["refused", 400],
    ] as const) {
      const unknowns = { connectorBeforePartner: "unavailable", connectorPatchWhileUnavailable: behavior } as const;
      const graph = await GraphUnderTest.start({ unknowns });
      assert.equal((await patch(graph, { androidEnabled: true })).status, status);
      assert.equal((await graph.get(path)).body.androidEnabled, behavior === "accepted");
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

  it("a POST without the partner's id is refused, whatever the options", async () => {
    const graph = await GraphUnderTest.start({ unknowns: { connectorCreate: "created" } });
    const answer = await graph.send("POST", connectorsPath, { ...type });
    assert.deepEqual([answer.status, errorOf(answer).code], [400, "BadRequest"]);
  });
});
