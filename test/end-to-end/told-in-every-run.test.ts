import assert from "node:assert/strict";
import type { DriftEntry } from "lookout-intune/internal/drift/drift-entry";
import type { Step } from "lookout-intune/internal/status/step";
import { runCommand } from "../cli/command-process";
import { consoleConfig, createWorkspace, type Workspace } from "./stack-workspace";

const up = ["up", "--yes", "--skip-preview"] as const;
const unchanged = ["preview", "--expect-no-changes"] as const;
const connector = { heartbeatMinutes: 15, errorEmail: "soc@contoso.com" };

// A run, status and drift report it by themselves: no policy pack is used here.
describe("the warnings of a run about settings and groups that do not work, on the real engine", function () {
  this.timeout(240_000);
  let workspace: Workspace;
  before(async () => {
    workspace = await createWorkspace(undefined, { connectorDelayMs: 0 });
    workspace.configure({
      ...consoleConfig,
      "lookout-intune:connector": { ...connector, threatStatusSync: false },
      "lookout-intune:intuneConnector": { android: {}, ios: { appSync: false } },
    });
    const settings = { ...connector, enrollmentGroupNames: ["Lookout pilot"] };
    await workspace.controls.put("/console/connector", {
      ...settings,
      deviceStatusSync: true,
      threatStatusSync: false,
    });
  });
  after(() => workspace.dispose());

  /** What a command printed. */
  const warningsOf = async (args: readonly string[]): Promise<string> => {
    const { code, output } = await workspace.pulumi(args);
    assert.equal(code, 0, output);
    return output.slice(output.indexOf("Diagnostics:"));
  };
  const command = async <T>(subcommand: string): Promise<T> => {
    const args = [subcommand, "--json", "--stack", "test", "--cwd", workspace.folder];
    return JSON.parse((await runCommand(args, workspace.env)).stdout) as T;
  };
  const failingSteps = async (): Promise<Step[]> => {
    const { steps } = await command<{ readonly steps: readonly Step[] }>("status");
    return steps.filter(({ state }) => state === "failing").sort((a, b) => a.number - b.number);
  };
  const textOf = (step: Step | undefined): string => step?.evidence.map(({ text }) => text).join("\n") ?? "";

  const syncOff = /LookoutConnector \(lookout-connector\):\s+warning: threatStatusSync is off, but the integration/;
  const appSyncOff = /IntuneMtdConnector \(lookout-intune-connector\):\s+warning: ios\.appSync is off/;

  it("names in the first preview what is switched for the whole tenant, with no request to Intune, and warns of what is off", async () => {
    const first = await warningsOf(["preview"]);
    assert.match(
      first,
      /for every device of the tenant, not only for the groups of this stack: on: android\.enabled, android\.blockWhenPartnerDataMissing, ios\.enabled, ios\.blockWhenPartnerDataMissing, blockUnsupportedOsVersions; off: .*ios\.appSync/,
    );
    assert.match(first, syncOff);
    assert.match(first, appSyncOff);
    assert.ok(workspace.tenant.requests().every(({ path }) => !path.includes("/deviceManagement/")));
  });

  it("warns in the update, in a preview that changes nothing, and in a refresh, and fails the steps in status", async () => {
    for (const args of [up, unchanged]) {
      const output = await warningsOf(args);
      assert.match(output, syncOff);
      assert.match(output, appSyncOff);
      assert.equal(output.includes("for every device of the tenant"), args === up);
    }
    const refresh = await warningsOf(["refresh", "--yes", "--skip-preview"]);
    assert.match(refresh, /LookoutConnector: threatStatusSync is off/);
    assert.match(refresh, /IntuneMtdConnector: ios\.appSync is off/);
    const failing = await failingSteps();
    assert.deepEqual(
      failing.map(({ number }) => number),
      [7, 8],
    );
    assert.match(textOf(failing[0]), /^threatStatusSync is off/);
    assert.match(textOf(failing[1]), /^ios\.appSync is off/);
  });

  it("reports nothing more once they are on, and names only what changes", async () => {
    workspace.configure(consoleConfig);
    const preview = await warningsOf(["preview"]);
    assert.match(preview, /not only for the groups of this stack: on: ios\.appSync\.\n/);
    assert.doesNotMatch(preview, /is off/);
    await warningsOf(up);
    assert.deepEqual(await failingSteps(), []);
  });

  it("reports a renamed enrollment group in refresh, status and drift, but not in a preview", async () => {
    const { data } = await workspace.graph.get<{ value: { id: string; displayName: string }[] }>("/v1.0/groups");
    const group = data.value.find(({ displayName }) => displayName === "Lookout pilot");
    assert.ok(group);
    await workspace.graph.patch(`/v1.0/groups/${group.id}`, { displayName: "Phones of the pilot" });
    assert.doesNotMatch(await warningsOf(unchanged), /Phones of the pilot/);

    const names = new RegExp(
      `${group.id} is now named "Phones of the pilot" in Entra, but Lookout has the name "Lookout pilot".*so it enrolls no device`,
    );
    const failing = await failingSteps();
    assert.deepEqual(
      failing.map(({ number }) => number),
      [6, 7],
    );
    for (const step of failing) assert.match(textOf(step), names);
    const { entries } = await command<{ readonly entries: readonly DriftEntry[] }>("drift");
    const ofEvidence = entries.filter(({ type, verdict }) => type === "LookoutEvidence" && verdict === "differs");
    assert.match(ofEvidence.map(({ evidence }) => evidence.join()).join("\n"), names);

    const refresh = await warningsOf(["refresh", "--yes", "--skip-preview"]);
    assert.equal(refresh.match(new RegExp(names, "g"))?.length, 1, refresh);
  });

  it("renames a group of the stack back, and the next refresh finds no problem", async () => {
    await warningsOf([...up, "--refresh"]);
    assert.deepEqual(await failingSteps(), []);
    await warningsOf(["refresh", "--yes", "--skip-preview"]);
    await warningsOf(up);
    assert.deepEqual((await workspace.outputs()).findings ?? [], []);
  });
});
