import assert from "node:assert/strict";
import { graphToken } from "../../local/tenant/tenant-under-test";
import type { ProviderProcess } from "../provider/provider-process";
import { lookoutConnection, Fixture, messageOf } from "../provider/provider-under-test";

type State = Record<string, unknown>;

const id = "2c7790de-8b02-4814-85cf-e0c59380dee8";
const connectorPath = `/beta/deviceManagement/mobileThreatDefenseConnectors/${id}`;

describe("a connector that somebody else may use", function () {
  this.timeout(60_000);
  let fixture: Fixture;
  let provider: ProviderProcess;

  const checked = async (news: State) => (await provider.check(news)).inputs;
  const request = async (method: "GET" | "PATCH", data?: object): Promise<State> => {
    const headers = { Authorization: `Bearer ${await graphToken(fixture.tenant)}` };
    return (await fixture.tenant.http.request<State>({ method, url: connectorPath, data, headers })).data;
  };
  const toggles = async () => Object.entries(await request("GET")).filter(([, value]) => typeof value === "boolean");
  const patch = (changes: object) =>
    request("PATCH", { "@odata.type": "#microsoft.graph.mobileThreatDefenseConnector", ...changes });
  const writes = () => fixture.methods(connectorPath).filter((method) => method !== "GET").length;

  beforeEach(async () => {
    fixture = await Fixture.start("IntuneMtdConnector");
    provider = await fixture.provider();
    await fixture.addConnector();
    await fixture.connectLookout();
  });
  afterEach(() => fixture.end());

  it("is refused by what is on, and adopted with adopt; removal then restores that", async () => {
    await patch({ iosEnabled: true });
    const before = await toggles();
    const message = await messageOf(provider.create(await checked({ android: {}, ios: {} })));
    assert.match(message, /is in use already, and not by this stack: ios\.enabled are on in Intune.*adopt: true/s);
    assert.deepEqual(await toggles(), before);
    const { outs } = await provider.create(await checked({ android: {}, ios: {}, adopt: true }));
    assert.match(String(outs.removalEffect), /is restored to what it was.*android\.enabled off/);
    assert.doesNotMatch(String(outs.removalEffect), /ios\.enabled/);
    await provider.delete(id, outs);
    assert.deepEqual(await toggles(), before);
  });

  it("is adopted without a write when it equals the declaration, and stays so on removal", async () => {
    const first = await provider.create(await checked({ android: {}, ios: {} }));
    assert.ok(first.outs.connected);
    const [before, sent] = [await toggles(), writes()];
    const { outs } = await provider.create(await checked({ android: {}, ios: {} }));
    await provider.printed(/is on already and equals the declaration, but this stack did not set it/);
    assert.match(String(outs.removalEffect), /stays in Intune as it is, which is as it was/);
    await provider.delete(id, outs);
    assert.deepEqual([await toggles(), writes()], [before, sent]);
  });

  it("is ours after a killed run, where the baseline recorded that nothing was on", async () => {
    const inputs = await checked({ android: {}, ios: {}, foundBefore: { exists: false } });
    await provider.create(inputs);
    const { outs } = await provider.create(inputs);
    await provider.delete(id, outs);
    assert.deepEqual(
      (await toggles()).filter(([, value]) => value === true),
      [],
    );
  });

  it("keeps what was there before in its state through updates and refreshes", async () => {
    await patch({ iosEnabled: true });
    const before = await toggles();
    const created = await provider.create(await checked({ ios: {}, adopt: true }));
    const updated = await provider.update(id, created.outs, await checked({ android: {}, ios: {}, adopt: true }));
    const { props } = await provider.read(id, updated);
    assert.deepEqual(props.settingsBefore, created.outs.settingsBefore);
    assert.equal(props.removalEffect, updated.removalEffect);
    await provider.delete(id, props);
    assert.deepEqual(await toggles(), before);
  });

  it("leaves on what an older release switched on, until the program names onRemoval and ran once", async () => {
    const { outs } = await provider.create(await checked({ android: {}, ios: {}, foundBefore: { exists: false } }));
    const { settingsBefore, removalEffect, foundBefore, ...rest } = outs;
    assert.ok(settingsBefore !== undefined && removalEffect !== undefined && foundBefore !== undefined);
    const older: State = { ...rest, onRemoval: "switchOff" };
    const [before, sent] = [await toggles(), writes()];
    await provider.delete(id, older);
    await provider.printed(/the release that configured it did not record what it was before/);
    assert.equal((await provider.diff(id, older, await checked({ android: {}, ios: {} }))).changes, false);
    assert.deepEqual([await toggles(), writes()], [before, sent]);

    const named = await checked({ android: {}, ios: {}, onRemoval: "switchOff" });
    assert.equal((await provider.diff(id, older, named)).changes, true);
    const updated = await provider.update(id, older, named);
    assert.equal(writes(), sent);
    assert.match(String(updated.removalEffect), /every toggle off/);
    await provider.delete(id, updated);
    assert.deepEqual(
      (await toggles()).filter(([, value]) => value === true),
      [],
    );
  });
});

describe("the stack's record of what was there before", function () {
  this.timeout(60_000);

  it("believes no single answer that the connector does not exist", async () => {
    const fixture = await Fixture.start("StackBaseline");
    try {
      await fixture.addConnector();
      const provider = await fixture.provider();
      const notFound = { is: "status", status: 404, body: { error: { code: "ResourceNotFound", message: "none" } } };
      await fixture.control("PUT", "/faults", [
        { path: "mobileThreatDefenseConnectors/", method: "GET", times: 1, kind: notFound },
      ]);
      const { outs } = await provider.create((await provider.check({ connectorId: id })).inputs);
      assert.equal((outs.connectorBefore as State).exists, true);
    } finally {
      await fixture.end();
    }
  });
});

describe("settings at the gateway that somebody else may have made", function () {
  this.timeout(60_000);
  let fixture: Fixture;
  let provider: ProviderProcess;

  const settingsId = "lookout-enrollment-settings";
  const declared = { mode: "gateway", daysUntilDisconnected: 30 };
  const checked = async (news: State) => (await provider.check(news)).inputs;
  const atLookout = async () =>
    (await fixture.tenant.http.get<{ enrollmentSettings?: object }>("/_tenant/lookout")).data.enrollmentSettings;

  beforeEach(async () => {
    fixture = await Fixture.start("LookoutEnrollmentSettings");
    provider = await fixture.provider();
  });
  afterEach(() => fixture.end());

  it("are ours after a killed run where the baseline recorded none, and are removed", async () => {
    const inputs = await checked({ ...declared, foundBefore: { exists: false } });
    await provider.create(inputs);
    const { outs } = await provider.create(inputs);
    await provider.printed(/was set by an interrupted run of this stack/);
    await provider.delete(settingsId, outs);
    assert.equal(await atLookout(), undefined);
  });

  it("are restored to what the baseline recorded when a killed run had replaced them", async () => {
    const before = { daysUntilDisconnected: 7 };
    const inputs = await checked({ ...declared, adopt: true, foundBefore: { exists: true, settings: before } });
    await provider.create(inputs);
    const { outs } = await provider.create(inputs);
    await provider.delete(settingsId, outs);
    assert.deepEqual(await atLookout(), before);
  });

  it("stay where nothing is known, and where they differ they are refused whatever the baseline recorded", async () => {
    await provider.create(await checked(declared));
    const { outs } = await provider.create(await checked(declared));
    await provider.delete(settingsId, outs);
    assert.deepEqual(await atLookout(), { daysUntilDisconnected: 30 });
    const differing = await checked({ ...declared, daysUntilDisconnected: 14, foundBefore: { exists: false } });
    assert.match(await messageOf(provider.create(differing)), /already exists with other settings/);
  });
});

describe("the baseline of settings at the gateway", function () {
  this.timeout(60_000);

  it("records what was there once, and reads in an update only what is named for the first time", async () => {
    const fixture = await Fixture.start("StackBaseline");
    try {
      const provider = await fixture.provider();
      const checked = async (news: State) => (await provider.check(news)).inputs;
      const first = await provider.create(await checked({ gatewaySettings: ["LookoutConnector"] }));
      assert.deepEqual(first.outs.gatewaySettingsBefore, { LookoutConnector: { exists: false } });
      await fixture.connectLookout();
      const both = await checked({ gatewaySettings: ["LookoutConnector", "LookoutEnrollmentSettings"] });
      const updated = await provider.update(first.id, first.outs, both);
      assert.deepEqual(updated.gatewaySettingsBefore, {
        LookoutConnector: { exists: false },
        LookoutEnrollmentSettings: { exists: false },
      });
      const other = await provider.create(both);
      assert.deepEqual(other.outs.gatewaySettingsBefore, {
        LookoutConnector: { exists: true, settings: lookoutConnection },
        LookoutEnrollmentSettings: { exists: false },
      });
    } finally {
      await fixture.end();
    }
  });
});

describe("the baseline of a stack whose connector exists", function () {
  this.timeout(60_000);
  let fixture: Fixture;

  beforeEach(async () => {
    fixture = await Fixture.start("StackBaseline");
    await fixture.addConnector();
  });
  afterEach(() => fixture.end());

  it("detects an integration that was there before, by the connector's contact and heartbeat", async () => {
    const provider = await fixture.provider();
    const before = async () =>
      (await provider.create((await provider.check({ connectorId: id })).inputs)).outs.connectorBefore;
    assert.equal(((await before()) as State).connected, false);
    await fixture.connectLookout();
    const found = (await before()) as State;
    assert.deepEqual([found.exists, found.connected], [true, true]);
  });
});
