import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { readEventsUntilNow } from "../../../../clients/lookout/event-history";
import type { UnknownBehaviors } from "../../../../local/tenant/tenant-context";
import { startTenantUnderTest, type TenantUnderTest } from "../tenant-under-test";
import { lookoutApiOf, lookoutHeaders } from "./lookout-of-tenant";

interface Threat {
  readonly guid: string;
  readonly risk: string;
  readonly status: string;
  readonly classification: string;
  readonly resolved_at?: string;
  readonly device: { readonly email: string };
}

const phone = "00000000-0000-4000-8000-000000000001";
const tablet = "00000000-0000-4000-8000-000000000002";

describe("the tenant's threats", () => {
  let subject: TenantUnderTest;
  let headers: Readonly<Record<string, string>>;

  async function start(unknowns: Partial<UnknownBehaviors> = {}): Promise<void> {
    subject = await startTenantUnderTest({ unknowns });
    headers = await lookoutHeaders(subject);
    for (const [guid, platform, email] of [
      [phone, "ANDROID", "ada@contoso.com"],
      [tablet, "IOS", "ben@contoso.com"],
    ]) {
      const details = { external_id: `intune-${platform ?? ""}` };
      await subject.http.put("/_tenant/devices", {
        ...{ guid, platform, email, details },
        activation_status: "ACTIVATED",
        security_status: "SECURE",
      });
    }
  }
  afterEach(() => subject.dispose());

  const list = async (query = "", what = "threats") =>
    (
      await subject.http.get<{ count: number; threats: Threat[] }>(`/mra/api/v2/${what}?${query}`, {
        headers,
      })
    ).data;
  const open = async (threat: object) =>
    subject.http.post<{ guid: string; problem?: string }>("/_tenant/threats", { deviceGuid: phone, ...threat });
  const resolve = (guid: string) => subject.http.delete(`/_tenant/threats/${guid}`);
  const statusOf = async (guid: string) =>
    (await subject.http.get<{ security_status: string }>(`/mra/api/v2/device?guid=${guid}`, { headers })).data
      .security_status;
  const setRisks = (risks: object) => subject.http.put("/_tenant/console/classifications", risks);

  it("make of their device what the worst open one does, until it is resolved", async () => {
    await start();
    await open({ classification: "ADWARE", risk: "LOW" });
    const { data: worst } = await open({ classification: "TROJAN", risk: "HIGH" });
    assert.deepEqual([await statusOf(phone), await statusOf(tablet)], ["THREATS_HIGH", "SECURE"]);
    assert.equal((await resolve(worst.guid)).status, 204);
    assert.equal(await statusOf(phone), "THREATS_LOW");
    assert.equal((await resolve(worst.guid)).status, 404);
    assert.equal((await list("security_status=THREATS_LOW", "devices")).count, 1);
  });

  it("have the risk that somebody set for their classification, and follow it", async () => {
    await start();
    await setRisks({ ADWARE: "MEDIUM" });
    await open({ classification: "ADWARE", risk: "HIGH" });
    assert.equal(await statusOf(phone), "THREATS_MEDIUM");
    await setRisks({ ADWARE: "NONE" });
    assert.equal(await statusOf(phone), "SECURE");
    assert.equal((await list()).threats[0]?.risk, "NONE");
  });

  it("have the risk of their device's platform where platforms differ", async () => {
    await start();
    const risks = { ADWARE: { android: "low", ios: "high" } };
    await subject.http.put("/v1/threat-classifications", { risks, deviceGroups: {} }, { headers });
    for (const deviceGuid of [phone, tablet]) await open({ deviceGuid, classification: "ADWARE" });
    assert.deepEqual([await statusOf(phone), await statusOf(tablet)], ["THREATS_LOW", "THREATS_HIGH"]);
  });

  for (const advisorySecurityStatus of ["SECURE", "THREATS_LOW"] as const) {
    it(`that are Advisory set the device to the configured status: ${advisorySecurityStatus}`, async () => {
      await start({ advisorySecurityStatus });
      await open({ classification: "ADWARE", risk: "ADVISORY" });
      assert.equal(await statusOf(phone), advisorySecurityStatus);
    });
  }

  it("are refused without a risk that anybody knows, without a device, and of no known classification", async () => {
    await start();
    assert.match((await open({ classification: "ADWARE" })).data.problem ?? "", /^risk: /);
    const nowhere = { deviceGuid: "00000000-0000-4000-8000-000000000009", classification: "ADWARE", risk: "LOW" };
    assert.match((await open(nowhere)).data.problem ?? "", /^deviceGuid: /);
    assert.equal((await open({ classification: "ADWARES", risk: "LOW" })).status, 400);
    assert.equal((await list()).count, 0);
  });

  it("appear on a device of a fleet as well, the newest where none is named", async () => {
    await start();
    await subject.http.post("/_tenant/fleet", { count: 10, overMs: 0 });
    await open({ deviceGuid: undefined, classification: "ADWARE", risk: "HIGH" });
    const { count, threats } = await list();
    assert.equal(count, 1);
    assert.match(threats[0]?.device.email ?? "", /@contoso\.example$/);
    assert.equal((await list("security_status=THREATS_HIGH", "devices")).count, 1);
  });

  it("can be asked for by everything that is documented", async () => {
    await start();
    await open({ classification: "ADWARE", risk: "LOW", type: "APPLICATION" });
    await open({ deviceGuid: tablet, classification: "ROGUE_WIFI", risk: "HIGH", type: "NETWORK" });
    const { data } = await open({ deviceGuid: tablet, classification: "ROOT_JAILBREAK", risk: "HIGH", type: "OS" });
    await resolve(data.guid);
    const requested = async (query: string) => (await list(query)).threats.map(({ classification }) => classification);
    const answers: Record<string, string[]> = {
      "classification=ADWARE": ["ADWARE"],
      "classification=!ADWARE": ["ROOT_JAILBREAK", "ROGUE_WIFI"],
      "threat_type=NETWORK": ["ROGUE_WIFI"],
      "threat_type=!NETWORK": ["ROOT_JAILBREAK", "ADWARE"],
      "risk=LOW": ["ADWARE"],
      "status=OPEN": ["ROGUE_WIFI", "ADWARE"],
      "status=RESOLVED": ["ROOT_JAILBREAK"],
      "timeframe=LAST_30_DAYS&limit=1": ["ROOT_JAILBREAK"],
      [`device_guid=${phone}`]: ["ADWARE"],
      "query=BEN@contoso.com": ["ROOT_JAILBREAK", "ROGUE_WIFI"],
      "query=intune-ANDROID": ["ADWARE"],
      "platform=ANDROID": ["ADWARE"],
      "profile_type=WORK": [],
    };
    for (const [query, classifications] of Object.entries(answers)) {
      assert.deepEqual(await requested(query), classifications, query);
    }
    assert.equal((await subject.http.get("/mra/api/v2/threats?risk=SEVERE", { headers })).status, 400);
  });

  it("leave the shorter time frames as time passes", async () => {
    await start();
    await open({ classification: "ADWARE", risk: "LOW" });
    await subject.http.post("/_tenant/clock", { advanceMs: 45 * 86_400_000 });
    headers = await lookoutHeaders(subject);
    const frames = ["LAST_30_DAYS", "LAST_60_DAYS", "ALL"];
    const counts = await Promise.all(frames.map(async (frame) => (await list(`timeframe=${frame}`)).count));
    assert.deepEqual(counts, [0, 1, 1]);
  });

  it("of phishing and content protection are listed apart", async () => {
    await start();
    await open({ classification: "ADWARE", risk: "LOW" });
    const { data } = await open({ classification: "PHISHING_CONTENT", risk: "LOW", type: "WEB_CONTENT" });
    assert.equal((await list()).threats[0]?.classification, "ADWARE");
    assert.equal((await list("", "pcp-threats")).threats[0]?.classification, "PHISHING_CONTENT");
    const one = (what: string) => subject.http.get<Threat>(`/mra/api/v2/${what}?guid=${data.guid}`, { headers });
    assert.equal((await one("pcp-threat")).data.status, "OPEN");
    assert.equal((await one("threat")).status, 404);
  });

  it("are recorded as events, with their effect on the device", async () => {
    await start();
    await setTimeout(2); // The phone's own event may bear the present millisecond.
    const since = new Date().toISOString();
    const { data } = await open({ classification: "ADWARE", risk: "HIGH", type: "APPLICATION" });
    await open({ classification: "RISKWARE", risk: "LOW" });
    await resolve(data.guid);
    const api = lookoutApiOf(subject);
    const { events } = await readEventsUntilNow(api, { types: ["DEVICE", "THREAT"], since });
    assert.deepEqual(
      events.map(({ type, change_type, target, threat, device }) => [
        `${type} ${change_type ?? ""}`,
        target?.guid === phone
          ? ((threat?.guid === data.guid ? "first" : threat && "second") ?? "phone")
          : "not the device",
        threat?.status ?? (device?.status as { security_status: string }).security_status,
      ]),
      [
        ["THREAT CREATED", "first", "OPEN"],
        ["DEVICE UPDATED", "phone", "THREATS_HIGH"],
        ["THREAT CREATED", "second", "OPEN"],
        ["THREAT UPDATED", "first", "RESOLVED"],
        ["DEVICE UPDATED", "phone", "THREATS_LOW"],
      ],
    );
  });

  it("that are open get a new severity by Lookout itself when somebody changes the risk, and Advisory is shown", async () => {
    await start();
    await setTimeout(2);
    await open({ classification: "ADWARE", risk: "HIGH", type: "APPLICATION" });
    await open({ deviceGuid: tablet, classification: "PHISHING_CONTENT", risk: "HIGH", type: "WEB_CONTENT" });
    await setRisks({ ADWARE: "ADVISORY" });
    await setRisks({ ADWARE: "ADVISORY", TROJAN: "LOW" });
    const since = new Date(Date.now() - 60_000).toISOString();
    const { events } = await readEventsUntilNow(lookoutApiOf(subject), { types: ["THREAT"], since });
    assert.deepEqual(
      events.map(({ change_type, actor, target, threat }) => [change_type, actor, target?.guid, threat?.severity]),
      [
        ["CREATED", { type: "DEVICE", guid: phone }, phone, "HIGH"],
        ["CREATED", { type: "DEVICE", guid: tablet }, tablet, "HIGH"],
        ["UPDATED", { type: "SYSTEM" }, phone, "ADVISORY"],
      ],
    );
    assert.deepEqual(
      events.map(({ threat }) => [threat?.status, threat?.assessments]),
      [
        ["OPEN", [{ classification: "ADWARE" }]],
        ["RESOLVED", [{ classification: "PHISHING_CONTENT" }]],
        ["OPEN", [{ classification: "ADWARE" }]],
      ],
    );
  });

  it("are on devices whose events have only the ids that live events have", async () => {
    await start();
    const details = { external_id: "intune-1", mdm_connector_id: 7, mdm_connector_uuid: "c-1", other: "x" };
    const device = { guid: phone, platform: "ANDROID", email: "ada@contoso.com", details };
    await subject.http.put("/_tenant/devices", { ...device, activation_status: "ACTIVATED" });
    const since = new Date(Date.now() - 60_000).toISOString();
    const { events } = await readEventsUntilNow(lookoutApiOf(subject), { types: ["DEVICE"], since });
    assert.deepEqual(events.at(-1)?.device?.info, { external_id: "intune-1", mdm_connector_id: "7" });
  });
});
