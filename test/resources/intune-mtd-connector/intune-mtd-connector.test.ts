import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { connectorSettings } from "../../../resources/intune-mtd-connector/intune-mtd-connector.graph";
import { unknownValue } from "../../../resources/provider/unknown-values";
import { graphToken } from "../../local/tenant/tenant-under-test";
import { failureOf, type ProviderProcess } from "../provider/provider-process";
import { messageOf, Fixture } from "../provider/provider-under-test";

type State = Record<string, unknown>;

const id = "2c7790de-8b02-4814-85cf-e0c59380dee8";
const graphPath = `/beta/deviceManagement/mobileThreatDefenseConnectors/${id}`;

/** The settings that are toggles with this value, in the order of the schema. */
function togglesIn(inputs: State, value: boolean): string {
  const valueAt = (path: string) => path.split(".").reduce<unknown>((found, name) => (found as State)[name], inputs);
  return connectorSettings.flatMap(({ path }) => (valueAt(path) === value ? [path] : [])).join(", ");
}

describe("the Intune connector's provider process", function () {
  this.timeout(60_000);
  let fixture: Fixture;
  let provider: ProviderProcess;

  const connectLookout = async () => {
    await fixture.addConnector();
    await fixture.connectLookout();
  };
  const checked = async (news: State) => (await provider.check(news)).inputs;
  const inIntune = async (): Promise<State> => {
    const headers = { Authorization: `Bearer ${await graphToken(fixture.tenant)}` };
    return (await fixture.tenant.http.get<State>(graphPath, { headers })).data;
  };
  const patchInIntune = async (changes: object): Promise<void> => {
    const headers = { Authorization: `Bearer ${await graphToken(fixture.tenant)}` };
    const body = { "@odata.type": "#microsoft.graph.mobileThreatDefenseConnector", ...changes };
    const { status } = await fixture.tenant.http.patch(graphPath, body, { headers });
    assert.ok(status < 300);
  };

  beforeEach(async () => {
    fixture = await Fixture.start("IntuneMtdConnector");
    provider = await fixture.provider();
  });
  afterEach(() => fixture.end());

  it("adopts the connector, switches on what is declared, and shows its state", async () => {
    await connectLookout();
    const { id: created, outs } = await provider.create(await checked({ android: {}, ios: {} }));
    assert.equal(created, id);
    assert.equal(outs.connected, true);
    assert.equal(outs.partnerState, "enabled");
    const connector = await inIntune();
    assert.equal(connector.iosEnabled, true);
    assert.equal(connector.allowPartnerToCollectIOSApplicationMetadata, true);
    assert.deepEqual(fixture.methods(graphPath).slice(0, 3), ["GET", "PATCH", "GET"]);
  });

  it("logs what it will switch for the whole tenant: everything the first time, then what changes, and nothing without a change", async () => {
    const warnings = () =>
      [...provider.output().matchAll(/not only for the groups of this stack: (.*)/g)].map(([, what]) => what);
    const inputs = await checked({ android: {}, ios: {} });
    await provider.printed(/not only for the groups/);
    assert.equal(
      warnings()
        .at(-1)
        ?.replace(/ With .*/, ""),
      `on: ${togglesIn(inputs, true)}; off: ${togglesIn(inputs, false)}.`,
    );
    assert.deepEqual(fixture.methods("/beta/"), []);

    const olds = { ...inputs, connected: true };
    await provider.check(inputs, inputs);
    await provider.diff(id, olds, inputs);
    const { inputs: without } = await provider.check({ ios: {} }, inputs);
    await provider.diff(id, olds, without);
    await provider.printed(/this stack: off: android/);
    assert.deepEqual(warnings().slice(1), ["off: android.enabled, android.blockWhenPartnerDataMissing."]);
    await provider.diff(id, { ...inputs, connected: false }, inputs);
    await provider.printed(/once the partner has connected, for every device of the tenant.*: on: android/);
  });

  it("logs nothing about toggles that a preview does not know yet, and does not refuse them", async () => {
    const { failures } = await provider.check({ android: unknownValue, ios: { appSync: unknownValue } });
    assert.deepEqual(failures, []);
    await provider.printed(
      /this stack: on: ios\.enabled, ios\.blockWhenPartnerDataMissing, blockUnsupportedOsVersions; off: ios/,
    );
    assert.doesNotMatch(provider.output(), /android|appSync/);
  });

  it("reports in a refresh, too, that App Sync is off in Intune", async () => {
    await connectLookout();
    const { outs } = await provider.create(await checked({ ios: {} }));
    await provider.read(id, outs);
    assert.doesNotMatch(provider.output(), /App Sync/);
    await patchInIntune({ allowPartnerToCollectIOSApplicationMetadata: false });
    await provider.read(id, outs);
    await provider.printed(/IntuneMtdConnector: ios\.appSync is off, but Microsoft's guide requires it/);
  });

  it("sends nothing if the connector does not differ, as after an interrupted run", async () => {
    await connectLookout();
    const inputs = await checked({ android: {}, ios: {} });
    const first = await provider.create(inputs);
    const second = await provider.create({ ...inputs, foundBefore: { exists: false } });
    const { foundBefore, ...outs } = second.outs;
    // Intune gives a new connector its threshold by itself, so a stack that found none did not find that either.
    const { unresponsiveAfterDays, ...settingsBefore } = first.outs.settingsBefore as State;
    assert.equal(unresponsiveAfterDays, 7);
    assert.deepEqual([outs, foundBefore], [{ ...first.outs, settingsBefore }, { exists: false }]);
    assert.equal(fixture.methods(graphPath).filter((method) => method === "PATCH").length, 1);
  });

  it("finds no difference in what it returned itself", async () => {
    await connectLookout();
    const inputs = await checked({ ios: { appSync: false }, unresponsiveAfterDays: 5 });
    const { outs } = await provider.create(inputs);
    assert.equal((await provider.diff(id, outs, inputs)).changes, false);
    const read = await provider.read(id, outs);
    assert.deepEqual(read.inputs, inputs);
    assert.equal((await provider.diff(id, read.props, inputs)).changes, false);
  });

  it("waits for Lookout and continues once it has connected", async () => {
    const creation = provider.create(await checked({ ios: {}, waitMinutes: 0.5 }));
    while (!provider.output().includes("waiting for Lookout for Work to connect, 0 of 0.5 minutes")) await sleep(20);
    await connectLookout();
    assert.equal((await creation).outs.connected, true);
  });

  it("ends in the right state when it is killed while waiting and run again", async () => {
    const inputs = await checked({ ios: {} });
    const cutOff = failureOf(provider.create(inputs));
    while (!provider.output().includes("waiting for")) await sleep(20);
    provider.kill();
    await cutOff;
    await connectLookout();
    provider = await fixture.provider();
    assert.equal((await provider.create(inputs)).outs.partnerState, "enabled");
  });

  it("continues without the connector with whenNotConnected: continue, and reads it again at the next update", async () => {
    const inputs = await checked({ ios: {}, whenNotConnected: "continue" });
    const { outs } = await provider.create(inputs);
    assert.equal(outs.connected, false);
    assert.equal((await provider.read(id, outs)).id, id, "a refresh must not lose it");
    assert.equal((await provider.diff(id, outs, inputs)).changes, true);
    await connectLookout();
    const { props } = await provider.read(id, outs);
    assert.equal((await provider.diff(id, props, inputs)).changes, true, "not configured yet, although it is there");
    const updated = await provider.update(id, props, inputs);
    assert.equal(updated.connected, true);
    assert.equal((await provider.diff(id, updated, inputs)).changes, false);
  });

  it("reports drift by the name of the setting when someone switches the iOS toggle off in Intune", async () => {
    await connectLookout();
    const inputs = await checked({ android: {}, ios: {} });
    const { outs } = await provider.create(inputs);
    await patchInIntune({ iosEnabled: false });
    const { props, inputs: found } = await provider.read(id, outs);
    assert.deepEqual(found?.ios, { ...(inputs.ios as State), enabled: false });
    assert.deepEqual(found.android, inputs.android);
    assert.equal((await provider.diff(id, props, inputs)).changes, true);
    await provider.update(id, props, inputs);
    assert.equal((await inIntune()).iosEnabled, true);
  });

  it("reports a platform that was never declared as soon as somebody switches it on", async () => {
    await connectLookout();
    const { outs } = await provider.create(await checked({ ios: {} }));
    await patchInIntune({ androidEnabled: true });
    const { inputs } = await provider.read(id, outs);
    assert.equal((inputs?.android as State).enabled, true);
  });

  it("does not change an undeclared threshold", async () => {
    await connectLookout();
    const { outs } = await provider.create(await checked({ ios: {} }));
    await patchInIntune({ partnerUnresponsivenessThresholdInDays: 3 });
    const { props } = await provider.read(id, outs);
    assert.equal((await provider.diff(id, props, await checked({ ios: {} }))).changes, false);
    assert.equal((await inIntune()).partnerUnresponsivenessThresholdInDays, 3);
  });

  it("is gone when Intune no longer has it", async () => {
    const { id: found } = await provider.read(id, { ...(await checked({ ios: {} })), connected: true });
    assert.equal(found, "");
  });

  it("is switched off and kept when it is removed", async () => {
    await connectLookout();
    const { outs } = await provider.create(await checked({ android: {}, ios: {} }));
    await provider.delete(id, outs);
    const connector = await inIntune();
    assert.equal(connector.partnerState, "available");
    assert.equal(connector.iosEnabled, false);
    assert.equal(connector.allowPartnerToCollectIOSApplicationMetadata, false);
  });

  it("is left untouched when it is removed with keep", async () => {
    await connectLookout();
    const { outs } = await provider.create(await checked({ ios: {}, onRemoval: "keep" }));
    await provider.delete(id, outs);
    assert.equal((await inIntune()).iosEnabled, true);
  });

  it("is deleted only when that is asked for", async () => {
    await connectLookout();
    const { outs } = await provider.create(await checked({ ios: {}, onRemoval: "delete" }));
    await provider.delete(id, outs);
    assert.ok(fixture.methods(graphPath).includes("DELETE"));
  });

  it("can be removed when it never connected", async () => {
    const { outs } = await provider.create(await checked({ ios: {}, whenNotConnected: "continue" }));
    await provider.delete(id, outs);
    assert.ok(!fixture.methods(graphPath).includes("PATCH"));
  });

  it("records a setting that did not stick, by its name and Graph's, for the next run to repair", async () => {
    await connectLookout();
    await inIntune();
    const inputs = await checked({ ios: {} });
    await fixture.faults({ path: "mobileThreatDefenseConnectors", method: "GET", kind: { is: "stale" } });
    const { partial } = await failureOf(provider.create(inputs));
    assert.match(
      partial?.reasons.join() ?? "",
      /ios\.enabled \(iosEnabled in Graph\) was set to true.*still shows false/,
    );
    await fixture.control("DELETE", "/faults");
    assert.equal((await provider.diff(id, partial?.properties ?? {}, inputs)).changes, true);
    const repaired = await provider.update(id, partial?.properties ?? {}, inputs);
    assert.equal((await provider.diff(id, repaired, inputs)).changes, false);
  });

  it("survives throttling with a fractional Retry-After and an answer that gets lost", async () => {
    await connectLookout();
    await fixture.faults(
      { path: "mobileThreatDefenseConnectors", method: "GET", times: 2, kind: { is: "throttle", retryAfter: "0.05" } },
      { path: "mobileThreatDefenseConnectors", method: "PATCH", times: 1, kind: { is: "drop", when: "after" } },
    );
    assert.equal((await provider.create(await checked({ ios: {} }))).outs.partnerState, "enabled");
  });

  it("is replaced when the partner changes, not when the same one is named by its id", async () => {
    const lookout = await checked({ ios: {} });
    const other = await checked({ ios: {}, partner: "Zimperium" });
    assert.deepEqual((await provider.diff(id, lookout, other)).replaces, ["partner"]);
    assert.deepEqual(
      (await provider.diff(id, lookout, await checked({ ios: {}, partnerId: id.toUpperCase() }))).replaces,
      [],
    );
  });

  it("reports everything that is wrong with the inputs at once", async () => {
    const { failures } = await provider.check({
      partner: "Lookout",
      ios: { appSink: true },
      unresponsiveAfterDays: 1.5,
      waitMinutes: 0,
    });
    assert.deepEqual(failures.map(({ property }) => property).sort(), [
      "ios.appSink",
      "partner",
      "unresponsiveAfterDays",
      "waitMinutes",
    ]);
  });
});

describe("the Intune connector's sign-in", function () {
  this.timeout(60_000);
  let fixture: Fixture;

  afterEach(() => fixture.end());

  async function createWith(config: Record<string, string>): Promise<string> {
    const provider = await fixture.provider({ ...fixture.config(), ...config });
    return messageOf(provider.create({ ios: {}, waitMinutes: 1 }));
  }

  it("names the setting when the client secret is wrong, without showing it", async () => {
    fixture = await Fixture.start("IntuneMtdConnector");
    const message = await createWith({ "azuread:clientSecret": "not-the-s3cret" });
    assert.match(message, /client secret is wrong.*azuread:clientSecret or ARM_CLIENT_SECRET.*AADSTS7000215/);
    assert.doesNotMatch(message, /not-the-s3cret/);
  });

  it("names the setting when the tenant does not exist", async () => {
    fixture = await Fixture.start("IntuneMtdConnector");
    const message = await createWith({ "azuread:tenantId": "00000000-0000-4000-8000-000000000000" });
    assert.match(message, /no Entra tenant 00000000.*azuread:tenantId or ARM_TENANT_ID/);
  });

  it("names the setting when the metadata host cannot be reached", async () => {
    fixture = await Fixture.start("IntuneMtdConnector");
    const message = await createWith({ "azuread:metadataHost": "localhost:1" });
    assert.match(message, /localhost:1 cannot be reached.*azuread:metadataHost or ARM_METADATA_HOSTNAME/);
  });

  it("names the permission that is missing and how to grant it", async () => {
    fixture = await Fixture.start("IntuneMtdConnector", { grantedRoles: ["Group.ReadWrite.All"] });
    const message = await createWith({});
    assert.match(message, /403.*DeviceManagementServiceConfig\.ReadWrite\.All.*Grant admin consent/s);
  });

  it("is refused in the check when credentials are missing, naming each in both of its homes", async () => {
    fixture = await Fixture.start("IntuneMtdConnector");
    const provider = await fixture.provider({});
    const { failures } = await provider.check({ ios: {} });
    const text = failures.map(({ reason }) => reason).join("\n");
    assert.equal(failures.length, 3);
    for (const key of ["tenantId", "clientId", "clientSecret"])
      assert.match(text, new RegExp(`azuread:${key} is missing`));
    for (const name of ["TENANT_ID", "CLIENT_ID", "CLIENT_SECRET"]) assert.match(text, new RegExp(`ARM_${name}`));
    assert.ok(
      failures.every(({ property }) => property === ""),
      "a property would have its value printed",
    );
  });
});
