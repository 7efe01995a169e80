import assert from "node:assert/strict";
import { failureOf, type ProviderProcess } from "../provider/provider-process";
import { messageOf, Fixture } from "../provider/provider-under-test";

type State = Record<string, unknown>;

const settings = {
  heartbeatMinutes: 15,
  enrollmentGroupNames: ["Lookout Pilot"],
  deviceStatusSync: true,
  threatStatusSync: true,
  errorEmail: "soc@contoso.com",
};
const id = "lookout-intune-connector";
const path = "/v1/intune-connectors";

describe("Lookout's connector in gateway mode", function () {
  this.timeout(60_000);
  let fixture: Fixture;
  let provider: ProviderProcess;

  const checked = async (news: State) => (await provider.check({ ...settings, mode: "gateway", ...news })).inputs;
  const atLookout = async () => (await fixture.tenant.http.get<{ connectors: State[] }>("/_tenant/lookout")).data;
  const writes = () => fixture.methods(path).filter((method) => method !== "GET");

  beforeEach(async () => {
    fixture = await Fixture.start("LookoutConnector");
    provider = await fixture.provider();
  });
  afterEach(() => fixture.end());

  it("is created, read back, changed and deleted", async () => {
    const inputs = await checked({});
    const { outs } = await provider.create(inputs);
    assert.equal(typeof outs.remoteId, "string");
    assert.match(String(outs.revision), /^r-/);
    assert.equal(outs.consoleStatus, null);
    assert.equal(outs.pendingSince, null);
    assert.equal(outs.runbook, null);
    assert.equal((await provider.diff(id, outs, inputs)).changes, false);
    const slower = await checked({ heartbeatMinutes: 60 });
    assert.equal((await provider.diff(id, outs, slower)).changes, true);
    const updated = await provider.update(id, outs, slower);
    assert.equal(updated.remoteId, outs.remoteId);
    await provider.delete(id, updated);
    assert.equal((await provider.read(id, updated)).id, "");
    assert.deepEqual(writes(), ["POST", "PUT", "DELETE"]);
  });

  it("shows drift by property when somebody changes it at Lookout", async () => {
    const inputs = await checked({});
    const { outs } = await provider.create(inputs);
    await fixture.control("PUT", "/console/connector", { ...settings, heartbeatMinutes: 5 });
    const read = await provider.read(id, outs);
    assert.deepEqual(read.inputs, { ...inputs, heartbeatMinutes: 5 });
    assert.notEqual(read.props.revision, outs.revision);
    assert.equal((await provider.diff(id, read.props, inputs)).changes, true);
  });

  it("reports in a refresh that a state sync is off, whether it was declared off or switched off at Lookout", async () => {
    const { outs } = await provider.create(await checked({}));
    await provider.read(id, outs);
    assert.doesNotMatch(provider.output(), /is off/);
    await fixture.control("PUT", "/console/connector", { ...settings, threatStatusSync: false });
    await provider.read(id, outs);
    await provider.printed(/LookoutConnector: threatStatusSync is off, but the integration does not work/);
    const inputs = { ...settings, mode: "console", deviceStatusSync: false };
    await provider.read(id, (await provider.create((await provider.check(inputs)).inputs)).outs);
    await provider.printed(/LookoutConnector: deviceStatusSync is off, but/);
  });

  it("does not mind in which order the groups are named", async () => {
    const { outs } = await provider.create(await checked({ enrollmentGroupNames: ["a", "b", "c"] }));
    const turned = await checked({ enrollmentGroupNames: ["c", "a", "b"] });
    assert.equal((await provider.diff(id, outs, turned)).changes, false);
    assert.deepEqual((await provider.read(id, { ...outs, ...turned })).inputs?.enrollmentGroupNames, ["c", "a", "b"]);
  });

  it("refuses to overwrite a connector with other settings, and names them", async () => {
    await fixture.control("PUT", "/console/connector", { ...settings, heartbeatMinutes: 5 });
    const message = await messageOf(provider.create(await checked({})));
    assert.match(message, /already exists with other settings \(heartbeatMinutes is 5, declared as 15\).*adopt: true/);
    assert.deepEqual(writes(), []);
  });

  it("overwrites it with adopt", async () => {
    await fixture.control("PUT", "/console/connector", { ...settings, heartbeatMinutes: 5 });
    await provider.create(await checked({ adopt: true }));
    assert.deepEqual(writes(), ["PUT"]);
  });

  it("recognizes its own connector when the answer to its creation was lost", async () => {
    await fixture.faults({ path, method: "POST", times: 1, kind: { is: "drop", when: "after" } });
    const { outs } = await provider.create(await checked({}));
    assert.equal(typeof outs.remoteId, "string");
    await provider.printed(/the answer to its creation was lost, but it is there/);
    assert.deepEqual(writes(), ["POST"]);
  });

  it("continues a creation that another run began", async () => {
    const inputs = await checked({});
    const first = await provider.create(inputs);
    const second = await provider.create(inputs);
    assert.equal(second.outs.remoteId, first.outs.remoteId);
    assert.deepEqual(writes(), ["POST"]);
  });

  it("signs in again once when the gateway no longer accepts its token", async () => {
    const inputs = await checked({});
    await provider.create(inputs);
    await fixture.faults({ path, method: "GET", times: 1, kind: { is: "status", status: 401 } });
    await provider.create(inputs);
    assert.equal(fixture.methods("/oauth2/token").length, 2);
  });

  it("records the connector when it could not be verified, for the next run to repair", async () => {
    const inputs = await checked({});
    await fixture.faults({ path: `${path}/`, method: "GET", kind: { is: "status", status: 400 } });
    const { partial } = await failureOf(provider.create(inputs));
    assert.match(partial?.reasons.join() ?? "", /could not be verified/);
    await fixture.control("DELETE", "/faults");
    const repaired = await provider.update(id, partial?.properties ?? {}, inputs);
    assert.equal(repaired.remoteId, partial?.properties.remoteId);
    assert.deepEqual(writes(), ["POST"]);
  });

  it("passes the gateway's own words on, with the property and the request id", async () => {
    const body = {
      error: { code: "invalidRequest", message: "too often", property: "heartbeatMinutes", requestId: "q1" },
    };
    await fixture.faults({ path, method: "POST", kind: { is: "status", status: 400, body } });
    const message = await messageOf(provider.create(await checked({})));
    assert.match(
      message,
      /400 invalidRequest to POST \/v1\/intune-connectors: heartbeatMinutes: too often\..*request id q1/,
    );
  });

  it("names the setting when Lookout refuses the application key, without showing it", async () => {
    const other = await fixture.provider({ ...fixture.config(), "lookout:applicationKey": "wrong-key-0815" });
    const message = await messageOf(other.create(await checked({})));
    assert.match(message, /lookout:applicationKey or LOOKOUT_APPLICATION_KEY/);
    assert.doesNotMatch(message, /wrong-key-0815/);
  });

  it("strips the line breaks that copying a key from the console leaves", async () => {
    const key = fixture.tenant.tenant.connection.lookoutApplicationKey;
    const wrapped = { "lookout:applicationKey": ` ${key.slice(0, 9)}\n${key.slice(9)}\r\n` };
    const other = await fixture.provider({ ...fixture.config(), ...wrapped });
    await other.create(await checked({}));
    assert.deepEqual(writes(), ["POST"]);
  });

  it("is refused in the check without gateway and key, and with one in the clear", async () => {
    const without = await (await fixture.provider({})).check({ ...settings, mode: "gateway" });
    assert.deepEqual(
      without.failures.map(({ reason }) => /^[\w:]+ is missing/.exec(reason)?.[0]),
      ["lookout:gatewayUrl is missing", "lookout:applicationKey is missing"],
    );
    const clear = await fixture.provider({ ...fixture.config(), "lookout:gatewayUrl": "http://gateway.contoso.com" });
    const [failure] = (await clear.check({ ...settings, mode: "gateway" })).failures;
    assert.match(failure?.reason ?? "", /lookout:gatewayUrl.*use https/);
  });

  it("becomes a person's task without touching Lookout when the mode changes to console, and comes back", async () => {
    const { outs } = await provider.create(await checked({}));
    const manual = await provider.update(id, outs, await checked({ mode: "console" }));
    assert.equal(manual.consoleStatus, "awaiting console");
    assert.equal(typeof manual.pendingSince, "string");
    assert.equal(manual.remoteId, null);
    assert.equal((await atLookout()).connectors.length, 1);
    const back = await provider.update(id, manual, await checked({}));
    assert.equal(back.remoteId, outs.remoteId);
    assert.deepEqual(writes(), ["POST"]);
  });
});

describe("Lookout's connector in console mode", function () {
  this.timeout(60_000);
  let fixture: Fixture;
  let provider: ProviderProcess;

  const checked = async (news: State) => (await provider.check({ ...settings, ...news })).inputs;

  beforeEach(async () => {
    fixture = await Fixture.start("LookoutConnector");
    provider = await fixture.provider({});
  });
  afterEach(async () => {
    // A request of our own, as the log only exists once there was one; controls do not count.
    await fixture.tenant.http.get("/_tenant/health");
    assert.deepEqual(fixture.tenant.requests(), [], "console mode must not send anything");
    await fixture.end();
  });

  it("needs no configuration, and hands a person the runbook", async () => {
    const inputs = await checked({});
    assert.equal(inputs.mode, "console");
    const { id: created, outs } = await provider.create(inputs);
    assert.equal(created, id);
    assert.equal(outs.consoleStatus, "awaiting console");
    assert.match(String(outs.runbook), /Add Connector > Intune[^]*`15`/);
    assert.equal((await provider.diff(id, outs, inputs)).changes, false);
    assert.deepEqual((await provider.read(id, outs)).props, outs);
  });

  it("is acknowledged by the revision, and afterwards asks only for what changed", async () => {
    const { outs } = await provider.create(await checked({}));
    const acknowledgement = { revision: outs.revision, by: "alex@contoso.com", at: "2026-01-31T09:00:00Z" };
    const recorded = await checked({ acknowledgement });
    assert.equal((await provider.diff(id, outs, recorded)).changes, true);
    const acknowledged = await provider.update(id, outs, recorded);
    assert.equal(acknowledged.consoleStatus, "acknowledged");
    assert.equal(acknowledged.runbook, null);
    const changed = await provider.update(id, acknowledged, await checked({ acknowledgement, heartbeatMinutes: 30 }));
    assert.equal(changed.consoleStatus, "awaiting console");
    assert.match(String(changed.runbook), /`15` → `30`/);
    const more = await provider.update(
      id,
      changed,
      await checked({ acknowledgement, heartbeatMinutes: 30, errorEmail: "it@contoso.com" }),
    );
    assert.match(String(more.runbook), /`15` → `30`[^]*`it@contoso\.com`/);
  });

  it("waits to be entered since it was first asked for, which changes with the revision and causes no change itself", async () => {
    const before = new Date().toISOString();
    const inputs = await checked({});
    const { outs } = await provider.create(inputs);
    const since = String(outs.pendingSince);
    assert.ok(before <= since && since <= new Date().toISOString(), since);

    const aged = { ...outs, pendingSince: "2026-01-01T00:00:00.000Z" };
    assert.equal((await provider.diff(id, aged, inputs)).changes, false);
    assert.equal((await provider.read(id, aged)).props.pendingSince, aged.pendingSince);
    assert.equal((await provider.update(id, aged, await checked({ adopt: true }))).pendingSince, aged.pendingSince);
    const slower = await provider.update(id, aged, await checked({ heartbeatMinutes: 30 }));
    assert.ok(String(slower.pendingSince) >= since, String(slower.pendingSince));

    const acknowledgement = { revision: outs.revision, by: "alex@contoso.com", at: "2026-01-31T09:00:00Z" };
    assert.equal((await provider.update(id, aged, await checked({ acknowledgement }))).pendingSince, null);
  });

  it("uses the time of its next update where an older release kept none, reports that, and shows no change", async () => {
    const inputs = await checked({});
    const { outs } = await provider.create(inputs);
    const { pendingSince: kept, ...older } = outs;
    assert.equal((await provider.diff(id, older, inputs)).changes, false);
    assert.doesNotMatch(provider.output(), /did not record/);
    const { pendingSince } = await provider.update(id, older, await checked({ adopt: true }));
    assert.ok(String(pendingSince) >= String(kept), String(pendingSince));
    await provider.printed(/requested revision r-[0-9a-f]{12} and did not record when.*pending since 20/);
  });

  it("is not signed by a placeholder", async () => {
    const acknowledgement = { revision: "r-<from the runbook>", by: "<who entered it>", at: "<when>" };
    const { failures } = await provider.check({ ...settings, acknowledgement });
    assert.deepEqual(failures.map(({ property }) => property).sort(), [
      "acknowledgement.at",
      "acknowledgement.by",
      "acknowledgement.revision",
    ]);
    assert.match(
      failures.find(({ property }) => property.endsWith("by"))?.reason ?? "",
      /placeholder.*enter who did it/,
    );
  });

  it("logs what a person has to undo when it is removed", async () => {
    const { outs } = await provider.create(await checked({}));
    await provider.delete(id, outs);
    await provider.printed(/nothing is changed in Lookout.*delete the connector under System > Connectors/);
  });

  it("reports everything that is wrong with the inputs at once", async () => {
    const { failures } = await provider.check({
      ...settings,
      mode: "api",
      heartbeatMinutes: 0,
      enrollmentGroupNames: [],
      errorEmail: "soc",
      acknowledgement: { revision: "1", by: "", at: "today" },
    });
    assert.deepEqual(failures.map(({ property }) => property).sort(), [
      "acknowledgement.at",
      "acknowledgement.by",
      "acknowledgement.revision",
      "enrollmentGroupNames",
      "errorEmail",
      "heartbeatMinutes",
      "mode",
    ]);
  });
});

describe("Lookout's enrollment settings", function () {
  this.timeout(60_000);
  let fixture: Fixture;
  let provider: ProviderProcess;
  const inputs = { daysUntilDisconnected: 30, mode: "gateway", adopt: false };

  beforeEach(async () => {
    fixture = await Fixture.start("LookoutEnrollmentSettings");
    provider = await fixture.provider();
  });
  afterEach(() => fixture.end());

  for (const days of [0, 91, 1.5, -1, "30"]) {
    it(`refuses ${JSON.stringify(days)} days in the check`, async () => {
      const { failures } = await provider.check({ daysUntilDisconnected: days });
      assert.deepEqual(
        failures.map(({ property }) => property),
        ["daysUntilDisconnected"],
      );
      assert.match(failures[0]?.reason ?? "", /1 to 90/);
    });
  }

  it("are set, changed, found again and given up in gateway mode", async () => {
    const { id: created, outs } = await provider.create(inputs);
    const updated = await provider.update(created, outs, { ...inputs, daysUntilDisconnected: 7 });
    const read = await provider.read(created, updated);
    assert.equal(read.inputs?.daysUntilDisconnected, 7);
    await provider.delete(created, updated);
    assert.equal((await provider.read(created, updated)).id, "");
  });

  it("are not overwritten without adopt", async () => {
    await fixture.control("PUT", "/console/enrollment-settings", { daysUntilDisconnected: 7 });
    const message = await messageOf(provider.create(inputs));
    assert.match(message, /daysUntilDisconnected is 7, declared as 30/);
    await provider.create({ ...inputs, adopt: true });
    assert.deepEqual(
      fixture.methods("/v1/enrollment-settings").filter((method) => method !== "GET"),
      ["PUT"],
    );
  });
});
