import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { dynamicTypes } from "../../model/resource-types";
import { revisionOf } from "../../model/revision";
import { formatProblems } from "../../stack-config/config-problem";
import { parseConfig } from "../../stack/config";
import { signInAsAdministrator } from "../end-to-end/graph-admin";
import { startTenantUnderTest, type TenantUnderTest } from "../local/tenant/tenant-under-test";
import { environmentFor, runCommand } from "./command-process";

type Config = Readonly<Record<string, unknown>>;

const config = {
  "lookout-intune:accessGroups": { full: { displayName: "Lookout full" } },
  "lookout-intune:enrollmentGroups": {
    pilot: { displayName: "Lookout pilot" },
    staff: { displayName: "Lookout staff" },
  },
  "lookout-intune:rollout": { rings: ["pilot", "staff"], reached: "pilot" },
  "lookout-intune:connector": { heartbeatMinutes: 15, errorEmail: "soc@contoso.com" },
  "lookout-intune:enrollmentSettings": { daysUntilDisconnected: 30 },
  "lookout-intune:threatClassifications": { presets: ["project-integrity-1"], risks: { ROGUE_WIFI: "low" } },
  "lookout-intune:intuneConnector": { ios: {} },
};
const thirtyDays = revisionOf({ daysUntilDisconnected: 30 });

// Reads a pulumi that only answers; the tests with the real engine compare the revisions with those of an update.
describe("lookout-intune runbook by the stack's config", function () {
  this.timeout(60_000);
  let folder: string;
  let tenant: TenantUnderTest;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "lookout-intune-runbook-"));
    tenant = await startTenantUnderTest({});
    const pulumi = `#!/bin/sh\ncase "$1 $2" in\n"stack export") exec /bin/cat '${folder}/state' ;;\n"config --json") exec /bin/cat '${folder}/config' ;;\n*) exit 1 ;;\nesac\n`;
    writeFileSync(join(folder, "pulumi"), pulumi);
    chmodSync(join(folder, "pulumi"), 0o700);
  });
  after(async () => {
    await tenant.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The stack's config as pulumi prints it, on a stack whose state holds these resources; none before a first update. */
  const runbook = (settings: Config, { resources, args = [] }: { resources?: object[]; args?: string[] } = {}) => {
    const entries = Object.entries(settings).map(([key, value]) => [key, { value: textOf(value), secret: false }]);
    writeFileSync(join(folder, "config"), JSON.stringify(Object.fromEntries(entries)));
    const root = { urn: "urn:pulumi:prod::lookout-intune::pulumi:pulumi:Stack::x", type: "pulumi:pulumi:Stack" };
    const deployment = resources === undefined ? {} : { resources: [root, ...resources] };
    writeFileSync(join(folder, "state"), JSON.stringify({ version: 3, deployment }));
    return runCommand(["runbook", ...args], {
      ...environmentFor(tenant),
      PATH: [folder, process.env.PATH].join(delimiter),
    });
  };
  const textOf = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

  it("shows before a first update what to enter, by the revisions that it will have, and writes nothing", async () => {
    const before = tenant.requests().length;
    const { code, stdout, stderr } = await runbook(config);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /`Lookout pilot`/);
    assert.doesNotMatch(stdout, /Lookout staff/);
    assert.match(stdout, new RegExp(`enrollment settings: set up \\(revision ${thirtyDays}\\)`));
    assert.match(stdout, /ROGUE_WIFI: `Low`[^]*ROOT_JAILBREAK: `High`/);
    assert.match(stderr, /does not have these settings yet\. Run "pulumi up" to create these revisions/);
    assert.deepEqual(methodsAfter(before), ["GET"]);
  });

  it("shows the same after an update that failed before it made any of the settings", async () => {
    const before = await runbook(config);
    const after = await runbook(config, { resources: [] });
    assert.deepEqual([after.code, after.stdout], [0, before.stdout]);
  });

  it("leaves out what was recorded before the first update", async () => {
    const acknowledged = {
      enrollmentSettings: { revision: thirtyDays, by: "Ada", at: "2026-01-31 09:00:00 +0000 UTC" },
    };
    const { stdout } = await runbook({ ...config, "lookout:acknowledged": acknowledged });
    assert.match(stdout, /Intune connector: set up/);
    assert.doesNotMatch(stdout, /enrollment settings/);
  });

  it("asks only for what changes against what the stack's state remembers, before the update that changes it", async () => {
    const connector = {
      ...{ heartbeatMinutes: 15, enrollmentGroupNames: ["Lookout pilot"], errorEmail: "soc@contoso.com" },
      ...{ deviceStatusSync: true, threatStatusSync: true },
    };
    const revision = revisionOf(connector);
    const outputs = {
      ...{ ...connector, mode: "console", revision, acknowledgedSettings: connector },
      ...{ pendingSettings: [], pendingSince: null, consoleTask: null },
    };
    const type = dynamicTypes.LookoutConnector;
    const stored = { urn: `urn:pulumi:prod::lookout-intune::${type}::lookout-connector`, type, outputs };
    const { stdout } = await runbook(
      {
        ...config,
        "lookout-intune:rollout": { rings: ["pilot", "staff"], reached: "staff" },
        "lookout:acknowledged": { connector: { revision, by: "Ada", at: "2026-01-31T09:00:00Z" } },
      },
      { resources: [stored] },
    );
    assert.match(stdout, /Intune connector: change[^]*add `Lookout staff`/);
    assert.doesNotMatch(stdout, /Heartbeat/);
  });

  it("reads the name of a group that exists, and writes nothing", async () => {
    const existingObjectId = await groupNamed("Field Staff");
    const before = tenant.requests().length;
    const { code, stdout, stderr } = await runbook({
      ...config,
      "lookout-intune:enrollmentGroups": { pilot: { existingObjectId }, staff: { displayName: "Lookout staff" } },
    });
    assert.equal(code, 0, stderr);
    assert.match(stdout, /`Field Staff`/);
    // The group, and whether Intune has the connector.
    assert.deepEqual(methodsAfter(before), ["GET", "GET"]);
  });

  for (const [what, expected, expectedMessage] of [
    [
      "another name than it is expected to have",
      { displayName: "field staff" },
      /pilot\.displayName is "field staff": .*is named "Field Staff": the case differs/,
    ],
    [
      "an id that no group has",
      { existingObjectId: "11111111-1111-4111-8111-111111111111" },
      /pilot\.existingObjectId is "1{8}.*Entra has no group/,
    ],
  ] as const) {
    it(`refuses a group with ${what}, in the words of the preview`, async () => {
      const existingObjectId = await groupNamed("Field Staff");
      const pilot = { existingObjectId, ...expected };
      const groups = { pilot, staff: { displayName: "Lookout staff" } };
      const { code, stdout, stderr } = await runbook({ ...config, "lookout-intune:enrollmentGroups": groups });
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(stderr, expectedMessage);
    });
  }

  it("refuses a config in the words of the preview, whatever is wrong with it", async () => {
    const wrong = {
      ...config,
      "lookout-intune:enrollmentSettings": { daysUntilDisconnected: 91 },
      "lookout:acknowledged": { connector: { revision: "r-0123456789ab", by: "<who>", at: "2026-01-31T09:00:00Z" } },
      "lookout:applicationKey": "in-clear",
    };
    const entries = Object.fromEntries(Object.entries(wrong).map(([key, value]) => [key, textOf(value)]));
    const { problems } = parseConfig({ entries, secretKeys: [] }, {});
    assert.equal(problems.length, 3);
    const { code, stdout, stderr } = await runbook(wrong);
    assert.deepEqual([code, stdout, stderr], [2, "", `${formatProblems(problems, [])}\n`]);
  });

  it("has nothing to be entered where a gateway applies the settings", async () => {
    const { code, stdout } = await runbook({ ...config, "lookout:mode": "gateway" }, { args: ["--json"] });
    assert.deepEqual([code, (JSON.parse(stdout) as { tasks: unknown }).tasks], [0, []]);
  });

  it("shows where a program of one's own shows its runbook before its first update", async () => {
    const { code, stderr } = await runbook({ "azuread:tenantId": "x" });
    assert.equal(code, 2);
    assert.match(stderr, /declares no settings.*"pulumi preview" shows its output runbook/);
  });

  /** Methods of what was sent to Graph since then. */
  const methodsAfter = (count: number) =>
    tenant
      .requests()
      .slice(count)
      .filter(({ path }) => /^\/(v1\.0|beta)\//.test(path))
      .map(({ method }) => method);

  async function groupNamed(displayName: string): Promise<string> {
    const body = { displayName, mailEnabled: false, securityEnabled: true, mailNickname: "group" };
    const administrator = await signInAsAdministrator(tenant.tenant.connection);
    const { data } = await administrator.post<{ id: string }>("/v1.0/groups", body);
    return data.id;
  }
});
