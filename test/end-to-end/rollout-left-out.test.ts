import assert from "node:assert/strict";
import type { DriftEntry } from "lookout-intune/internal/drift/drift-entry";
import type { Step } from "lookout-intune/internal/status/step";
import { runCommand } from "../cli/command-process";
import { createWorkspace, gatewayConfig, type StackConfig, type Workspace } from "./stack-workspace";

const up = ["up", "--yes", "--skip-preview"] as const;
const record = "**::lookout-rollout";
const paths = {
  compliance: "/v1.0/deviceManagement/deviceCompliancePolicies",
  appProtection: "/beta/deviceAppManagement/iosManagedAppProtections",
  apps: "/beta/deviceAppManagement/mobileApps",
} as const;

interface Assigned {
  readonly assignments: readonly { readonly target: { readonly groupId: string } }[];
}

interface AccessPolicy {
  readonly conditions: { readonly users: { readonly includeGroups: readonly string[] } };
}

/** What follows the rollout, each a list of the names of its groups. */
type Protection = Record<"Lookout" | "compliance" | "appProtection" | "apps" | "access", readonly string[]>;

const everywhere = (...groups: string[]): Protection => ({
  Lookout: groups,
  compliance: groups,
  appProtection: groups,
  apps: groups,
  access: groups,
});

describe("an update that leaves out the record of the rollout, on the real engine", function () {
  this.timeout(240_000);
  let workspace: Workspace;

  const groups = { pilot: { displayName: "Lookout pilot" }, staff: { displayName: "Lookout staff" } };
  const declare = (rollout: object, enrollmentGroups: object = groups): StackConfig => ({
    ...gatewayConfig,
    "lookout-intune:enrollmentGroups": enrollmentGroups,
    "lookout-intune:rollout": { rings: Object.keys(enrollmentGroups), ...rollout },
    "lookout-intune:intuneConnector": { android: {}, ios: { appProtection: true }, waitMinutes: 1 },
    "lookout-intune:lookoutForWork": { ios: {} },
    "lookout-intune:compliance": { ios: { maximumThreatLevel: "low" } },
    "lookout-intune:appProtection": { ios: { maximumThreatLevel: "low", apps: "allCoreMicrosoftApps" } },
    "lookout-intune:conditionalAccess": {
      includedApplications: ["Office365"],
      breakGlassGroup: { displayName: "Emergency access" },
    },
  });

  const values = async <T>(path: string): Promise<T[]> => (await workspace.graph.get<{ value: T[] }>(path)).data.value;
  const protection = async (): Promise<Protection> => {
    const found = await values<{ id: string; displayName: string }>("/v1.0/groups");
    const names = new Map(found.map(({ id, displayName }) => [id, displayName]));
    const nameOf = (id: string) => names.get(id) ?? "a group that is gone";
    const assignedIn = async (path: string) =>
      (await values<Assigned>(`${path}?$expand=assignments`)).flatMap(({ assignments }) =>
        assignments.map(({ target }) => nameOf(target.groupId)).toSorted(),
      );
    const lookout = await workspace.controls.get<{ connectors: { settings: { enrollmentGroupNames: string[] } }[] }>(
      "/lookout",
    );
    const access = await values<AccessPolicy>("/v1.0/identity/conditionalAccess/policies");
    return {
      Lookout: lookout.data.connectors.flatMap(({ settings }) => settings.enrollmentGroupNames),
      compliance: await assignedIn(paths.compliance),
      appProtection: await assignedIn(paths.appProtection),
      apps: await assignedIn(paths.apps),
      access: access.flatMap(({ conditions }) => conditions.users.includeGroups.map(nameOf)),
    };
  };
  const run = async (...args: string[]): Promise<string> => {
    const { code, output } = await workspace.pulumi(args);
    assert.equal(code, 0, output);
    return output;
  };
  const command = async <T>(subcommand: string): Promise<T & { readonly code: number | null }> => {
    const args = [subcommand, "--json", "--stack", "test", "--cwd", workspace.folder];
    const { code, stdout } = await runCommand(args, workspace.env);
    return { ...(JSON.parse(stdout) as T), code };
  };
  const rolloutStep = async (): Promise<Step> => {
    const { steps } = await command<{ readonly steps: readonly Step[] }>("status");
    return steps.find(({ id }) => id === "rollout") ?? assert.fail("no step");
  };

  before(async () => {
    workspace = await createWorkspace(undefined, { connectorDelayMs: 0 });
    workspace.configure(declare({ reached: "pilot" }));
    await run(...up);
  });
  after(() => workspace.dispose());

  it("shows in drift and status that a record went on to a ring to which nothing is assigned", async () => {
    assert.deepEqual(await protection(), everywhere("Lookout pilot"));
    workspace.configure(declare({ reached: "staff" }));
    await run(...up, "--target", record);
    assert.deepEqual(await protection(), everywhere("Lookout pilot"));

    const { code, entries } = await command<{ readonly entries: readonly DriftEntry[] }>("drift");
    const lacking = entries.filter(({ evidence }) => evidence.join().includes('lacks staff ("Lookout staff")'));
    assert.equal(code, 1);
    assert.deepEqual(lacking.map(({ resource, verdict, side }) => `${resource} ${verdict} ${side}`).toSorted(), [
      "lookout-app-ios differs Microsoft",
      "lookout-app-protection-ios differs Microsoft",
      "lookout-compliance-ios differs Microsoft",
      "lookout-conditional-access-policy differs Microsoft",
      "lookout-connector differs Lookout",
    ]);
    const step = await rolloutStep();
    assert.equal(step.state, "failing");
    assert.equal(step.evidence.length, 5);
    assert.match(step.toDo ?? "", /pulumi up without --target and --exclude/);
  });

  it("reports nothing of that once an update reached everything", async () => {
    await run(...up);
    assert.deepEqual(await protection(), everywhere("Lookout pilot", "Lookout staff"));
    const { entries } = await command<{ readonly entries: readonly DriftEntry[] }>("drift");
    assert.deepEqual(
      entries.filter(({ verdict }) => verdict === "differs"),
      [],
    );
    assert.notEqual((await rolloutStep()).state, "failing");
  });

  it("ends nobody's protection when a narrowing is applied without the record, and reports that", async () => {
    workspace.configure(declare({ reached: "pilot" }));
    const preview = await run("preview", "--exclude", record);
    const before = workspace.tenant.requests().length;
    const update = await run(...up, "--exclude", record);
    for (const output of [preview, update]) {
      assert.match(output, /leaves out the record of the rollout.*with the recorded groups, of pilot, staff/);
    }
    assert.deepEqual(workspace.writesAfter(before), []);
    assert.deepEqual(await protection(), everywhere("Lookout pilot", "Lookout staff"));
  });

  it("ends nobody's protection when a ring and its group are removed without the record", async () => {
    workspace.configure(declare({ reached: "pilot" }, { pilot: groups.pilot }));
    const before = workspace.tenant.requests().length;
    await run(...up, "--exclude", record);
    assert.deepEqual(workspace.writesAfter(before), []);
    assert.deepEqual(await protection(), everywhere("Lookout pilot", "Lookout staff"));
    assert.deepEqual((await workspace.outputs()).protectedRings, ["pilot", "staff"]);
  });

  it("still refuses both without confirmation when the update includes the record", async () => {
    const { code, output } = await workspace.pulumi(up);
    assert.notEqual(code, 0);
    assert.match(output, /removes the protection of staff \(Lookout staff\)/);
    assert.deepEqual(await protection(), everywhere("Lookout pilot", "Lookout staff"));
  });

  it("previews no change of what follows the rollout when a ring yet to be made is added behind", async () => {
    workspace.configure(declare({ reached: "staff" }, { ...groups, guests: { displayName: "Lookout guests" } }));
    const preview = await run("preview", "--json");
    const { steps } = JSON.parse(preview.slice(preview.indexOf("{\n"))) as { steps: { op: string; urn: string }[] };
    const changed = steps
      .filter(({ op }) => op !== "same")
      .map(({ op, urn }) => `${op} ${urn.split("::").at(-1) ?? ""}`);
    assert.deepEqual(changed.toSorted(), [
      "create lookout-enrollment-group-guests",
      "create lookout-enrollment-group-guests-group",
      "update lookout-rollout",
    ]);
  });
});
