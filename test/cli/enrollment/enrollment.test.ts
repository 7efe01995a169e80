import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { defaultGrantedRoles } from "../../../local/tenant/tenant-options";
import { createGroup, groupName, post, Ring } from "./ring";

const hour = 3_600_000;
const day = 24 * hour;
const unread = { group: "", people: 0, phones: null, enrolled: null };
const withoutKey = { LOOKOUT_APPLICATION_KEY: "" };

describe("lookout-intune enrollment", function () {
  this.timeout(60_000);
  let ring: Ring;
  afterEach(() => ring.dispose());

  it("follows a ring of 500 phones from the first that is found to the last that is active, and reports which never will be", async () => {
    ring = await Ring.start();
    await ring.control("PUT", "/console/enrollment-settings", { daysUntilDisconnected: 7 });
    await ring.enroll({
      count: 500,
      overMs: hour,
      activateShare: 0.96,
      silentShare: 0.04,
      dualProfileShare: 0.3,
      undiscoveredShare: 0.02,
      outsideGroupShare: 0.04,
      withoutDeviceIdShare: 0.02,
    });
    const results = [];
    for (const advanceMs of [hour / 10, 4 * hour, 8 * day]) {
      await ring.pass(advanceMs);
      results.push(await ring.collect());
    }
    const sums = results.map(({ summary: { devices, groups } }) => {
      const of = (state: "active" | "pending" | "disconnected") =>
        Object.values(devices?.[state] ?? {}).reduce((sum, count) => sum + count, 0);
      return { active: of("active"), pending: of("pending"), lost: of("disconnected"), group: groups?.[0] ?? unread };
    });
    const [early, grown, late] = sums;
    assert.ok(early && grown && late);
    assert.ok(Math.abs(early.active + early.pending - 50) <= 2, JSON.stringify(early));
    assert.ok(Math.abs(grown.active - 470) <= 8 && Math.abs(grown.pending - 20) <= 4, JSON.stringify(grown));
    assert.ok(Math.abs(late.lost - 19) <= 4 && late.active + late.lost === grown.active, JSON.stringify(late));
    assert.deepEqual([grown.lost, early.lost], [0, 0]);
    assert.deepEqual(late.group, { ...early.group, enrolled: late.group.enrolled });
    assert.ok((early.group.enrolled ?? 0) < 52 && late.group.people > 475);

    const last = results[2];
    assert.ok(last);
    const { lists, records } = last.summary;
    assert.equal(last.code, 1);
    assert.ok((records ?? 0) > 500, "profiles are records");
    assert.equal((lists["not-enrolled"] ?? 0) + (late.group.enrolled ?? 0), late.group.phones);
    for (const [list, count] of Object.entries(lists)) {
      assert.equal(last.entries.filter((entry) => entry.list === list).length, count, list);
    }
    const pending = last.entries.find(({ list }) => list === "pending");
    assert.deepEqual([pending?.group, pending?.sinceWhen], [groupName, "found by Lookout"]);
    assert.match(pending?.device ?? "", /^(android|iphone)-\d+$/);
    assert.ok(last.entries.filter(({ list }) => list === "no-device-id").every(({ device }) => device === null));

    const { stdout } = await ring.run(["--limit", "2"]);
    assert.match(stdout, new RegExp(`^Lookout pilot +${late.group.people} +${late.group.phones ?? 0} `, "m"));
    assert.match(stdout, /^Disconnected: no contact[^]*\n\d+ more; --csv/m);
    assert.match(stdout, /disconnected [^,]+, 20\d\d-/);
  });

  it("ends with 0 when all is well, also when everything is expected to be done, and with 1 while something is on its way", async () => {
    ring = await Ring.start();
    await ring.enroll({ count: 5, overMs: hour, activateAfterMs: 1 });
    assert.deepEqual((await ring.collect()).code, 0);
    const requested = ring.tenant.requests().map(({ method, path }) => `${method} ${path.split("?")[0] ?? ""}`);
    // The group and its first members come in one batch; Lookout's devices end with an empty page.
    assert.deepEqual(requested.slice(requested.indexOf("POST /v1.0/$batch")), [
      "POST /v1.0/$batch",
      "GET /v1.0/deviceManagement/managedDevices",
      "POST /oauth2/token",
      "GET /mra/api/v2/devices",
      "GET /mra/api/v2/devices",
      "GET /mra/api/v2/threats",
    ]);
    assert.deepEqual((await ring.collect(["--expect-done"])).code, 1);
    await ring.pass(2 * hour);
    const done = await ring.run(["--expect-done", "--fail-on", "no-phone", "pending"]);
    assert.equal(done.code, 0, done.stdout);
    assert.match(done.stdout, /\n5 of 5 phones enrolled\.\n$/);
    assert.equal(done.stderr, "");
  });

  it("counts threats by their level and risk", async () => {
    ring = await Ring.start();
    await ring.enroll({ count: 3, activateAfterMs: 0 });
    await ring.control("POST", "/threats", { classification: "ADWARE", risk: "HIGH" }, 201);
    const { summary, openThreats } = await ring.collect();
    assert.deepEqual(summary.securityLevels, { unknown: 0, secure: 2, low: 0, medium: 0, high: 1 });
    assert.deepEqual(openThreats, { HIGH: 1 });
    assert.match((await ring.run()).stdout, /worst threat on them: high 1, secure 2\nOpen threats by risk: high 1\n/);
  });

  it("reports without a Lookout key what it cannot know, and fails only for what was asked for", async () => {
    ring = await Ring.start({ unknowns: { partnerReportedThreatState: "filled" } });
    await ring.enroll({ count: 4, activateAfterMs: 0 });
    const { code, summary, unknown } = await ring.collect([], withoutKey);
    assert.equal(code, 0);
    assert.deepEqual([summary.devices, summary.lists.pending, summary.lists["not-enrolled"]], [null, null, null]);
    assert.deepEqual([summary.groups?.[0]?.phones, summary.partnerStates], [4, { secured: 4 }]);
    assert.match(unknown.join(), /Lookout's side cannot be read.*LOOKOUT_APPLICATION_KEY/);
    const { stdout } = await ring.run([], withoutKey);
    assert.match(stdout, /^Pending +unknown/m);
    assert.match(stdout, /How many phones are enrolled is not known\.\n$/);
    for (const requested of [["--expect-done"], ["--fail-on", "disconnected"]]) {
      const refused = await ring.run(requested, withoutKey);
      assert.equal(refused.code, 2);
      assert.match(refused.stderr, /lists could not be read: (pending, not-enrolled|disconnected)\./);
    }
  });

  it("goes on without Intune's devices when they may not be read, and names the permission", async () => {
    ring = await Ring.start({
      grantedRoles: defaultGrantedRoles.filter((role) => role !== "DeviceManagementManagedDevices.Read.All"),
    });
    await ring.enroll({ count: 4, activateAfterMs: 0 });
    const { code, summary, unknown } = await ring.collect();
    assert.equal(code, 0);
    assert.deepEqual(
      [summary.managedPhones, summary.lists["not-enrolled"], summary.lists["no-phone"]],
      [null, null, 0],
    );
    assert.match(unknown.join(), /Intune's devices could not be read.*DeviceManagementManagedDevices\.Read\.All/);
  });

  it("finds people in nested groups, and warns that Lookout may not", async () => {
    ring = await Ring.start();
    const inner = await createGroup(ring.tenant, "Sales");
    const base = ring.tenant.tenant.connection.baseUrl;
    const member = { "@odata.id": `${base}/v1.0/directoryObjects/${inner}` };
    await post(ring.tenant, `/groups/${ring.groupId}/members/$ref`, member);
    await ring.enroll({ count: 3, groupName: "Sales", activateAfterMs: 0 });
    const { stdout, code } = await ring.run();
    assert.equal(code, 0, stdout);
    assert.match(stdout, /Note: 3 people are members through nested groups only/);
  });

  it("knows members whose names it may not read by their phones, and accuses nobody else", async () => {
    const grantedRoles = ["Group.Read.All", "DeviceManagementManagedDevices.Read.All"];
    ring = await Ring.start({}, { grantedRoles });
    await ring.enroll({ count: 40, activateAfterMs: 0, managedShare: 0.5, outsideGroupShare: 0.3 });
    const { summary } = await ring.collect();
    const { members, lists, ownersUndecided, groups } = summary;
    assert.equal(members?.hidden, groups?.[0]?.people);
    // Of those outside, Intune knows about half.
    assert.ok((lists["not-in-group"] ?? 0) >= 3 && (lists["not-in-group"] ?? 0) <= 9, JSON.stringify(lists));
    assert.ok(ownersUndecided >= 15, String(ownersUndecided));
    assert.match((await ring.run()).stdout, /hides the names of \d+ members.*Grant User\.Read\.All/);
  });

  it("writes a CSV file of every entry, in which no name becomes a formula", async () => {
    ring = await Ring.start();
    await ring.enroll({ count: 30, activateShare: 0.5, undiscoveredShare: 0.2, activateAfterMs: 0 });
    const [first] = (await ring.collect()).entries.filter(({ list }) => list === "pending");
    const { http } = ring.tenant;
    const evil = {
      guid: "00000000-0000-4000-8000-000000000009",
      platform: "IOS",
      activation_status: "ACTIVATED",
      email: "eve@contoso.example",
      profile_type: "WORK",
      details: { external_id: "evil-1" },
      protection_status: "DISCONNECTED",
    };
    assert.equal((await http.put("/_tenant/devices", evil)).status, 204);
    const phone = {
      id: "evil-1",
      operatingSystem: "iOS",
      userPrincipalName: first?.owner,
      deviceName: '=HYPERLINK("https://evil.example","pay")\u0007',
    };
    await ring.control("PUT", "/graph/managed-devices", phone);
    const file = join(ring.tenant.folder, "enrollment.csv");
    const { stderr, stdout } = await ring.run(["--csv", file, "--json"]);
    assert.equal(stderr, `The lists are in ${file}.\n`);
    const rows: Record<string, string>[] = parse(readFileSync(file), { columns: true });
    const { entries } = JSON.parse(stdout) as { entries: { list: string; owner: string }[] };
    assert.deepEqual(
      rows.map(({ list, owner }) => [list, owner]),
      entries.map(({ list, owner }) => [list, owner]),
    );
    const [row] = rows.filter(({ list }) => list === "disconnected");
    assert.equal(row?.device, `'=HYPERLINK("https://evil.example","pay")`);
    assert.deepEqual(Object.keys(rows[0] ?? {}), Object.keys(entries[0] ?? {}));
  });

  it("leaves no file and still valid JSON when Lookout fails on the way", async () => {
    ring = await Ring.start();
    await ring.enroll({ count: 3, activateShare: 0 });
    const broken = [{ path: "/mra/api/v2/threats", kind: { is: "status", status: 400, body: { error: "no" } } }];
    await ring.control("PUT", "/faults", broken);
    const file = join(ring.tenant.folder, "enrollment.csv");
    const { code, stdout, stderr } = await ring.run(["--json", "--csv", file]);
    assert.equal(code, 2, stderr);
    const written = JSON.parse(stdout) as { entries: unknown[]; problems: string[] };
    assert.equal(written.entries.length, 3);
    assert.match(written.problems.join(), /Lookout/);
    assert.match(stderr, /Lookout/);
    assert.ok(!existsSync(file));
  });

  it("shows a ring while it enrolls, a line for each change, and ends when all are active", async () => {
    ring = await Ring.start();
    await ring.enroll({ count: 500, overMs: hour, activateAfterMs: 60_000 });
    await ring.pass(hour / 2);
    const watching = ring.run(["--watch", "5", "--expect-done"]);
    await new Promise((resolve) => setTimeout(resolve, 4500));
    await ring.pass(hour);
    const { code, stdout } = await watching;
    assert.equal(code, 0, stdout);
    const lines = stdout.trimEnd().split("\n");
    assert.match(lines[0] ?? "", /^20\S+Z {2}25\d of 500 phones enrolled, active 2\d\d, pending \d+, in a group/);
    assert.match(lines.at(-1) ?? "", /Z {2}500 of 500 phones enrolled, active 500$/);
  });
});

describe("lookout-intune enrollment cannot run, and ends with 2,", function () {
  this.timeout(60_000);
  let ring: Ring;
  before(async () => {
    ring = await Ring.start();
  });
  after(() => ring.dispose());

  for (const [what, args, changes, expectedMessage] of [
    ["without credentials", [], { ARM_CLIENT_SECRET: "" }, /azuread:clientSecret|ARM_CLIENT_SECRET/],
    ["with a key that Lookout refuses", [], { LOOKOUT_APPLICATION_KEY: "wr0ng" }, /LOOKOUT_APPLICATION_KEY/],
    [
      "with a group whose exact name does not exist",
      ["--group", "lookout pilot"],
      {},
      /no group with the exact name "lookout pilot"/,
    ],
    ["with an id that is no group's", ["--group", "00000000-0000-4000-8000-000000000001"], {}, /00000000-0000-4000/],
    [
      "when the file cannot be written",
      ["--csv", "/nowhere/at/all.csv"],
      {},
      /--csv \/nowhere\/at\/all\.csv cannot be/,
    ],
    ["with a limit that is no number", ["--limit", "many"], {}, /--limit.*whole number/s],
    ["with a list that it does not know", ["--fail-on", "lost"], {}, /--fail-on.*pending/s],
    ["when it is to watch and to write a file", ["--watch", "--csv", "a.csv"], {}, /cannot be used with/],
  ] as const) {
    it(what, async () => {
      const { code, stderr } = await ring.run([...args], changes);
      assert.equal(code, 2);
      assert.match(stderr, expectedMessage);
    });
  }
});
