import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { revisionOf } from "../../../model/revision";
import { graphToken } from "../../local/tenant/tenant-under-test";
import type { ProviderProcess } from "../provider/provider-process";
import { Fixture } from "../provider/provider-under-test";

type State = Record<string, unknown>;

interface Finding {
  readonly subject: string;
  readonly text: string;
  readonly eventId: string | null;
}

const id = "lookout-evidence";
const lookoutId = "2c7790de-8b02-4814-85cf-e0c59380dee8";
const connector = {
  heartbeatMinutes: 15,
  enrollmentGroupNames: ["Pilot"],
  deviceStatusSync: true,
  threatStatusSync: true,
  errorEmail: "soc@contoso.com",
};
const classifications = { risks: { ADWARE: "high", WORM: "high" }, deviceGroups: {} };

const recorded = (settings: object, acknowledgedAt = new Date().toISOString()) => ({
  revision: revisionOf(settings),
  consoleStatus: "acknowledged",
  acknowledgedSettings: settings,
  acknowledgedAt,
});
const inputsWith = (subjects: State): State => ({ subjects, intuneConnectorId: lookoutId });

describe("evidence", function () {
  this.timeout(60_000);
  let fixture: Fixture;
  let provider: ProviderProcess;

  const start = async (config?: (all: Record<string, string>) => Record<string, string>) => {
    fixture = await Fixture.start("LookoutEvidence");
    provider = await fixture.provider(config?.(fixture.config()));
  };
  const create = async (subjects: State) => {
    const { inputs, failures } = await provider.check(inputsWith(subjects));
    assert.deepEqual(failures, []);
    return (await provider.create(inputs)).outs;
  };
  const statuses = (outs: State) => outs.statuses as Record<string, unknown>;
  const findings = (outs: State) => outs.findings as Finding[];
  afterEach(() => fixture.end());

  it("keeps a record valid while the console agrees, and reports a change behind its back with the event at the next refresh", async () => {
    await start();
    await fixture.control("PUT", "/console/connector", connector);
    await fixture.control("PUT", "/console/classifications", { ADWARE: "HIGH", WORM: "HIGH" });
    await sleep(20);
    const outs = await create({
      connector: recorded(connector),
      threatClassifications: recorded(classifications),
    });
    assert.deepEqual(findings(outs), []);
    assert.deepEqual(statuses(outs), {
      connector: "acknowledged",
      enrollmentSettings: null,
      notificationPreferences: null,
      threatClassifications: "acknowledged",
    });

    await fixture.control("PUT", "/console/classifications", { ADWARE: "LOW" });
    const { props } = await provider.read(id, outs);
    assert.equal(statuses(props).threatClassifications, "contradicted");
    assert.equal(statuses(props).connector, "acknowledged");
    const [finding] = findings(props);
    assert.match(finding?.text ?? "", /set ADWARE to Low at .*Declared: High/);
    assert.match(finding?.eventId ?? "", /^[0-9a-f-]{36}$/);
    await provider.printed(/the acknowledgement of threatClassifications is contradicted\..*ADWARE/);
    const [task] = [(props.consoleTasks as Record<string, State>).threatClassifications];
    assert.deepEqual(
      (task?.steps as State[]).map(({ change }) => change),
      [{ kind: "replace", from: "Low", to: "High" }],
    );

    const { inputs } = await provider.check(
      inputsWith({
        connector: outs.subjects && (outs.subjects as State).connector,
        threatClassifications: (outs.subjects as State).threatClassifications,
      }),
    );
    assert.equal((await provider.diff(id, props, inputs)).changes, false);
  });

  it("reads on from the last event, and remembers what it read before", async () => {
    await start();
    await fixture.control("PUT", "/console/classifications", { ADWARE: "LOW" });
    const outs = await create({ threatClassifications: recorded(classifications) });
    assert.equal(statuses(outs).threatClassifications, "contradicted");
    const { props } = await provider.read(id, outs);
    assert.equal(statuses(props).threatClassifications, "contradicted");
    const streams = fixture.tenant.requests().filter(({ path }) => path.startsWith("/mra/stream"));
    assert.match(streams[0]?.path ?? "", /start_time=/);
    const { seenUntil } = outs.memory as { readonly seenUntil: string };
    assert.match(decodeURIComponent(streams.at(-1)?.path ?? ""), new RegExp(`start_time=${seenUntil}`));
    assert.equal(provider.output().match(/is contradicted/g)?.length, 1);
    const [audit] = props.evidenceSources as { readonly note: string }[];
    assert.match(audit?.note ?? "", new RegExp(`^none since ${seenUntil}, and then none within 0\\.3 s$`));
  });

  it("uses what the state remembers of events, and opens no stream, where their source is none", async () => {
    await start();
    await fixture.control("PUT", "/console/classifications", { ADWARE: "LOW" });
    const outs = await create({ threatClassifications: recorded(classifications) });
    const reader = await fixture.provider({ ...fixture.config(), "lookout:eventSource": "none" });
    const before = fixture.tenant.requests().filter(({ path }) => path.startsWith("/mra/stream")).length;
    const { props } = await reader.read(id, outs);
    assert.equal(statuses(props).threatClassifications, "contradicted");
    assert.deepEqual(props.memory, outs.memory);
    const [audit] = props.evidenceSources as { readonly note: string }[];
    assert.match(audit?.note ?? "", /^not read now; the state remembers what earlier reads saw, until 20/);
    const streams = fixture.tenant.requests().filter(({ path }) => path.startsWith("/mra/stream"));
    assert.equal(streams.length, before);
  });

  it("continues after a quiet read, reports no gap after a quiet week, and reads on from the last event of older state", async () => {
    await start();
    const outs = await create({});
    const memory = outs.memory as State;
    const day = 24 * 60 * 60 * 1000;
    const weekAgo = new Date(Date.now() - 7 * day).toISOString();
    const read = async (more: object) => {
      const { props } = await provider.read(id, { ...outs, memory: { ...memory, ...more } });
      const stream = fixture.tenant.requests().findLast(({ path }) => path.startsWith("/mra/stream"));
      return { gap: (props.memory as State).gapBefore, path: decodeURIComponent(stream?.path ?? "") };
    };
    const longAgo = "019b9cf1-05c0-7a10-8000-000000000001";
    assert.deepEqual(await read({ seenUntil: weekAgo, lastEventId: longAgo }), {
      gap: null,
      path: `/mra/stream/v2/events?types=AUDIT&start_time=${weekAgo}`,
    });
    const older = await read({ seenUntil: null, lastEventId: longAgo });
    assert.match(older.path, new RegExp(`id=${longAgo}`));
    assert.notEqual(older.gap, null);
  });

  it("reports that Lookout could not be read without an application key, and still reads Intune", async () => {
    await start((all) => Object.fromEntries(Object.entries(all).filter(([key]) => key !== "lookout:applicationKey")));
    const outs = await create({ connector: recorded(connector) });
    assert.equal(statuses(outs).connector, "acknowledged");
    const sources = outs.evidenceSources as { source: string; observed: boolean; note: string }[];
    const [audit, intune] = ["Lookout's audit events", "Intune's connector"].map((at) =>
      sources.find(({ source }) => source === at),
    );
    assert.deepEqual([audit?.observed, intune?.observed], [false, true]);
    assert.match(audit?.note ?? "", /lookout:applicationKey is missing/);
  });

  it("keeps what it knew when Lookout does not answer, and reports why it saw nothing new", async () => {
    await start();
    await fixture.control("PUT", "/console/classifications", { ADWARE: "LOW" });
    const outs = await create({ threatClassifications: recorded(classifications) });
    await fixture.faults({ path: "/mra/stream", kind: { is: "status", status: 403, body: { error: "Forbidden" } } });
    const { props } = await provider.read(id, outs);
    assert.equal(statuses(props).threatClassifications, "contradicted");
    assert.match(JSON.stringify(props.evidenceSources), /403 to GET \/mra\/stream\/v2\/events: Forbidden/);
  });

  it("counts the devices, and sees which connectors they report", async () => {
    await start();
    await fixture.control("POST", "/fleet", { count: 30, overMs: 1 });
    await fixture.control("POST", "/fleet", { count: 10, overMs: 1, activateShare: 0 });
    const device = { email: "alex@contoso.com", platform: "IOS", activation_status: "ACTIVATED" };
    await fixture.control("PUT", "/devices", { guid: "33333333-0000-4000-8000-000000000000", ...device });
    await sleep(20);
    const outs = await create({ connector: recorded(connector) });
    const { pending, active, disconnected, unclear, sampleSize } = outs.devices as Record<string, number>;
    assert.deepEqual([pending, active, disconnected, unclear, sampleSize], [10, 30, 0, 1, 41]);
    assert.equal(fixture.methods("/mra/api/v2/devices").length, 5);
    assert.match(
      JSON.stringify(outs.evidenceSources),
      /30 active, 10 pending, 0 disconnected, 1 activated in an unknown state/,
    );
  });

  it("requests a review if devices came through different connectors, without a contradiction", async () => {
    await start();
    for (const digit of ["1", "2"]) {
      const connectorUuid = `${digit.repeat(8)}-0000-4000-8000-000000000000`;
      await fixture.control("POST", "/fleet", { count: 3, overMs: 1, connectorUuid });
    }
    await sleep(20);
    const outs = await create({ connector: recorded(connector) });
    assert.match(
      findings(outs)[0]?.text ?? "",
      /Indirect sign: the newest 6 devices report 2 connector ids \(11111111-.*, 22222222-/,
    );
    assert.equal(statuses(outs).connector, "acknowledged");
  });

  it("contradicts the connector once Intune shows Lookout as unresponsive, and requests a review of an unknown state", async () => {
    await start();
    await fixture.control("PUT", "/console/intune-add", {});
    await fixture.control("PUT", "/console/connector", connector);
    await sleep(20);
    const outs = await create({ connector: recorded(connector) });
    assert.equal(statuses(outs).connector, "acknowledged");
    await fixture.control("POST", "/graph/lookout-connector", { state: "unresponsive" });
    const { props } = await provider.read(id, outs);
    assert.equal(statuses(props).connector, "contradicted");
    assert.match(findings(props)[0]?.text ?? "", /Intune shows Lookout's connector as unresponsive: no heartbeat/);
    await fixture.control("POST", "/graph/lookout-connector", { state: "quarantined" });
    const unknown = (await provider.read(id, props)).props;
    assert.equal(statuses(unknown).connector, "acknowledged");
    assert.match(findings(unknown)[0]?.text ?? "", /as quarantined, a state that this release does not know/);
  });

  describe("of enrollment groups", () => {
    const name = "Lookout pilot";
    const rename = async (objectId: string, displayName: string) => {
      const headers = { Authorization: `Bearer ${await graphToken(fixture.tenant)}` };
      const { status } = await fixture.tenant.http.patch(`/v1.0/groups/${objectId}`, { displayName }, { headers });
      assert.equal(status, 204);
    };
    const createGroup = async () => {
      const headers = { Authorization: `Bearer ${await graphToken(fixture.tenant)}` };
      const body = { displayName: name, mailNickname: "pilot", mailEnabled: false, securityEnabled: true };
      return (await fixture.tenant.http.post<{ id: string }>("/v1.0/groups", body, { headers })).data.id;
    };
    const createWith = async (groups?: { objectId: string; displayName: string }[]) => {
      const subjects = { connector: recorded(connector) };
      const { inputs, failures } = await provider.check({
        ...inputsWith(subjects),
        ...(groups && { enrollmentGroups: groups }),
      });
      assert.deepEqual(failures, []);
      return { inputs, outs: (await provider.create(inputs)).outs };
    };
    const sources = (outs: State) => outs.evidenceSources as { source: string; observed: boolean; note: string }[];
    const collectGroups = (outs: State) => sources(outs).find(({ source }) => source === "Entra's enrollment groups");

    it("reports in the next refresh that a group was renamed, with both names and what that leads to, and asks for no update", async () => {
      await start();
      const objectId = await createGroup();
      const { inputs, outs } = await createWith([{ objectId, displayName: name }]);
      assert.deepEqual([findings(outs), collectGroups(outs)?.note], [[], `"${name}"`]);

      await rename(objectId, "Lookout Pilot");
      const writes = fixture.tenant.requests().length;
      const { props } = await provider.read(id, outs);
      const [finding] = findings(props);
      assert.match(
        finding?.text ?? "",
        /"Lookout Pilot" in Entra, but Lookout has the name "Lookout pilot".*enrolls no device/,
      );
      await provider.printed(/LookoutEvidence: the integration does not work\. The enrollment group/);
      assert.equal(statuses(props).connector, "acknowledged");
      assert.deepEqual(props.enrollmentGroups, inputs.enrollmentGroups);
      assert.equal((await provider.diff(id, props, inputs)).changes, false);
      assert.ok(
        fixture.tenant
          .requests()
          .slice(writes)
          .every(({ method, path }) => method === "GET" || path.includes("/token")),
      );

      await rename(objectId, name);
      assert.deepEqual(findings((await provider.read(id, props)).props), []);
    });

    it("reports that it could not read them, and by which permission it could", async () => {
      await start();
      const { outs } = await createWith([{ objectId: await createGroup(), displayName: name }]);
      await fixture.faults({ path: "/v1.0/groups/", kind: { is: "status", status: 403 } });
      const { props } = await provider.read(id, outs);
      assert.equal(collectGroups(props)?.observed, false);
      assert.match(collectGroups(props)?.note ?? "", /Group\.Read\.All/);
      assert.deepEqual(findings(props), []);
      await provider.printed(/could not read Entra's enrollment groups\..*Group\.Read\.All/);
    });

    it("reads no groups for state of an older release, which differs only once they are declared", async () => {
      await start();
      const { inputs, outs } = await createWith();
      assert.equal(collectGroups((await provider.read(id, outs)).props), undefined);
      assert.deepEqual(fixture.methods("/v1.0/groups"), []);
      assert.equal((await provider.diff(id, outs, inputs)).changes, false);
      const named = { ...inputs, enrollmentGroups: [{ objectId: lookoutId, displayName: name }] };
      assert.equal((await provider.diff(id, outs, named)).changes, true);
      const { failures } = await provider.check({
        ...named,
        enrollmentGroups: [{ objectId: "pilot", displayName: "" }],
      });
      assert.deepEqual(
        failures.map(({ property }) => property),
        ["enrollmentGroups[0].objectId", "enrollmentGroups[0].displayName"],
      );
    });
  });

  it("puts out the risks that were seen, whatever was recorded", async () => {
    await start();
    await fixture.control("PUT", "/console/classifications", { ADWARE: "LOW" });
    const awaiting = { ...recorded(classifications), consoleStatus: "awaiting console", acknowledgedAt: null };
    const outs = await create({ threatClassifications: awaiting });
    const observation = (outs.observedRisks as State[]).map(({ classification, risk, source }) => [
      classification,
      risk,
      source,
    ]);
    assert.deepEqual(observation, [["ADWARE", "low", "Lookout's audit events"]]);
    assert.deepEqual(findings(outs), []);
  });

  it("reads policies by device group, a reset, and an application key, through housekeeping that comes after them", async () => {
    await start();
    const grouped = { ...classifications, deviceGroups: { Kiosks: { ADWARE: "none" } } };
    const outs = await create({ threatClassifications: recorded(grouped) });
    await sleep(20);
    const save = (deviceGroup: string, to: string) =>
      fixture.control("PUT", "/console/policies", { deviceGroup, classification: "ADWARE", severity: { to } });
    await save("Executives", "LOW");
    await save("Kiosks", "MEDIUM");
    await fixture.control("POST", "/console/application-keys", { name: "pipeline" });
    await fixture.control("POST", "/lookout/purges", {});
    const { props } = await provider.read(id, outs);
    assert.equal(statuses(props).threatClassifications, "contradicted");
    const texts = findings(props).map(({ text }) => text);
    assert.equal(texts.length, 2);
    assert.match(texts[0] ?? "", /set ADWARE to Medium for Lookout's device group "Kiosks" at .*Declared: None/);
    assert.match(texts[1] ?? "", /the policy of Lookout's device group "Executives", which is not declared/);
    assert.match(JSON.stringify(props.otherChanges), /made an application key named \\"pipeline\\"/);
    await provider.printed(/LookoutEvidence: An administrator or Lookout's support .* made an application key/);

    await save("Kiosks", "NONE");
    await fixture.control("POST", "/console/policy-resets", {});
    const reset = (await provider.read(id, props)).props;
    assert.match(findings(reset)[0]?.text ?? "", /reset the policy of the Default Group .*unknown: ADWARE, WORM\./);
    assert.doesNotMatch(JSON.stringify(findings(reset)), /Kiosks/);
  });

  it("refuses an acknowledged revision without its settings, as there would be nothing to compare", async () => {
    await start();
    const { acknowledgedSettings, ...others } = recorded(connector);
    assert.ok(acknowledgedSettings);
    const { failures } = await provider.check(inputsWith({ connector: others }));
    assert.deepEqual(
      failures.map(({ property }) => property),
      ["subjects.connector.acknowledgedSettings"],
    );
  });

  it("believes a record that is newer than the change", async () => {
    await start();
    await fixture.control("PUT", "/console/connector", connector);
    const outs = await create({ connector: recorded(connector, "2026-01-31T09:00:00Z") });
    assert.equal(statuses(outs).connector, "contradicted");
    const { inputs } = await provider.check(inputsWith({ connector: recorded(connector) }));
    assert.equal((await provider.diff(id, outs, inputs)).changes, true);
    assert.equal(statuses(await provider.update(id, outs, inputs)).connector, "acknowledged");
  });
});
