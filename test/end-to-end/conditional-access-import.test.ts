import assert from "node:assert/strict";
import { run } from "./engine";
import { setUpByHand } from "./existing-tenant";
import { runCommand } from "../cli/command-process";
import { createWorkspace, type Workspace } from "./stack-workspace";

const policies = "/v1.0/identity/conditionalAccess/policies";

describe("a Conditional Access policy that was made by hand, with the real engine", function () {
  this.timeout(240_000);
  let workspace: Workspace;

  before(async () => {
    workspace = await createWorkspace();
  });
  after(() => workspace.dispose());

  it("is imported by the command that import-existing prints, as the policy that the program declares", async () => {
    const { groups } = await setUpByHand(workspace.graph, workspace.controls);
    const made = await workspace.graph.post<{ id: string }>(policies, {
      displayName: "MTD phones",
      state: "enabledForReportingButNotEnforced",
      conditions: {
        applications: { includeApplications: ["Office365"], excludeApplications: [] },
        clientAppTypes: ["all"],
        platforms: { includePlatforms: ["android", "iOS"], excludePlatforms: [] },
        users: { includeGroups: [groups.pilot, groups.staff], excludeGroups: [groups.admins] },
      },
      grantControls: { operator: "OR", builtInControls: ["compliantDevice"] },
    });
    const args = [
      ...["import-existing", "test", "--cwd", workspace.folder, "--lookout-tenant", "tied"],
      ...["--full-access-group", "MTD administrators", "--heartbeat-minutes", "60"],
      ...["--error-email", "soc@contoso.com", "--days-until-disconnected", "30", "--json"],
      ...["--enrollment-group", "first=MTD first wave", "all=MTD everybody", "--reached", "all"],
    ];
    const imported = await runCommand(args, workspace.env);
    assert.equal(imported.code, 0, imported.stdout + imported.stderr);
    const { imports } = JSON.parse(imported.stdout) as { imports: string[] };
    assert.equal(imports.length, 1);
    for (const [path, value] of [
      ["displayName", "MTD phones"],
      ["includedApplications[0]", "Office365"],
      ["breakGlassGroup.existingObjectId", groups.admins],
    ]) {
      const key = `lookout-intune:conditionalAccess.${path ?? ""}`;
      const set = await workspace.pulumi(["config", "set", "--path", key, value ?? ""]);
      assert.equal(set.code, 0, set.output);
    }
    const { code, output } = await run("sh", ["-c", imports[0] ?? ""], workspace.folder, workspace.env).finished;
    assert.equal(code, 0, output);
    const preview = await workspace.pulumi(["preview", "--diff"]);
    assert.equal(preview.code, 0, preview.output);
    assert.doesNotMatch(preview.output, /\+ azuread:index\/conditionalAccessPolicy|to (delete|replace)/);
    const before = workspace.tenant.requests().length;
    const up = await workspace.pulumi(["up", "--yes", "--skip-preview"]);
    assert.equal(up.code, 0, up.output);
    const writes = workspace.writesAfter(before).filter(({ path }) => path.includes("conditionalAccess"));
    assert.deepEqual(
      writes.filter(({ method }) => method !== "PATCH"),
      [],
    );
    const all = (await workspace.graph.get<{ value: { id: string }[] }>(policies)).data.value;
    assert.deepEqual(
      all.map(({ id }) => id),
      [made.data.id],
    );
    assert.match(
      await workspace.state(),
      new RegExp(`ConditionalAccess\\$azuread[^"]*::lookout-conditional-access-policy`),
    );
  });
});
