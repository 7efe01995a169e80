import assert from "node:assert/strict";
import type { AxiosInstance } from "axios";
import { signInToAzure } from "./graph-admin";
import { createWorkspace, gatewayConfig, policyPack, type StackConfig, type Workspace } from "./stack-workspace";

const up = ["up", "--yes", "--skip-preview", "--policy-pack", policyPack] as const;
const graph = {
  compliance: "/v1.0/deviceManagement/deviceCompliancePolicies",
  appProtection: "/beta/deviceAppManagement/iosManagedAppProtections",
  apps: "/beta/deviceAppManagement/mobileApps",
  access: "/v1.0/identity/conditionalAccess/policies",
} as const;

const workspaceId = "/subscriptions/1/resourceGroups/a/providers/Microsoft.OperationalInsights/workspaces/b";
const diagnosticSettings = "/providers/microsoft.intune/diagnosticSettings";
const params = { "api-version": "2017-04-01-preview" };

interface AccessPolicy {
  readonly id: string;
  readonly state: string;
  readonly modifiedDateTime: string | null;
  readonly conditions: { readonly users: Readonly<Record<"includeGroups" | "excludeGroups", readonly string[]>> };
}

interface Assigned {
  readonly id: string;
  readonly "@odata.type"?: string;
  readonly displayName: string;
  readonly assignments: readonly { readonly target: { readonly groupId: string } }[];
}

// Everything that follows the rollout: app, compliance, app protection and Conditional Access; and where Intune sends its logs. Whether
// each resource sends only what changed is shown with the provider process alone.
describe("the stack with app, compliance, app protection and Conditional Access, on the real engine", function () {
  this.timeout(240_000);
  let workspace: Workspace;
  let azure: AxiosInstance;
  let names: Record<string, string>;
  let firstWrites: readonly string[];

  const config: StackConfig = {
    ...gatewayConfig,
    "lookout-intune:enrollmentGroups": {
      pilot: { displayName: "Lookout pilot" },
      staff: { displayName: "Lookout staff" },
    },
    "lookout-intune:rollout": { rings: ["pilot", "staff"], reached: "pilot" },
    "lookout-intune:intuneConnector": {
      android: { appProtection: true },
      ios: { appProtection: true },
      waitMinutes: 1,
    },
    "lookout-intune:lookoutForWork": {
      ios: { configuration: { DeviceUniqueIdentifier: "{{serialnumber}}" } },
      android: {},
    },
    "lookout-intune:compliance": {
      ios: { maximumThreatLevel: "low" },
      androidDeviceOwner: { maximumThreatLevel: "low" },
    },
    "lookout-intune:appProtection": { ios: { maximumThreatLevel: "low", apps: "allCoreMicrosoftApps" } },
    "lookout-intune:diagnosticSettings": { workspaceId },
    "lookout-intune:conditionalAccess": {
      includedApplications: ["Office365"],
      breakGlassGroup: { displayName: "Emergency access" },
    },
  };
  const reaching = (rollout: object): StackConfig => ({
    ...config,
    "lookout-intune:rollout": { rings: ["pilot", "staff"], ...rollout },
  });
  const listed = async (path: string): Promise<Assigned[]> =>
    (await workspace.graph.get<{ value: Assigned[] }>(`${path}?$expand=assignments`)).data.value;
  /** The names of the groups that each object of a collection is assigned to. */
  const assignedIn = async (path: string): Promise<string[][]> =>
    (await listed(path)).map(({ assignments }) => assignments.map(({ target }) => names[target.groupId] ?? "?").sort());
  const everyAssignment = async () =>
    Promise.all([graph.compliance, graph.appProtection, graph.apps].map((path) => assignedIn(path)));

  const onlyPolicy = async (): Promise<AccessPolicy> => {
    const { data } = await workspace.graph.get<{ value: AccessPolicy[] }>(graph.access);
    const [policy, ...others] = data.value;
    assert.ok(policy !== undefined && others.length === 0);
    return policy;
  };
  /** The names of the groups to which the Conditional Access policy applies, and of those that it leaves out. */
  const accessGroups = async (): Promise<string[][]> => {
    const { includeGroups, excludeGroups } = (await onlyPolicy()).conditions.users;
    return [includeGroups, excludeGroups].map((ids) => ids.map((id) => names[id] ?? "?"));
  };

  before(async () => {
    workspace = await createWorkspace(undefined, { connectorDelayMs: 500 });
    azure = await signInToAzure(workspace.tenant.tenant.connection);
    workspace.configure(config);
    // So slow that a rule that did not wait for the app would come before it.
    await workspace.controls.put("/faults", [{ path: "mobileApps", kind: { is: "delay", ms: 300 } }]);
    const first = await workspace.pulumi(up);
    assert.equal(first.code, 0, first.output);
    await workspace.controls.delete("/faults");
    firstWrites = workspace.writesAfter(0).map(({ path }) => path);
    const { data } = await workspace.graph.get<{ value: Assigned[] }>("/v1.0/groups");
    names = Object.fromEntries(data.value.map(({ id, displayName }) => [id, displayName]));
  });
  after(() => workspace.dispose());

  it("adds and assigns the app before it creates any rule that requires it, and Conditional Access after all of them", () => {
    const positionsOf = (pattern: RegExp) => firstWrites.flatMap((path, at) => (pattern.test(path) ? [at] : []));
    const assigned = positionsOf(/\/mobileApps\/[^/]+\/assign$/);
    const rules = positionsOf(/\/(deviceCompliancePolicies|iosManagedAppProtections)(\/|$)/);
    const access = positionsOf(/\/conditionalAccess\/policies$/);
    assert.deepEqual([assigned.length, access.length], [2, 1], firstWrites.join("\n"));
    assert.ok(rules.length >= 3, firstWrites.join("\n"));
    assert.ok(Math.max(...assigned) < Math.min(...rules), firstWrites.join("\n"));
    assert.ok(Math.max(...rules) < Math.min(...access), firstWrites.join("\n"));
  });

  it("assigns everything to the pilot alone, which is the only group that Lookout knows", async () => {
    assert.deepEqual(await everyAssignment(), [
      [["Lookout pilot"]],
      [["Lookout pilot"]],
      [["Lookout pilot"], ["Lookout pilot"]],
    ]);
    const beta = await assignedIn(graph.compliance.replace("v1.0", "beta"));
    assert.equal(beta.length, 2, "the policy for company devices is in beta only");
    const lookout = await workspace.controls.get<{ connectors: { settings: { enrollmentGroupNames: string[] } }[] }>(
      "/lookout",
    );
    assert.deepEqual(lookout.data.connectors[0]?.settings.enrollmentGroupNames, ["Lookout pilot"]);
    const outputs = await workspace.outputs();
    assert.deepEqual(outputs.protectedRings, ["pilot"]);
    const { id, state } = await onlyPolicy();
    assert.deepEqual([outputs.conditionalAccessPolicyId, state], [id, "enabledForReportingButNotEnforced"]);
    assert.deepEqual(await accessGroups(), [["Lookout pilot"], ["Emergency access"]]);
    assert.match(
      JSON.stringify(outputs.nextSteps),
      /contains only the emergency access accounts.*is in report-only mode/,
    );
    assert.doesNotMatch(JSON.stringify(outputs.nextSteps), /Nothing is enforced/);
    assert.equal(outputs.diagnosticSettingsId, `${diagnosticSettings}/lookout-intune`);
  });

  it("changes nothing in a second run, and sends not one write", async () => {
    const before = workspace.tenant.requests().length;
    const second = await workspace.pulumi([...up, "--expect-no-changes"]);
    assert.equal(second.code, 0, second.output);
    assert.deepEqual(workspace.writesAfter(before), []);
  });

  it("shows in a refresh what was changed by hand in each object, and puts all of it back", async () => {
    for (const { id, ...policy } of await listed(graph.compliance)) {
      const type = policy["@odata.type"];
      await workspace.graph.patch(`${graph.compliance}/${id}`, {
        "@odata.type": type,
        deviceThreatProtectionRequiredSecurityLevel: "high",
      });
    }
    for (const { id } of await listed(graph.appProtection)) {
      await workspace.graph.patch(`${graph.appProtection}/${id}`, {
        "@odata.type": "#microsoft.graph.iosManagedAppProtection",
        maximumAllowedDeviceThreatLevel: "notConfigured",
      });
    }
    for (const { id } of await listed(graph.apps)) {
      await workspace.graph.post(`${graph.apps}/${id}/assign`, { mobileAppAssignments: [] });
    }
    await azure.put(
      `${diagnosticSettings}/lookout-intune`,
      { properties: { workspaceId, logs: [{ category: "Devices", enabled: true }] } },
      { params },
    );
    await workspace.graph.patch(`${graph.access}/${(await onlyPolicy()).id}`, {
      state: "disabled",
      conditions: { users: { excludeGroups: [] } },
    });
    const refresh = await workspace.pulumi(["refresh", "--yes", "--skip-preview"]);
    assert.equal(refresh.code, 0, refresh.output);
    const repair = await workspace.pulumi([...up, "--diff"]);
    assert.equal(repair.code, 0, repair.output);
    assert.match(repair.output, /maximumThreatLevel\s*:\s*"high" => "low"/);
    assert.match(repair.output, /maximumThreatLevel\s*:\s*"notConfigured" => "low"/);
    assert.match(repair.output, /categories\s*:[\s\S]*"Devices" => "OperationalLogs"/);
    assert.match(repair.output, /state\s*:\s*"disabled" => "enabledForReportingButNotEnforced"/);
    assert.match(repair.output, /excludedGroups\s*:\s*\[\s*\+ \[0\]: "[0-9a-f-]{36}"/);
    assert.deepEqual(await accessGroups(), [["Lookout pilot"], ["Emergency access"]]);
    const before = workspace.tenant.requests().length;
    assert.equal((await workspace.pulumi([...up, "--expect-no-changes"])).code, 0);
    assert.deepEqual(workspace.writesAfter(before), []);
    assert.deepEqual((await everyAssignment()).flat(), Array(4).fill(["Lookout pilot"]));
  });

  it("shows in the preview of the next ring whom it protects, and sends nothing", async () => {
    workspace.configure(reaching({ reached: "staff" }));
    const before = workspace.tenant.requests().length;
    const preview = await workspace.pulumi(["preview", "--diff"]);
    assert.equal(preview.code, 0, preview.output);
    assert.match(preview.output, /reached\s*:\s*"pilot" => "staff"/);
    assert.match(preview.output, /protected[\s\S]*"staff: Lookout staff"/);
    assert.equal(preview.output.match(/\+ includedGroupIds|includedGroupIds\s*:\s*\[/g)?.length, 6);
    assert.match(preview.output, /includedGroups\s*:\s*\[\s*\+ \[1\]: "[0-9a-f-]{36}"/);
    assert.deepEqual(workspace.writesAfter(before), []);
  });

  it("protects the next ring everywhere in one run", async () => {
    const before = workspace.tenant.requests().length;
    const widened = await workspace.pulumi(up);
    assert.equal(widened.code, 0, widened.output);
    assert.deepEqual((await everyAssignment()).flat(), Array(4).fill(["Lookout pilot", "Lookout staff"]));
    assert.deepEqual(await accessGroups(), [["Lookout pilot", "Lookout staff"], ["Emergency access"]]);
    const writes = workspace.writesAfter(before).filter(({ path }) => path.startsWith(graph.access));
    assert.deepEqual(
      writes.map(({ method }) => method),
      ["PATCH"],
    );
    const lookout = await workspace.controls.get<{ connectors: { settings: { enrollmentGroupNames: string[] } }[] }>(
      "/lookout",
    );
    assert.deepEqual(lookout.data.connectors[0]?.settings.enrollmentGroupNames, ["Lookout pilot", "Lookout staff"]);
  });

  it("refuses to narrow before anything is sent, and narrows when that is confirmed", async () => {
    workspace.configure(reaching({ reached: "pilot" }));
    const before = workspace.tenant.requests().length;
    const refused = await workspace.pulumi(up);
    assert.notEqual(refused.code, 0);
    assert.match(refused.output, /removes the protection of staff \(Lookout staff\).*confirmNarrowingTo to pilot/s);
    assert.deepEqual(workspace.writesAfter(before), []);

    workspace.configure(reaching({ reached: "pilot", confirmNarrowingTo: "pilot" }));
    const narrowed = await workspace.pulumi(up);
    assert.equal(narrowed.code, 0, narrowed.output);
    assert.deepEqual((await everyAssignment()).flat(), Array(4).fill(["Lookout pilot"]));
    assert.deepEqual(await accessGroups(), [["Lookout pilot"], ["Emergency access"]]);
  });

  it("enforces the Conditional Access policy by one change of its state, and changes nothing else", async () => {
    const policyConfig = { ...(config["lookout-intune:conditionalAccess"] as object), state: "enabled" };
    workspace.configure({
      ...reaching({ reached: "pilot", confirmNarrowingTo: "pilot" }),
      "lookout-intune:conditionalAccess": policyConfig,
    });
    const policy = await onlyPolicy();
    const before = workspace.tenant.requests().length;
    const enforced = await workspace.pulumi([...up, "--diff"]);
    assert.equal(enforced.code, 0, enforced.output);
    assert.match(enforced.output, /~ state\s*:\s*"enabledForReportingButNotEnforced" => "enabled"/);
    assert.match(enforced.output, /~ 1 updated/);
    const writes = workspace.writesAfter(before);
    assert.deepEqual(
      writes.map(({ method, path }) => `${method} ${path}`),
      [`PATCH ${graph.access}/${policy.id}`],
    );
    const enabled = await onlyPolicy();
    assert.deepEqual(enabled, { ...policy, state: "enabled", modifiedDateTime: enabled.modifiedDateTime });
  });

  it("deletes what it created, and leaves the managed Google Play app without assignment", async () => {
    const destroy = await workspace.pulumi(["destroy", "--yes", "--skip-preview"]);
    assert.equal(destroy.code, 0, destroy.output);
    assert.deepEqual(await listed(graph.compliance), []);
    assert.deepEqual(await listed(graph.appProtection), []);
    assert.deepEqual((await azure.get<object>(diagnosticSettings, { params })).data, { value: [] });
    const policies = await workspace.graph.get<{ value: AccessPolicy[] }>(graph.access);
    assert.deepEqual(policies.data.value, []);
    const apps = await listed(graph.apps);
    assert.deepEqual(
      apps.map((app) => [app["@odata.type"], app.assignments]),
      [["#microsoft.graph.androidManagedStoreApp", []]],
    );
  });
});
