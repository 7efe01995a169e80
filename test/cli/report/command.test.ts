import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBrowser } from "lookout-intune/internal/report/browser";
import type { ReportData } from "lookout-intune/internal/report/data";
import { environmentFor, runCommand, type Finished } from "../command-process";
import { GraphOfTenant } from "../../local/tenant/graph/graph-of-tenant";
import { validGroup } from "../../local/tenant/graph/graph-under-test";
import { parsePage, rowsOf, textsOf } from "./parsed-page";
import { putStack } from "./stack-in-a-folder";

const roles = [
  "DeviceManagementManagedDevices.Read.All",
  "DeviceManagementServiceConfig.Read.All",
  "Group.ReadWrite.All",
  "User.Read.All",
];
const violation = {
  sequence: 1,
  timestamp: 1_795_652_322,
  policyEvent: {
    resourceUrn:
      "urn:pulumi:prod::lookout-intune::pulumi-nodejs:dynamic/lookout-intune:LookoutEnrollmentSettings::lookout-enrollment-settings",
    message: "<{%reset%}>daysUntilDisconnected is 30, but at most 14 are allowed.<{%reset%}>\n",
    policyName: "lookout-disconnect-window-limited",
    enforcementLevel: "mandatory",
    severity: "high",
  },
};
const end = { sequence: 2, timestamp: 1_795_652_323, summaryEvent: { PolicyPacks: { "lookout-intune": "0.1.0" } } };

describe("lookout-intune report", function () {
  this.timeout(60_000);
  let graph: GraphOfTenant;
  let folder: string;

  before(async () => {
    graph = await GraphOfTenant.start({ grantedRoles: roles });
    const group = async (displayName: string) =>
      String((await graph.send("POST", "/v1.0/groups", { ...validGroup, displayName })).body.id);
    const groupIds = { pilot: await group("Lookout pilot"), staff: await group("Lookout staff") };
    folder = mkdtempSync(join(tmpdir(), "lookout-intune-report-test-"));
    putStack(folder, { groupIds, policies: { events: [violation, end], code: 1 } });
    await graph.underTest.http.post("/_tenant/fleet", {
      count: 40,
      overMs: 0,
      activateShare: 0.8,
      dualProfileShare: 0.5,
      groupName: "Lookout pilot",
      undiscoveredShare: 0.1,
    });
    await graph.underTest.http.post("/_tenant/fleet", { count: 10, overMs: 0, groupName: "Lookout staff" });
  });
  after(async () => {
    await graph.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  const report = (args: readonly string[], changes: NodeJS.ProcessEnv = {}): Promise<Finished> =>
    runCommand(["report", "--stack", "prod", ...args], {
      ...environmentFor(graph.underTest),
      PATH: folder,
      ...changes,
    });
  async function reported(args: readonly string[] = [], changes: NodeJS.ProcessEnv = {}): Promise<ReportData> {
    const { code, stdout, stderr } = await report(["--json", ...args], changes);
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout) as ReportData;
  }
  async function refuses(args: readonly string[], changes: NodeJS.ProcessEnv, because: RegExp): Promise<void> {
    const { code, stdout, stderr } = await report(args, changes);
    assert.equal(code, 2, stdout);
    assert.equal(stdout, "");
    assert.match(stderr, because);
  }

  it("shows what Lookout, Graph, the stack and people report, sends no write, and names no user of a device", async () => {
    const before = graph.underTest.requests().length;
    const { code, stdout, stderr } = await report(["--policy-pack", "policies"]);
    assert.equal(code, 0, stderr);
    const page = parsePage(stdout);
    const rows = rowsOf(page, "tbody tr");
    assert.ok(
      rows.some((row) =>
        /^Enrollment settings ✓ acknowledged r-[0-9a-f]{12} this revision by ann@contoso\.example, 2 Oct 2026, 08:05 UTC$/.test(
          row,
        ),
      ),
      rows.join("\n"),
    );
    assert.ok(rows.includes("Lookout pilot 36 4 40"), rows.join("\n"));
    assert.ok(
      rows.some((row) =>
        /^lookout-disconnect-window-limited ✕ mandatory high daysUntilDisconnected is 30, but at most 14 are allowed\.\s*LookoutEnrollmentSettings lookout-enrollment-settings$/.test(
          row,
        ),
      ),
      rows.join("\n"),
    );
    assert.match(textsOf(page, "header").join(), /Stack prod/);
    assert.doesNotMatch(stdout, /[Oo]wner[- .]?\d|iphone-|android-\d/);
    const writes = graph.underTest
      .requests()
      .slice(before)
      .filter(({ method, path }) => method !== "GET" && !/token|\$batch/.test(path));
    assert.deepEqual(writes, []);
  });

  it("shows the settings that the stack declares for Lookout's console", async () => {
    const { settings } = await reported();
    const [enrollment] = settings;
    assert.deepEqual(enrollment?.declared, [{ part: null, label: "Disconnected Status (days)", values: ["30"] }]);
  });

  it("counts an Android device with two profiles once, in its state and in the rollout's curves", async () => {
    const { devices } = await reported();
    assert.ok("value" in devices);
    const { states, activations, threats } = devices.value;
    const counted = Object.values(states).flatMap((counts) => Object.values(counts));
    assert.equal(
      counted.reduce((sum, one) => sum + one, 0),
      46,
    );
    const active = states.active.android + states.active.ios;
    const timed = activations.byPlatform
      .flatMap(({ steps }) => steps)
      .reduce((sum, { devices: some }) => sum + some, 0);
    assert.ok(active > 20);
    assert.deepEqual([timed, activations.withoutTime], [active, 0]);
    const ofGroups = activations.byGroup?.map(({ title, steps }) => [
      title,
      steps.reduce((sum, one) => sum + one.devices, 0),
    ]);
    assert.deepEqual(ofGroups, [
      ["Lookout pilot", active - 10],
      ["Lookout staff", 10],
    ]);
    assert.equal(threats.android.secure + threats.ios.secure, active);
  });

  it("names nobody at all when asked to", async () => {
    const { stdout } = await report(["--json", "--no-names"]);
    assert.doesNotMatch(stdout, /ann@/);
    const { settings, steps } = JSON.parse(stdout) as ReportData;
    assert.equal(settings[0]?.recorded?.by, null);
    assert.match(JSON.stringify(steps), /Somebody recorded that revision r-/);
  });

  it("reports without a key that nothing of Lookout's could be seen, and shows the rest", async () => {
    const { devices, groups, steps } = await reported([], { LOOKOUT_APPLICATION_KEY: "" });
    assert.ok("failure" in devices && /Lookout's side cannot be read.*LOOKOUT_APPLICATION_KEY/.test(devices.failure));
    assert.ok(
      "value" in groups && groups.value[0]?.people === 40 && groups.value[0].reached && !groups.value[1]?.reached,
    );
    assert.equal(steps.length, 17);
  });

  it("reports without a sign-in to Entra what it could not see, and is still a report", async () => {
    const { devices, groups, blindSpots, settings } = await reported([], { ARM_CLIENT_SECRET: "" });
    assert.ok(
      "failure" in devices && "failure" in groups && groups.failure.includes("azuread:clientSecret is missing"),
    );
    assert.ok(
      blindSpots.some(({ what }) => what === "Intune's connector"),
      JSON.stringify(blindSpots),
    );
    assert.equal(settings.length, 1);
  });

  it("reads policy results from the events of a run, and reports their absence", async () => {
    const file = join(folder, "events.ndjson");
    const passed = {
      sequence: 0,
      timestamp: 1_795_652_321,
      policyAnalyzeSummaryEvent: { passed: ["lookout-state-sync-on"] },
    };
    writeFileSync(file, [passed, violation, violation, end].map((event) => JSON.stringify(event)).join("\r\n"));
    const { policies } = await reported(["--policy-results", file]);
    assert.ok("value" in policies);
    assert.deepEqual(policies.value.passed, { "lookout-state-sync-on": 1 });
    assert.equal(policies.value.violations.length, 1);
    assert.equal(policies.value.at, "2026-11-26T00:18:43.000Z");
    const none = (await reported()).policies;
    assert.ok("failure" in none && none.failure.includes("--policy-pack"));
  });

  it("writes files whole, and prints a PDF where there is a browser", async function () {
    const out = mkdtempSync(join(tmpdir(), "lookout-intune-report-out-"));
    try {
      const browser = findBrowser(undefined);
      const pdf = browser === undefined ? [] : ["--pdf", join(out, "r.pdf"), "--browser", browser];
      const { code, stdout, stderr } = await report(["--html", join(out, "r.html"), ...pdf], {
        PATH: `${folder}:/usr/bin:/bin`,
      });
      assert.equal(code, 0, stderr);
      assert.equal(stdout, "");
      assert.match(stderr, /Wrote .*r\.html\./);
      assert.match(readFileSync(join(out, "r.html"), "utf8"), /^<!doctype html>[^]*<\/html>\s*$/);
      assert.deepEqual(readdirSync(out).toSorted(), browser === undefined ? ["r.html"] : ["r.html", "r.pdf"]);
      if (browser !== undefined) assert.match(readFileSync(join(out, "r.pdf"), "latin1"), /^%PDF-/);
    } finally {
      rmSync(out, { recursive: true, force: true });
    }
  });

  it("refuses wrong usage before it reads anything", async () => {
    const before = graph.underTest.requests().length;
    await refuses(["--pdf", join(folder, "r.pdf")], {}, /requires Chromium, Chrome or Edge, and none was found/);
    await refuses(
      ["--pdf", join(folder, "r.pdf"), "--browser", "/nowhere/chrome"],
      {},
      /\/nowhere\/chrome cannot be run/,
    );
    await refuses(["--html", "/nowhere/r.html"], {}, /\/nowhere\/r\.html cannot be written/);
    mkdirSync(join(folder, "taken"), { recursive: true });
    await refuses(["--html", join(folder, "taken")], {}, /is a folder/);
    await refuses(["--policy-results", "/nowhere/events"], {}, /\/nowhere\/events cannot be read/);
    await refuses(
      ["--policy-results", join(folder, "state.json")],
      {},
      /contains no events of a run with a policy pack/,
    );
    await refuses(["--policy-pack-config", "c.json"], {}, /requires --policy-pack/);
    await refuses(["--policy-pack", "p", "--policy-results", "e"], {}, /cannot be used with/);
    assert.equal(graph.underTest.requests().length, before);
  });

  it("cannot run without the stack, or when the policies cannot be evaluated", async () => {
    await refuses([], { PATH: "/nowhere" }, /the pulumi command is not on the PATH/);
    const other = mkdtempSync(join(tmpdir(), "lookout-intune-report-other-"));
    try {
      putStack(other, { groupIds: { pilot: "none", staff: "none" }, policies: { events: [], code: 255 } });
      await refuses(["--policy-pack", "policies"], { PATH: other }, /could not be evaluated with policies/);
      assert.ok(!existsSync(join(other, "r.html")));
    } finally {
      rmSync(other, { recursive: true, force: true });
    }
  });
});
