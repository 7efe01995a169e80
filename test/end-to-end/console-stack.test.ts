import assert from "node:assert/strict";
import type { ReportData } from "lookout-intune/internal/report/data";
import { runCommand } from "../cli/command-process";
import { readConnector } from "./graph-admin";
import { bareStackPolicies, consoleConfig, createWorkspace, policyPack, type Workspace } from "./stack-workspace";

const pack = ["--policy-pack", policyPack, "--policy-pack-config", bareStackPolicies] as const;
const up = ["up", "--yes", "--skip-preview", ...pack] as const;

const config = {
  ...consoleConfig,
  "lookout-intune:threatClassifications": { risks: { ADWARE: "high", WORM: "high" } },
};
const allAcknowledged = {
  connector: "acknowledged",
  enrollmentSettings: "acknowledged",
  threatClassifications: "acknowledged",
};

interface Outputs {
  readonly revisions: Readonly<Record<string, string>>;
  readonly statuses: Readonly<Record<string, string>>;
  readonly complianceEffects: Readonly<Record<string, string>>;
  readonly intuneConnected: boolean;
  readonly runbook?: string | null;
  readonly nextSteps: readonly string[];
}

/** The record a person adds to the config after entering a revision in the console. */
const record = (revision: string) => ({ revision, by: "a@contoso.com", at: new Date().toISOString() });

describe("the stack in console mode, on the real engine", function () {
  this.timeout(180_000);
  let workspace: Workspace;
  before(async () => {
    workspace = await createWorkspace();
    workspace.configure(config);
  });
  after(() => workspace.dispose());

  const outputs = async (): Promise<Outputs> => (await workspace.outputs()) as unknown as Outputs;
  const recordAll = async () =>
    Object.fromEntries(Object.entries((await outputs()).revisions).map(([key, revision]) => [key, record(revision)]));

  it("first outputs a runbook for a person and continues without Intune's connector", async () => {
    const first = await workspace.pulumi(up);
    assert.equal(first.code, 0, first.output);
    const warning = first.output.indexOf("It is not stated whether a Lookout tenant already exists");
    assert.ok(warning >= 0 && warning < first.output.indexOf(" created "), first.output);
    const { statuses, intuneConnected, runbook, nextSteps } = await outputs();
    assert.deepEqual(statuses, {
      connector: "awaiting console",
      enrollmentSettings: "awaiting console",
      threatClassifications: "awaiting console",
    });
    assert.equal(intuneConnected, false);
    for (const entry of [/Lookout pilot/, /heartbeat/i, /soc@contoso\.com/, /30/, /ADWARE: `High`/])
      assert.match(runbook ?? "", entry);
    assert.match(nextSteps.join("\n"), /enterprisesupport@lookout\.com/);
  });

  it("never sends a setting to Lookout", () => {
    const toLookout = workspace.tenant
      .requests()
      .filter(({ path, method }) => path.startsWith("/v1/") || (path.startsWith("/mra/") && method !== "GET"));
    assert.deepEqual(toLookout, []);
  });

  it("switches Intune's connector on once the person acted, and shows the revision as acknowledged once recorded", async () => {
    await workspace.controls.put("/console/connector", {
      heartbeatMinutes: 15,
      enrollmentGroupNames: ["Lookout pilot"],
      deviceStatusSync: true,
      threatStatusSync: true,
      errorEmail: "soc@contoso.com",
    });
    await workspace.controls.put("/console/classifications", { ADWARE: "HIGH", WORM: "HIGH" });
    const acknowledged = await recordAll();
    workspace.configure({ ...config, "lookout:acknowledged": acknowledged });
    const second = await workspace.pulumi(up);
    assert.equal(second.code, 0, second.output);
    const now = await outputs();
    assert.deepEqual([now.statuses, now.intuneConnected, now.runbook ?? null], [allAcknowledged, true, null]);
    assert.equal((await readConnector(workspace.graph)).iosEnabled, true);
  });

  it("reports what somebody changed in the console behind its back at the next refresh, with the event that proves it", async () => {
    await workspace.controls.put("/console/classifications", { ADWARE: "NONE" });
    const refresh = await workspace.pulumi(["refresh", "--yes", "--skip-preview"]);
    assert.equal(refresh.code, 0, refresh.output);
    assert.match(
      refresh.output,
      /the acknowledgement of threatClassifications is contradicted\. An administrator or Lookout's support \(.*\) set ADWARE to None at .* \(Lookout's audit event [0-9a-f-]{36};.*Declared: High/,
    );

    const preview = await workspace.pulumi(["preview", "--expect-no-changes", "--diff"]);
    assert.equal(preview.code, 0, preview.output);
    const next = await workspace.pulumi(up);
    assert.equal(next.code, 0, next.output);
    const { statuses, runbook, complianceEffects } = await outputs();
    assert.deepEqual(statuses, { ...allAcknowledged, threatClassifications: "contradicted" });
    assert.match(
      complianceEffects["Default Group / ADWARE"] ?? "",
      /^declared: high: fails policies that require secured, low or medium; Lookout's audit events show none: fails no policy \(/,
    );
    assert.equal(complianceEffects["Default Group / WORM"], "high: fails policies that require secured, low or medium");
    assert.match(runbook ?? "", /Risk of ADWARE: `None` → `High`/);
    assert.doesNotMatch(runbook ?? "", /WORM|Heartbeat/);
  });

  it("is in a report, with the record, the event that contradicts it, and the policy results of the state", async () => {
    const args = ["report", "--stack", "test", "--cwd", workspace.folder, "--json", ...pack];
    const { code, stdout, stderr } = await runCommand(args, workspace.env);
    assert.equal(code, 0, stderr);
    const { settings, findings, policies, steps } = JSON.parse(stdout) as ReportData;
    assert.deepEqual(
      settings.map(({ title, status, recorded }) => [title, status, recorded?.by]),
      [
        ["Lookout's Intune connector", "acknowledged", "a@contoso.com"],
        ["Enrollment settings", "acknowledged", "a@contoso.com"],
        ["Threat classifications", "contradicted", "a@contoso.com"],
      ],
    );
    const effects =
      /set ADWARE to None at .*counts as none: fails no policy; declared: high: fails policies that require secured/;
    assert.match(findings.map(({ text }) => text).join("\n"), effects);
    assert.ok("value" in policies && policies.value.complete, stdout);
    assert.deepEqual([policies.value.packs[0]?.name, policies.value.violations], ["lookout-intune", []]);
    const classifications = steps.find(({ number }) => number === 11);
    assert.equal(classifications?.state, "failing");
    assert.match(classifications.evidence.map(({ text }) => text).join("\n"), effects);
  });

  it("trusts the record again once the console matches the declaration", async () => {
    await workspace.controls.put("/console/classifications", { ADWARE: "HIGH" });
    const refresh = await workspace.pulumi(["refresh", "--yes", "--skip-preview"]);
    assert.equal(refresh.code, 0, refresh.output);
    const next = await workspace.pulumi(up);
    assert.equal(next.code, 0, next.output);
    const { statuses, runbook } = await outputs();
    assert.deepEqual([statuses, runbook ?? null], [allAcknowledged, null]);
  });

  it("asks only for the field that changed since the acknowledgement", async () => {
    const acknowledged = await recordAll();
    workspace.configure({
      ...config,
      "lookout-intune:connector": { heartbeatMinutes: 30, errorEmail: "soc@contoso.com" },
      "lookout:acknowledged": acknowledged,
    });
    const third = await workspace.pulumi(up);
    assert.equal(third.code, 0, third.output);
    const { statuses, runbook } = await outputs();
    assert.deepEqual(statuses, { ...allAcknowledged, connector: "awaiting console" });
    assert.match(runbook ?? "", /15.*30/s);
    assert.doesNotMatch(runbook ?? "", /soc@contoso\.com/);
  });
});
