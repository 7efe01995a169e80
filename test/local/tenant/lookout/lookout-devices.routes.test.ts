import assert from "node:assert/strict";
import { startTenantUnderTest, type TenantUnderTest } from "../tenant-under-test";
import { lookoutHeaders } from "./lookout-of-tenant";

interface Device {
  readonly guid: string;
  readonly oid: string;
  readonly platform: string;
  readonly profile_type?: string;
  readonly parent_device_guid?: string;
  readonly activation_status: string;
  readonly protection_status?: string;
  readonly disconnected_at?: string;
  readonly details: { readonly mdm_connector_id?: unknown; readonly mdm_connector_uuid?: string };
}
interface List {
  readonly count: number;
  readonly devices: readonly Device[];
  readonly error?: string;
  readonly "request-id"?: string;
}

const hour = 3_600_000;
const day = 24 * hour;
const guid = (last: number) => `00000000-0000-4000-8000-00000000000${last}`;
const described = (last: number, more: object = {}) => ({
  guid: guid(last),
  email: `user${last}@contoso.com`,
  platform: "IOS",
  activation_status: "ACTIVATED",
  ...more,
});

describe("the tenant's devices", () => {
  let subject: TenantUnderTest;
  let token: Readonly<Record<string, string>>;
  beforeEach(async () => {
    subject = await startTenantUnderTest();
    token = await lookoutHeaders(subject);
  });
  afterEach(() => subject.dispose());

  const get = async (query = "", what = "devices") =>
    subject.http.get<List & Device>(`/mra/api/v2/${what}?${query}`, { headers: token });
  const list = async (query = "") => (await get(query)).data;
  const put = (device: object) => subject.http.put("/_tenant/devices", device);
  const fleet = (described: object) => subject.http.post("/_tenant/fleet", described);
  const pass = async (advanceMs: number) => {
    await subject.http.post("/_tenant/clock", { advanceMs });
    token = await lookoutHeaders(subject);
  };
  const connect = async () => {
    await subject.http.put("/_tenant/console/connector", {
      heartbeatMinutes: 15,
      enrollmentGroupNames: ["Lookout Pilot"],
      deviceStatusSync: true,
      threatStatusSync: true,
      errorEmail: "soc@contoso.com",
    });
    const { data } = await subject.http.get<{ connectors: { id: string }[] }>("/_tenant/lookout");
    return data.connectors[0]?.id;
  };

  it("of a fleet are found over time, pending first, and activated after", async () => {
    await fleet({ count: 1000, overMs: 10 * hour, activateAfterMs: 10 * hour, activateShare: 0.9 });
    const counts = async () => [
      (await list("state=PENDING&limit=0")).count,
      (await list("state=ACTIVATED&protection_status=PROTECTED&limit=0")).count,
    ];
    await pass(hour);
    const [pending = 0, active = 0] = await counts();
    assert.ok(Math.abs(pending + active - 100) <= 1, `${pending} pending, ${active} active`);
    assert.ok(pending > active);
    await pass(9 * hour);
    assert.equal(
      (await counts()).reduce((sum, count) => sum + count),
      1000,
    );
    await pass(10 * hour);
    const [never = 0, all = 0] = await counts();
    assert.ok(Math.abs(never - 100) <= 3 && never + all === 1000, `${never} never activated`);
  });

  it("of a fleet stay the same from one request to the next, and keep their order", async () => {
    await fleet({ count: 50, overMs: hour });
    await pass(2 * hour);
    const { devices } = await list();
    assert.deepEqual((await list()).devices, devices);
    assert.deepEqual(
      devices.map(({ oid }) => oid),
      devices.map(({ oid }) => oid).toSorted((a, b) => (a < b ? 1 : -1)),
    );
    assert.equal(new Set(devices.map(({ oid }) => oid)).size, 50);
    const one = devices[7];
    assert.deepEqual((await get(`guid=${one?.guid ?? ""}`, "device")).data, one);
  });

  it("that fell silent are disconnected after the days that the tenant sets, and not while nobody set any", async () => {
    await fleet({ count: 100, overMs: 0, silentShare: 0.2 });
    await put(described(1, { protection_status: "PROTECTED", checkin_time: new Date().toISOString() }));
    await pass(40 * day);
    const disconnected = () => list("protection_status=DISCONNECTED");
    assert.equal((await disconnected()).count, 0);
    await subject.http.put("/_tenant/console/enrollment-settings", { daysUntilDisconnected: 30 });
    const { count, devices } = await disconnected();
    assert.ok(Math.abs(count - 21) <= 2, String(count));
    assert.ok(devices.some((device) => device.guid === guid(1)));
    assert.ok(devices.every(({ disconnected_at: at }) => at !== undefined));
    await subject.http.put("/_tenant/console/enrollment-settings", { daysUntilDisconnected: 60 });
    assert.equal((await disconnected()).count, 0);
  });

  it("report Lookout's connector, as number and id; a fleet keeps the one it began with", async () => {
    const id = await connect();
    await fleet({ count: 1, overMs: 0 });
    await put(described(1));
    for (const { details } of (await list()).devices) {
      assert.deepEqual([details.mdm_connector_id, details.mdm_connector_uuid], [1, id]);
    }
    await subject.http.delete("/_tenant/console/connector");
    const other = await connect();
    const reported = (await list()).devices.map(({ details }) => details.mdm_connector_uuid);
    assert.deepEqual(reported.toSorted(), [id, other].toSorted());
  });

  it("with two profiles are two devices, the second of which names the first", async () => {
    await fleet({ count: 200, overMs: 0, platforms: { ANDROID: 1, IOS: 1 }, dualProfileShare: 0.5 });
    const { devices, count } = await list("limit=1000");
    const work = devices.filter(({ profile_type: profile }) => profile === "WORK");
    assert.equal(count, 200 + work.length);
    assert.ok(Math.abs(work.length - 50) <= 10, String(work.length));
    for (const { parent_device_guid: parent, platform } of work) {
      assert.equal(platform, "ANDROID");
      assert.equal(devices.find((device) => device.guid === parent)?.profile_type, "PERSONAL");
    }
    assert.equal((await list("profile_type=WORK&limit=0")).count, work.length);
    assert.equal((await list("profile_type=!WORK&limit=0")).count, 200);
  });

  const filters: readonly [string, string, string, object, object][] = [
    ["state", "PENDING", "!PENDING", { activation_status: "PENDING" }, {}],
    ["protection_status", "DISCONNECTED", "!DISCONNECTED", { protection_status: "DISCONNECTED" }, {}],
    [
      "security_status",
      "THREATS_LOW",
      "!THREATS_LOW",
      { security_status: "THREATS_LOW" },
      { security_status: "SECURE" },
    ],
    ["profile_type", "WORK", "!WORK", { profile_type: "WORK" }, {}],
    ["platform", "ANDROID", "IOS", { platform: "ANDROID" }, {}],
    ["email", "ADA@", "user2", { email: "ada@contoso.com" }, {}],
    ["group", "g1", "g2", { device_group_guid: "g1" }, { device_group_guid: "g2" }],
    ["is_mdm", "true", "false", { details: { mdm_connector_uuid: guid(9) } }, {}],
    ["osversion", "17.4", "18", { software: { os_version: "17.4" } }, { software: { os_version: "18" } }],
    [
      "aspl",
      "2024-03-05",
      "2024-04-05",
      { software: { security_patch_level: "2024-03-05" } },
      { software: { security_patch_level: "2024-04-05" } },
    ],
    ["pcp_enabled", "true", "false", { device_settings: { pcp_settings: { enabled: true } } }, {}],
    [
      "device_admin_settings_activated",
      "true",
      "false",
      { device_settings: { device_admin_settings: { activated: true } } },
      {},
    ],
  ];
  for (const [filter, first, second, ofFirst, ofSecond] of filters) {
    it(`can be asked for by ${filter}`, async () => {
      await put(described(1, ofFirst));
      await put(described(2, ofSecond));
      const guids = async (value: string) =>
        (await list(new URLSearchParams({ [filter]: value }).toString())).devices.map((device) => device.guid);
      assert.deepEqual(await guids(first), [guid(1)]);
      assert.deepEqual(await guids(second), [guid(2)]);
    });
  }

  it("can be asked for by the age of their system and patches, and by a vulnerability", async () => {
    const monthsAgo = (months: number) => new Date(Date.now() - months * 31 * day).toISOString().slice(0, 10);
    await put(described(1, { software: { os_version_date: monthsAgo(10), security_patch_level: monthsAgo(4) } }));
    await put(described(2, { device_vulns: { cves: ["CVE-2026-0001"] } }));
    const counts = ["os_version_date=9", "os_version_date=12", "aspl_version_date=3", "aspl_version_date=6"];
    assert.deepEqual(await Promise.all(counts.map(async (query) => (await list(query)).count)), [1, 0, 1, 0]);
    assert.deepEqual(
      (await list("cve=CVE-2026-0001")).devices.map((device) => device.guid),
      [guid(2)],
    );
  });

  it("can be asked for by what pauses their protection", async () => {
    await put(described(1));
    await put(described(2));
    await subject.http.post("/_tenant/threats", { deviceGuid: guid(1), classification: "PCP_PAUSED", risk: "LOW" });
    assert.deepEqual(
      (await list("pcp_paused=true")).devices.map((device) => device.guid),
      [guid(1)],
    );
    assert.equal((await list("pcp_paused=false")).count, 1);
  });

  for (const query of ["limit=1001", "limit=-1", "limit=many", "state=ACTIVE", "platform=!IOS", "os_version_date=4"]) {
    it(`refuse ${query} as the Mobile Risk API refuses`, async () => {
      const { status, data } = await get(query);
      assert.equal(status, 400);
      assert.ok(data.error !== undefined && data["request-id"] !== undefined);
    });
  }

  it("are found one by one by each of their ids, with their vulnerabilities on request only", async () => {
    const details = { external_id: "intune-1", mdm_connector_id: 12, mdm_connector_uuid: guid(9) };
    await put(described(1, { details, customer_device_id: "c-1", device_vulns: { cves: ["CVE-2026-0001"] } }));
    for (const key of [
      `guid=${guid(1)}`,
      "mdm_device_id=intune-1",
      "customer_device_id=c-1",
      "mdm_connector_id=12",
      `mdm_connector_uuid=${guid(9)}`,
    ]) {
      const { status, data } = await get(key, "device");
      assert.deepEqual([status, data.guid], [200, guid(1)], key);
      assert.ok(!("device_vulns" in data));
    }
    assert.ok("device_vulns" in (await get(`guid=${guid(1)}&show_vulns=true`, "device")).data);
    assert.equal((await get("customer_device_id=c-2", "device")).status, 404);
    assert.equal((await get("", "device")).status, 400);
  });

  it("page through a fleet and single devices in one order", async () => {
    await put(described(1));
    await fleet({ count: 5, overMs: 5 * hour });
    await pass(3 * hour);
    await put(described(2));
    await pass(3 * hour);
    const seen: string[] = [];
    for (let oid = ""; ;) {
      const { devices, count } = await list(`limit=2${oid === "" ? "" : `&oid=${oid}`}`);
      if (devices.length === 0) break;
      assert.equal(count, 7 - seen.length);
      seen.push(...devices.map((device) => device.oid));
      oid = devices.at(-1)?.oid ?? "";
    }
    assert.deepEqual(seen, seen.toSorted().reverse());
    assert.equal(new Set(seen).size, 7);
  });

  it("are counted and shown in bounded time when there are 100,000 of them", async () => {
    await fleet({ count: 100_000, overMs: 30 * day, silentShare: 0.1, dualProfileShare: 0.2 });
    await subject.http.put("/_tenant/console/enrollment-settings", { daysUntilDisconnected: 7 });
    await pass(90 * day);
    await subject.http.post("/_tenant/threats", { classification: "ADWARE", risk: "HIGH" });
    const before = performance.now();
    assert.ok((await list("limit=1000")).count > 100_000);
    assert.ok((await list("protection_status=DISCONNECTED&limit=1000")).count > 10_000);
    assert.equal((await list("security_status=THREATS_HIGH")).count, 1);
    assert.ok(performance.now() - before < 5000, String(performance.now() - before));
  });
});
