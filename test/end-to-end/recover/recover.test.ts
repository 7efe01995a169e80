import assert from "node:assert/strict";
import { join } from "node:path";
import { recoverKilledRun, releaseAbandonedLocks } from "../../../local/runs/killed-run";
import { gatewayConfig, type StackConfig } from "../stack-workspace";
import { groups, KilledStack, type Listed, up } from "./killed-stack";

const policies = "/v1.0/identity/conditionalAccess/policies";

describe("lookout-intune recover after a kill of everything, with the real engine", function () {
  this.timeout(240_000);
  let stack: KilledStack;
  beforeEach(async () => {
    stack = await KilledStack.create();
  });
  afterEach(() => stack.dispose());

  it("gives a group killed between its two renames its name back, imports it, and lets the next update go on", async () => {
    await stack.killAt({ method: "PATCH", path: "/groups/", after: 1 }, ["--parallel", "1"]);
    const [left, ...others] = await stack.list(groups);
    assert.deepEqual(others, []);
    assert.match(left?.displayName ?? "", /^TERRAFORM_UPDATE_/);

    for (const refused of [await stack.workspace.pulumi(up), await stack.workspace.pulumi(["preview"])]) {
      assert.notEqual(refused.code, 0);
      assert.match(
        refused.output,
        /killed while it created the group "Lookout \w+" \(lookout-[\w-]+\)\..*lookout-intune recover --stack 'test' first/,
      );
    }
    assert.deepEqual(await stack.list(groups), [left]);

    const before = stack.workspace.tenant.requests().length;
    const shown = await stack.recover();
    assert.deepEqual([shown.code, stack.workspace.writesAfter(before)], [1, []], shown.stderr);
    assert.match(
      shown.stdout,
      new RegExp(`${left?.id ?? ""}.*imported into the stack, and gets its name "Lookout`, "s"),
    );
    assert.match(shown.stderr, /Nothing was changed\. Repeat with --yes/);

    const { code, recovered, operations } = await stack.recoverAsJson("--yes");
    assert.deepEqual([code, recovered], [0, true]);
    assert.deepEqual(
      operations.filter(({ action }) => action === "import").map(({ id }) => id),
      [left?.id],
    );
    assert.deepEqual(
      (await stack.list(groups)).map(({ id }) => id),
      [left?.id],
    );
    await stack.converges();
    assert.deepEqual(await stack.namesOf(groups), ["Lookout full", "Lookout pilot"]);
    assert.ok((await stack.list(groups)).some(({ id }) => id === left?.id));
    assert.deepEqual((await stack.recoverAsJson()).operations, []);
  });

  it("names two groups that both fit and touches neither, until it gets the id of one", async () => {
    await stack.killAt({ method: "PATCH", path: "/groups/", after: 1 }, ["--parallel", "1"]);
    const [left] = await stack.list(groups);
    const owner =
      (await stack.workspace.graph.get<Listed>(`/beta/groups/${left?.id ?? ""}/owners`)).data.value[0]?.id ?? "";
    const { data: other } = await stack.workspace.graph.post<{ id: string }>("/beta/groups", {
      displayName: "TERRAFORM_UPDATE_00000000-0000-4000-8000-000000000000",
      mailEnabled: false,
      mailNickname: "another",
      securityEnabled: true,
      "owners@odata.bind": [`${stack.workspace.tenant.tenant.connection.baseUrl}/beta/directoryObjects/${owner}`],
    });

    const before = stack.workspace.tenant.requests().length;
    const undecided = await stack.recoverAsJson("--yes");
    assert.deepEqual([undecided.code, undecided.recovered, stack.workspace.writesAfter(before)], [1, false, []]);
    const [group] = undecided.operations.filter(({ action }) => action === "undecided");
    assert.deepEqual(group?.candidates?.map(({ id }) => id).toSorted(), [left?.id, other.id].toSorted());

    const mistyped = await stack.recover("--yes", "--adopt", "11111111-2222-4333-8444-555555555555");
    assert.equal(mistyped.code, 2);
    assert.match(mistyped.stderr, new RegExp(`--adopt 11111111.*Candidates are: .*${other.id}`));

    assert.equal((await stack.recoverAsJson("--yes", "--adopt", left?.id ?? "")).code, 0);
    await stack.converges();
    const now = await stack.list(groups);
    assert.match(now.find(({ id }) => id === other.id)?.displayName ?? "", /^TERRAFORM_UPDATE_0/);
    assert.ok(now.some(({ id, displayName }) => id === left?.id && displayName.startsWith("Lookout")));
    assert.equal(now.length, 3);
  });

  it("is what a local run does by itself when the owner of the lock is dead, and leaves to a run that is alive", async () => {
    const location = {
      ...{ cli: "pulumi", project: "lookout-intune", stack: "test" },
      ...{
        stateFolder: join(stack.workspace.folder, "state"),
        folder: stack.workspace.folder,
        env: stack.workspace.env,
      },
    };
    const printed: string[] = [];
    const print = (line: string) => printed.push(line);
    await stack.killOnly({ method: "PATCH", path: "/groups/", after: 1 }, ["--parallel", "1"]);
    const [left] = await stack.list(groups);
    await recoverKilledRun(location, print);
    assert.deepEqual([printed, await stack.list(groups)], [[], [left]]);

    releaseAbandonedLocks(location, print);
    await recoverKilledRun(location, print);
    assert.match(printed.join("\n"), /is gone; its lock is released.*gets its name "Lookout.*Done\./s);
    await stack.converges();
    assert.deepEqual(await stack.namesOf(groups), ["Lookout full", "Lookout pilot"]);

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
    stack.workspace.configure(config);
    await stack.killAt({ method: "GET", path: "/conditionalAccess/policies/" });
    const [left] = await stack.list(policies);
    const refused = await stack.workspace.pulumi(up);
    assert.match(refused.output, /killed while it created the Conditional Access policy/);

    const { code, operations } = await stack.recoverAsJson("--yes");
    assert.equal(code, 0);
    assert.deepEqual(
      operations.filter(({ action }) => action === "import").map(({ id }) => id),
      [left?.id],
    );
    await stack.converges();
    assert.deepEqual(
      (await stack.list(policies)).map(({ id }) => id),
      [left?.id],
    );
  });
});
