import assert from "node:assert/strict";
import { prepareToolchain } from "../../local/toolchain/prepare";
import { createWorkspace, gatewayConfig, type Workspace } from "./stack-workspace";

const up = ["up", "--yes", "--skip-preview"] as const;

// The azure-native plugin is the stand-in where the real one cannot be downloaded; that Azure takes the same is not shown.
describe("the stack with monitoring, on the real engine", function () {
  this.timeout(240_000);
  let workspace: Workspace;

  before(async () => {
    await prepareToolchain(() => undefined, process.env, ["azure-native"]);
    workspace = await createWorkspace();
    workspace.configure({
      ...gatewayConfig,
      "lookout-intune:monitoring": {
        resourceGroupName: "lookout",
        location: "westeurope",
        emails: ["soc@contoso.example"],
        applicationKey: { expiresOn: "2027-01-31", vaultName: "contoso-lookout-keys" },
      },
    });
  });
  after(() => workspace.dispose());

  /** What was written to Azure Resource Manager, as method and type, by how often. */
  const armWrites = (from = 0): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const { method, path } of workspace.writesAfter(from)) {
      const [namespace, ...rest] = /\/providers\/([^?]+)/.exec(path)?.[1]?.split("/") ?? [];
      if (namespace === undefined || /^\/(v1\.0|beta)\//.test(path)) continue;
      const write = `${method} ${[namespace, ...rest.filter((_, index) => index % 2 === 0)].join("/")}`;
      counts[write] = (counts[write] ?? 0) + 1;
    }
    return counts;
  };

  it("creates workspace, alerts, workbook and vault, and shows the key nowhere", async () => {
    const { code, output } = await workspace.pulumi(up);
    assert.equal(code, 0, output);
    const { lookoutApplicationKey } = workspace.tenant.tenant.connection;
    assert.equal(output.includes(lookoutApplicationKey), false);
    assert.equal((await workspace.state()).includes(lookoutApplicationKey), false);
    assert.deepEqual(armWrites(), {
      "PUT Microsoft.Insights/actionGroups": 1,
      "PUT Microsoft.Insights/dataCollectionEndpoints": 1,
      "PUT Microsoft.Insights/dataCollectionRules": 1,
      "PUT Microsoft.Insights/scheduledQueryRules": 6,
      "PUT Microsoft.Insights/workbooks": 1,
      "PUT Microsoft.KeyVault/vaults": 1,
      "PUT Microsoft.KeyVault/vaults/secrets": 1,
      "PUT Microsoft.OperationalInsights/workspaces": 1,
      "PUT Microsoft.OperationalInsights/workspaces/tables": 1,
      "PUT microsoft.intune/diagnosticSettings": 1,
    });
    const { monitoringAlertRuleIds, monitoringRecordTo } = await workspace.outputs();
    assert.equal(Object.keys(monitoringAlertRuleIds as object).length, 6);
    assert.equal((monitoringRecordTo as { stream: string }).stream, "Custom-LookoutIntuneHealth_CL");
  });

  it("changes nothing in a second run, and finds nothing changed in a refresh", async () => {
    const before = workspace.tenant.requests().length;
    const again = await workspace.pulumi(["up", "--yes", "--skip-preview", "--expect-no-changes"]);
    assert.equal(again.code, 0, again.output);
    const refresh = await workspace.pulumi(["refresh", "--yes", "--skip-preview", "--expect-no-changes"]);
    assert.equal(refresh.code, 0, refresh.output);
    assert.deepEqual(armWrites(before), {});
  });

  it("removes everything in a destroy, the secret with its vault, and leaves the resource group", async () => {
    const before = workspace.tenant.requests().length;
    const { code, output } = await workspace.pulumi(["destroy", "--yes", "--skip-preview"]);
    assert.equal(code, 0, output);
    assert.deepEqual(armWrites(before), {
      "DELETE Microsoft.Insights/actionGroups": 1,
      "DELETE Microsoft.Insights/dataCollectionEndpoints": 1,
      "DELETE Microsoft.Insights/dataCollectionRules": 1,
      "DELETE Microsoft.Insights/scheduledQueryRules": 6,
      "DELETE Microsoft.Insights/workbooks": 1,
      "DELETE Microsoft.KeyVault/vaults": 1,
      "DELETE Microsoft.OperationalInsights/workspaces": 1,
      "DELETE microsoft.intune/diagnosticSettings": 1,
    });
  });
});
