import assert from "node:assert/strict";
import { join } from "node:path";
import { recoverKilledRun, releaseAbandonedLocks } from "../../local/runs/killed-run";
import { prepareToolchain } from "../../local/toolchain/prepare";
import { startTenantUnderTest } from "../local/tenant/tenant-under-test";
import { environmentFor, runCommand } from "../cli/command-process";
import { createWorkspace, gatewayConfig, type StackConfig, type Workspace } from "./stack-workspace";

const up = ["up", "--yes", "--skip-preview"] as const;
const groups = "/v1.0/groups";
const policies = "/v1.0/identity/conditionalAccess/policies";

interface Fault {
  readonly method: string;
  readonly path: string;
  readonly after?: number;
}
interface Listed {
  readonly value: readonly { readonly id: string; readonly displayName: string }[];
}
interface Recovered {
  readonly recovered: boolean;
  readonly operations: readonly {
    readonly resource: string;
    readonly action: string;
    readonly id?: string;
    readonly newName?: string | null;
    readonly candidates?: readonly { readonly id: string; readonly differences: readonly string[] }[];
  }[];
}

describe("lookout-intune recover after a kill of everything, with the real engine", function () {
  this.timeout(240_000);
  let workspace: Workspace;
  beforeEach(async () => {
    workspace = await createWorkspace(undefined, { connectorDelayMs: 0 });
    workspace.configure(gatewayConfig);
  });
  afterEach(() => workspace.dispose());

  /** Runs an update until the tenant receives the request that the fault matches, and kills it there. */
  async function killAt(fault: Fault, args: readonly string[] = [], before: readonly object[] = []): Promise<void> {
    await killOnly(fault, args, before);
    assert.equal((await workspace.pulumi(["cancel", "--yes"])).code, 0);
  }
  async function killOnly(fault: Fault, args: readonly string[], before: readonly object[] = []): Promise<void> {
    const hanging = { ...fault, times: 1, kind: { is: "hang", when: "before" } };
    await workspace.controls.put("/faults", [...before, hanging]);
    const running = workspace.start([...up, ...args]);
    await Promise.race([isReached(), running.finished.then(({ output }) => assert.fail(output))]);
    await running.kill();
    await workspace.controls.delete("/faults");
  }
  async function isReached(): Promise<void> {
    const { data } = await workspace.controls.get<{ hits: number }[]>("/faults");
    if ((data.at(-1)?.hits ?? 0) > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
    return isReached();
  }
  const recover = (...args: string[]) =>
    runCommand(["recover", "--stack", "test", "--cwd", workspace.folder, ...args], workspace.env);
  const recoverAsJson = async (...args: string[]) => {
    const { code, stdout, stderr } = await recover("--json", ...args);
    return { code, stderr, ...(JSON.parse(stdout) as Recovered) };
  };
  const named = async (path: string) => (await workspace.graph.get<Listed>(path)).data.value;
  const namesOf = async (path: string) => (await named(path)).map(({ displayName }) => displayName).toSorted();

  /** The next update goes on where the killed one stopped, and then nothing is left to do. */
  async function converges(): Promise<void> {
    const second = await workspace.pulumi(up);
    assert.equal(second.code, 0, second.output);
    assert.doesNotMatch(second.output, /pending operations/);
    const third = await workspace.pulumi([...up, "--expect-no-changes"]);
    assert.equal(third.code, 0, third.output);
  }

  it("gives a group killed between its two renames its name back, imports it, and lets the next update go on", async () => {
    await killAt({ method: "PATCH", path: "/groups/", after: 1 }, ["--parallel", "1"]);
    const [left, ...others] = await named(groups);
    assert.deepEqual(others, []);
    assert.match(left?.displayName ?? "", /^TERRAFORM_UPDATE_/);

    for (const refused of [await workspace.pulumi(up), await workspace.pulumi(["preview"])]) {
      assert.notEqual(refused.code, 0);
      assert.match(
        refused.output,
        /killed while it created the group "Lookout \w+" \(lookout-[\w-]+\)\..*lookout-intune recover --stack 'test' first/,
      );
    }
    assert.deepEqual(await named(groups), [left]);

    const before = workspace.tenant.requests().length;
    const shown = await recover();
    assert.deepEqual([shown.code, workspace.writesAfter(before)], [1, []], shown.stderr);
    assert.match(
      shown.stdout,
      new RegExp(`${left?.id ?? ""}.*imported into the stack, and gets its name "Lookout`, "s"),
    );
    assert.match(shown.stderr, /Nothing was changed\. Repeat with --yes/);

    const { code, recovered, operations } = await recoverAsJson("--yes");
    assert.deepEqual([code, recovered], [0, true]);
    assert.deepEqual(
      operations.filter(({ action }) => action === "import").map(({ id }) => id),
      [left?.id],
    );
    assert.deepEqual(
      (await named(groups)).map(({ id }) => id),
      [left?.id],
    );
    await converges();
    assert.deepEqual(await namesOf(groups), ["Lookout full", "Lookout pilot"]);
    assert.ok((await named(groups)).some(({ id }) => id === left?.id));
    assert.deepEqual((await recoverAsJson()).operations, []);
  });

  it("imports a group killed before its first rename, although the next update would refuse its name", async () => {
    await killAt({ method: "PATCH", path: "/groups/" }, ["--parallel", "1"]);
    const [left] = await named(groups);
    const { code, operations } = await recoverAsJson("--yes");
    assert.equal(code, 0);
    assert.deepEqual(
      operations.filter(({ action }) => action === "import").map(({ id, newName }) => [id, newName]),
      [[left?.id, null]],
    );
    await converges();
    assert.deepEqual(await namesOf(groups), ["Lookout full", "Lookout pilot"]);
  });

  it("leaves groups that were being created at the same time one of each, wherever the kill caught them", async () => {
    await killAt({ method: "PATCH", path: "/groups/", after: 2 });
    const left = await named(groups);
    assert.equal((await recoverAsJson("--yes")).code, 0);
    await converges();
    assert.deepEqual(await namesOf(groups), ["Lookout full", "Lookout pilot"]);
    const kept = (await named(groups)).map(({ id }) => id);
    assert.ok(left.every(({ id }) => kept.includes(id)));
  });

  it("clears a creation that left nothing, and the next update makes the group", async () => {
    await killAt({ method: "POST", path: "/beta/groups$" }, ["--parallel", "1"]);
    const { code, operations } = await recoverAsJson("--yes");
    assert.equal(code, 0);
    assert.deepEqual([...new Set(operations.map(({ action }) => action))], ["clear"]);
    await converges();
    assert.deepEqual(await namesOf(groups), ["Lookout full", "Lookout pilot"]);
  });

  it("clears nothing in another tenant, where it would find nothing", async () => {
    await killAt({ method: "PATCH", path: "/groups/", after: 1 }, ["--parallel", "1"]);
    const other = await startTenantUnderTest();
    try {
      const { code, stderr } = await runCommand(["recover", "--yes", "--stack", "test", "--cwd", workspace.folder], {
        ...workspace.env,
        ...environmentFor(other),
      });
      assert.equal(code, 2);
      const [here, there] = [workspace.tenant, other].map(({ tenant }) => tenant.connection.tenantId);
      assert.match(
        stderr,
        new RegExp(`resources in the tenant ${here ?? ""}, but the credentials sign in to ${there ?? ""}`),
      );
    } finally {
      await other.dispose();
    }
    assert.equal((await recoverAsJson()).operations.filter(({ action }) => action === "import").length, 1);
  });

  it("names two groups that both fit and touches neither, until it gets the id of one", async () => {
    await killAt({ method: "PATCH", path: "/groups/", after: 1 }, ["--parallel", "1"]);
    const [left] = await named(groups);
    const owner = (await workspace.graph.get<Listed>(`/beta/groups/${left?.id ?? ""}/owners`)).data.value[0]?.id ?? "";
    const { data: other } = await workspace.graph.post<{ id: string }>("/beta/groups", {
      displayName: "TERRAFORM_UPDATE_00000000-0000-4000-8000-000000000000",
      mailEnabled: false,
      mailNickname: "another",
      securityEnabled: true,
      "owners@odata.bind": [`${workspace.tenant.tenant.connection.baseUrl}/beta/directoryObjects/${owner}`],
    });

    const before = workspace.tenant.requests().length;
    const undecided = await recoverAsJson("--yes");
    assert.deepEqual([undecided.code, undecided.recovered, workspace.writesAfter(before)], [1, false, []]);
    const [group] = undecided.operations.filter(({ action }) => action === "undecided");
    assert.deepEqual(group?.candidates?.map(({ id }) => id).toSorted(), [left?.id, other.id].toSorted());

    const mistyped = await recover("--yes", "--adopt", "11111111-2222-4333-8444-555555555555");
    assert.equal(mistyped.code, 2);
    assert.match(mistyped.stderr, new RegExp(`--adopt 11111111.*Candidates are: .*${other.id}`));

    assert.equal((await recoverAsJson("--yes", "--adopt", left?.id ?? "")).code, 0);
    await converges();
    const now = await named(groups);
    assert.match(now.find(({ id }) => id === other.id)?.displayName ?? "", /^TERRAFORM_UPDATE_0/);
    assert.ok(now.some(({ id, displayName }) => id === left?.id && displayName.startsWith("Lookout")));
    assert.equal(now.length, 3);
  });

  it("is what a local run does by itself when the owner of the lock is dead, and leaves to a run that is alive", async () => {
    const location = {
      ...{ cli: "pulumi", project: "lookout-intune", stack: "test" },
      ...{ stateFolder: join(workspace.folder, "state"), folder: workspace.folder, env: workspace.env },
    };
    const printed: string[] = [];
    const print = (line: string) => printed.push(line);
    await killOnly({ method: "PATCH", path: "/groups/", after: 1 }, ["--parallel", "1"]);
    const [left] = await named(groups);
    await recoverKilledRun(location, print);
    assert.deepEqual([printed, await named(groups)], [[], [left]]);

    releaseAbandonedLocks(location, print);
    await recoverKilledRun(location, print);
    assert.match(printed.join("\n"), /is gone; its lock is released.*gets its name "Lookout.*Done\./s);
    await converges();
    assert.deepEqual(await namesOf(groups), ["Lookout full", "Lookout pilot"]);

    printed.length = 0;
    await recoverKilledRun(location, print);
    assert.deepEqual(printed, []);
  });

  it("imports a Conditional Access policy that was made before the kill, so that there is no second one", async () => {
    const config: StackConfig = {
      ...gatewayConfig,
      "lookout-intune:conditionalAccess": {
        includedApplications: ["Office365"],
        breakGlassGroup: { displayName: "Emergency access" },
      },
    };
    workspace.configure(config);
    await killAt({ method: "GET", path: "/conditionalAccess/policies/" });
    const [left] = await named(policies);
    const refused = await workspace.pulumi(up);
    assert.match(refused.output, /killed while it created the Conditional Access policy/);

    const { code, operations } = await recoverAsJson("--yes");
    assert.equal(code, 0);
    assert.deepEqual(
      operations.filter(({ action }) => action === "import").map(({ id }) => id),
      [left?.id],
    );
    await converges();
    assert.deepEqual(
      (await named(policies)).map(({ id }) => id),
      [left?.id],
    );
  });

  it("imports a resource of Azure whose name was made up, so that the next update makes no other one", async () => {
    await prepareToolchain(() => undefined, process.env, ["azure-native"]);
    const monitoring = { resourceGroupName: "lookout", location: "westeurope", emails: ["soc@contoso.example"] };
    workspace.configure({ ...gatewayConfig, "lookout-intune:monitoring": monitoring });
    // The first response is lost, so the workspace exists when the second request hangs.
    const put = { method: "PUT", path: "/workspaces/[^/]+\\?" };
    const lost = { ...put, times: 1, kind: { is: "drop", when: "after" } };
    await killAt({ ...put, after: 1 }, [], [lost]);

    const { code, operations } = await recoverAsJson("--yes");
    assert.equal(code, 0);
    const [workspaceName] = operations.flatMap(({ action, id }) =>
      action === "import" ? (/workspaces\/(lookout-monitoring[^/]+)$/.exec(id ?? "")?.[1] ?? []) : [],
    );
    assert.ok(workspaceName);
    await converges();
    const put201 = workspace.tenant
      .requests()
      .filter(({ method, path }) => method === "PUT" && /\/workspaces\/[^/]+\?/.test(path));
    assert.ok(put201.every(({ path }) => path.includes(`/workspaces/${workspaceName}?`)));
  });
});
