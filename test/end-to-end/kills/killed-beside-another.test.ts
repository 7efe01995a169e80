import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { consoleForms } from "../../../local/runs/console-change";
import { removeFolder } from "../engine";
import {
  consoleConfig,
  createStackBeside,
  createWorkspace,
  type StackConfig,
  type TestStack,
  type Workspace,
} from "../stack-workspace";
import { killAtWrite } from "./kill-cycle";

const up = ["up", "--yes", "--skip-preview", "--continue-on-error"] as const;
const policies = "POST /v1.0/deviceManagement/deviceCompliancePolicies";
const betaPolicies = "POST /beta/deviceManagement/deviceCompliancePolicies";

/** Documents of the tenant with objects that both stacks could take for their own. */
const shared = [
  ...["azure-resources", "graph-connectors", "graph-intune-apps", "graph-intune-compliance-policies"],
  ...["lookout", "threat-feed-elements", "threat-feeds"],
];

// Project and stack have the same names in both backends, so only the id in each state distinguishes the stacks.
describe("two stacks of one name in one tenant, each killed beside the other, on the real engine", function () {
  this.timeout(300_000);
  let first: Workspace;
  let second: TestStack;

  const declare = (of: string, compliance: object, more: object = {}): StackConfig => ({
    ...consoleConfig,
    "lookout-intune:accessGroups": { full: { displayName: `${of} full` } },
    "lookout-intune:enrollmentGroups": { pilot: { displayName: `${of} pilot` } },
    "lookout-intune:compliance": compliance,
    ...more,
  });
  const rule = { maximumThreatLevel: "low" };
  const logs = (workspace: string) => ({
    "lookout-intune:diagnosticSettings": {
      workspaceId: `/subscriptions/1/resourceGroups/a/providers/Microsoft.OperationalInsights/workspaces/${workspace}`,
    },
  });
  const appAndFeed = {
    "lookout-intune:lookoutForWork": { android: {} },
    "lookout-intune:threatFeed": { title: "Blocked domains", domains: ["login.contoso-payroll.example"] },
  };
  const ofFirst = { ...appAndFeed, ...logs("first") };
  const ofSecond = (): Pick<Workspace, "controls" | "start" | "pulumi" | "writesAfter" | "tenant"> => ({
    ...first,
    ...second,
  });
  const contents = () =>
    shared.map((name) => readFileSync(join(first.tenant.folder, "tenant", `${name}.json`), "utf8"));
  const succeed = async (stack: TestStack, ...args: string[]) => {
    const { code, output } = await stack.pulumi(args);
    assert.equal(code, 0, output);
    return output;
  };
  const fail = async (stack: TestStack) => {
    const { code, output } = await stack.pulumi(up);
    assert.notEqual(code, 0, output);
    return output;
  };
  const policiesNamed = async (displayName: string) => {
    const { data } = await first.graph.get<{ value: { displayName: string; assignments: object[] }[] }>(
      "/beta/deviceManagement/deviceCompliancePolicies?$expand=assignments",
    );
    return data.value.filter((policy) => policy.displayName === displayName);
  };

  before(async () => {
    first = await createWorkspace(undefined, { connectorDelayMs: 0 });
    await first.controls.put("/console/connector", JSON.parse(consoleForms.connector));
    first.configure(declare("First", { ios: rule }, ofFirst));
    await succeed(first, ...up);
    second = await createStackBeside(first);
  });
  after(async () => {
    removeFolder(second.folder);
    await first.dispose();
  });

  it("goes on with what its own killed run left, refuses the other's objects by name, and leaves them untouched", async () => {
    const was = contents();
    second.configure(declare("Second", { androidWorkProfile: rule }));
    await killAtWrite(ofSecond(), { request: policies, nth: 1, moment: "unanswered" });
    second.configure(declare("Second", { androidWorkProfile: rule, ios: rule }, logs("second")));
    const refused = await fail(second);
    assert.match(refused, /"Lookout - Android work profile".* was created by an interrupted run of this stack/);
    assert.match(refused, /Intune .*named "Lookout - iOS"/);
    assert.match(refused, /diagnostic setting named "lookout-intune"/);
    second.configure(declare("Second", { androidWorkProfile: rule }, appAndFeed));
    const refusedToo = await fail(second);
    assert.match(refusedToo, /Lookout already has the feed .*"Blocked domains"/);
    assert.match(refusedToo, /com\.lookout\.enterprise has an assignment that this stack did not create/);
    const [own, ...others] = await policiesNamed("Lookout - Android work profile");
    assert.deepEqual([own?.assignments.length, others], [1, []]);

    await succeed(second, "destroy", "--yes", "--skip-preview");
    assert.deepEqual(contents(), was);
    await succeed(first, "preview", "--refresh", "--expect-no-changes");
  });

  it("leaves what the other's killed run left to the other, which goes on with it", async () => {
    const both = { ios: rule, androidDeviceOwner: rule };
    first.configure(declare("First", both, ofFirst));
    await killAtWrite(first, { request: betaPolicies, nth: 1, moment: "unanswered" });
    const was = contents();
    second.configure(declare("Second", { androidDeviceOwner: rule }));
    assert.match(await fail(second), /Intune .*named "Lookout - Android company devices"/);
    assert.deepEqual(contents(), was);
    await succeed(second, "destroy", "--yes", "--skip-preview");
    assert.deepEqual(contents(), was);

    assert.match(await succeed(first, ...up), /was created by an interrupted run of this stack; it is continued with/);
    await succeed(first, "preview", "--expect-no-changes");
    const [left, ...others] = await policiesNamed("Lookout - Android company devices");
    assert.deepEqual([left?.assignments.length, others], [1, []]);
  });
});
