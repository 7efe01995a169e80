import assert from "node:assert/strict";
import { prepareToolchain } from "../../../local/toolchain/prepare";
import { environmentFor, runCommand } from "../../cli/command-process";
import { startTenantUnderTest } from "../../local/tenant/tenant-under-test";
import { gatewayConfig } from "../stack-workspace";
import { groups, KilledStack } from "./killed-stack";

// What recover.test.ts shows of recover, for the other moments of a kill.

describe("lookout-intune recover after kills at other moments, with the real engine", function () {
  this.timeout(240_000);
  let stack: KilledStack;
  beforeEach(async () => {
    stack = await KilledStack.create();
  });
  afterEach(() => stack.dispose());

  it("imports a group killed before its first rename, although the next update would refuse its name", async () => {
    await stack.killAt({ method: "PATCH", path: "/groups/" }, ["--parallel", "1"]);
    const [left] = await stack.list(groups);
    const { code, operations } = await stack.recoverAsJson("--yes");
    assert.equal(code, 0);
    assert.deepEqual(
      operations.filter(({ action }) => action === "import").map(({ id, newName }) => [id, newName]),
      [[left?.id, null]],
    );
    await stack.converges();
    assert.deepEqual(await stack.namesOf(groups), ["Lookout full", "Lookout pilot"]);
  });

  it("leaves groups that were being created at the same time one of each, wherever the kill caught them", async () => {
    await stack.killAt({ method: "PATCH", path: "/groups/", after: 2 });
    const left = await stack.list(groups);
    assert.equal((await stack.recoverAsJson("--yes")).code, 0);
    await stack.converges();
    assert.deepEqual(await stack.namesOf(groups), ["Lookout full", "Lookout pilot"]);
    const kept = (await stack.list(groups)).map(({ id }) => id);
    assert.ok(left.every(({ id }) => kept.includes(id)));
  });

  it("clears a creation that left nothing, and the next update makes the group", async () => {
    await stack.killAt({ method: "POST", path: "/beta/groups$" }, ["--parallel", "1"]);
    const { code, operations } = await stack.recoverAsJson("--yes");
    assert.equal(code, 0);
    assert.deepEqual([...new Set(operations.map(({ action }) => action))], ["clear"]);
    await stack.converges();
    assert.deepEqual(await stack.namesOf(groups), ["Lookout full", "Lookout pilot"]);
  });

  it("clears nothing in another tenant, where it would find nothing", async () => {
    await stack.killAt({ method: "PATCH", path: "/groups/", after: 1 }, ["--parallel", "1"]);
    const other = await startTenantUnderTest();
    try {
      const { code, stderr } = await runCommand(
        ["recover", "--yes", "--stack", "test", "--cwd", stack.workspace.folder],
        {
          ...stack.workspace.env,
          ...environmentFor(other),
        },
      );
      assert.equal(code, 2);
      const [here, there] = [stack.workspace.tenant, other].map(({ tenant }) => tenant.connection.tenantId);
      assert.match(
        stderr,
        new RegExp(`resources in the tenant ${here ?? ""}, but the credentials sign in to ${there ?? ""}`),
      );
    } finally {
      await other.dispose();
    }
    assert.equal((await stack.recoverAsJson()).operations.filter(({ action }) => action === "import").length, 1);
  });

  it("imports a resource of Azure whose name was made up, so that the next update makes no other one", async () => {
    await prepareToolchain(() => undefined, process.env, ["azure-native"]);
    const monitoring = { resourceGroupName: "lookout", location: "westeurope", emails: ["soc@contoso.example"] };
    stack.workspace.configure({ ...gatewayConfig, "lookout-intune:monitoring": monitoring });
    // The first response is lost, so the workspace exists when the second request hangs.
    const put = { method: "PUT", path: "/workspaces/[^/]+\\?" };
    const lost = { ...put, times: 1, kind: { is: "drop", when: "after" } };
    await stack.killAt({ ...put, after: 1 }, [], [lost]);

    const { code, operations } = await stack.recoverAsJson("--yes");
    assert.equal(code, 0);
    const [workspaceName] = operations.flatMap(({ action, id }) =>
      action === "import" ? (/workspaces\/(lookout-monitoring[^/]+)$/.exec(id ?? "")?.[1] ?? []) : [],
    );
    assert.ok(workspaceName);
    await stack.converges();
    const put201 = stack.workspace.tenant
      .requests()
      .filter(({ method, path }) => method === "PUT" && /\/workspaces\/[^/]+\?/.test(path));
    assert.ok(put201.every(({ path }) => path.includes(`/workspaces/${workspaceName}?`)));
  });
});
