import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { healthColumns } from "pulumi-lookout-intune/schemas";
import { EnrollmentMonitoring, type EnrollmentMonitoringArgs } from "pulumi-lookout-intune/monitoring";
import { mockedTenantId, mockPulumi, runProgram, type Declared, type Mocked } from "../components/pulumi-mocks";

const least: EnrollmentMonitoringArgs = {
  resourceGroupName: "lookout",
  location: "westeurope",
  emails: ["soc@contoso.example"],
};
const existing = "/subscriptions/s/resourceGroups/logs/providers/Microsoft.OperationalInsights/workspaces/company-logs";
const rulesOfHealth = [
  "monitoring-connector-unresponsive",
  "monitoring-devices-disconnected",
  "monitoring-devices-threatened",
  "monitoring-heartbeat-late",
  "monitoring-record-missing",
];

/** What the SDK itself adds to a vault. */
const defaultsOfSdk = {
  enabledForDeployment: false,
  enabledForDiskEncryption: false,
  enabledForTemplateDeployment: false,
  publicNetworkAccess: "enabled",
  softDeleteRetentionInDays: 90,
};

// What Azure makes of it is not shown here.
describe("EnrollmentMonitoring", () => {
  it("declares a workspace, its table of health records with the way into it, the alerts and the workbook", async () => {
    const { declared, outputs } = await declare(least);

    assert.deepEqual(countByType(declared.declared), {
      "azure-native:applicationinsights:Workbook": 1,
      "azure-native:monitor:ActionGroup": 1,
      "azure-native:monitor:DataCollectionEndpoint": 1,
      "azure-native:monitor:DataCollectionRule": 1,
      "azure-native:monitor:ScheduledQueryRule": 5,
      "azure-native:operationalinsights:Table": 1,
      "azure-native:operationalinsights:Workspace": 1,
      "pulumi-nodejs:dynamic/lookout-intune:IntuneDiagnosticSettings": 1,
    });
    assert.deepEqual(inputsOf(declared, "monitoring-workspace"), {
      resourceGroupName: "lookout",
      location: "westeurope",
      sku: { name: "PerGB2018" },
      retentionInDays: 90,
    });
    assert.deepEqual(outputs.recordTo, {
      endpoint: "https://ingest.example",
      ruleId: "dcr-0123456789abcdef",
      stream: "Custom-LookoutIntuneHealth_CL",
    });
    assert.deepEqual(Object.keys(outputs.alertRuleIds as object).sort(), [
      "connector-unresponsive",
      "devices-disconnected",
      "devices-threatened",
      "heartbeat-late",
      "record-missing",
    ]);
    assert.equal(outputs.vaultId, undefined);
    assert.equal(
      (await declared.urns())["monitoring-workbook"],
      "pulumi-lookout-intune:index:EnrollmentMonitoring$azure-native:applicationinsights:Workbook",
    );
  });

  it("gives table and data collection rule the same columns, in the same order", async () => {
    const { declared } = await declare(least);
    const { schema } = inputsOf(declared, "monitoring-health") as { schema: { columns: { name: string }[] } };
    const { streamDeclarations } = inputsOf(declared, "monitoring-collection") as {
      streamDeclarations: Record<string, { columns: { name: string }[] }>;
    };
    const names = Object.keys(healthColumns);
    assert.deepEqual(
      schema.columns.map(({ name }) => name),
      names,
    );
    assert.deepEqual(
      streamDeclarations["Custom-LookoutIntuneHealth_CL"]?.columns.map(({ name }) => name),
      names,
    );
  });

  it("declares an alert rule that fires as soon as its query has a row, and that a missing table does not refuse", async () => {
    const { declared } = await declare({ ...least, heartbeatLateAfterMinutes: 90, actionGroupIds: ["/groups/oncall"] });
    assert.deepEqual(inputsOf(declared, "monitoring-heartbeat-late"), {
      resourceGroupName: "lookout",
      location: "westeurope",
      displayName: "Lookout: heartbeat is late",
      description:
        "Lookout's connector has not sent a heartbeat to Intune for longer than the configured time. After the number of days set in Intune, Intune ignores it.",
      severity: 2,
      enabled: true,
      scopes: ["monitoring-workspace-id"],
      evaluationFrequency: "PT15M",
      windowSize: "P1D",
      criteria: {
        allOf: [
          {
            query: [
              "LookoutIntuneHealth_CL",
              "| summarize arg_max(TimeGenerated, ConnectorFound, LastHeartbeat)",
              "| where ConnectorFound and (isnull(LastHeartbeat) or LastHeartbeat < ago(90m))",
            ].join("\n"),
            timeAggregation: "Count",
            operator: "GreaterThan",
            threshold: 0,
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 },
          },
        ],
      },
      autoMitigate: true,
      skipQueryValidation: true,
      actions: { actionGroups: ["monitoring-action-group-id", "/groups/oncall"] },
    });
  });

  it("uses a workspace that exists, in the group where it is, and creates none", async () => {
    const { declared, outputs } = await declare({
      ...least,
      workspaceId: pulumi.output(existing),
      emails: undefined,
      actionGroupIds: ["/groups/oncall"],
    });
    assert.deepEqual(
      declared.declared.filter(({ type }) => /:(Workspace|ActionGroup)$/.test(type)),
      [],
    );
    const { resourceGroupName, workspaceName } = inputsOf(declared, "monitoring-health");
    assert.deepEqual(
      { resourceGroupName, workspaceName },
      { resourceGroupName: "logs", workspaceName: "company-logs" },
    );
    assert.equal(outputs.workspaceId, existing);
    assert.equal(outputs.actionGroupId, undefined);
  });

  it("alerts on the compliance log and the key's expiry only if configured", async () => {
    const { declared } = await declare({
      ...least,
      complianceLog: { notCompliantStates: ["Not compliant"], threatLevels: ["High"] },
      applicationKey: { expiresOn: "2027-01-31" },
    });
    assert.deepEqual(
      declared.declared
        .filter(({ type }) => type === "azure-native:monitor:ScheduledQueryRule")
        .map(({ name }) => name)
        .sort(),
      [...rulesOfHealth, "monitoring-application-key-expiring", "monitoring-not-compliant-by-threat"].sort(),
    );
    assert.equal(inputsOf(declared, "monitoring-not-compliant-by-threat").overrideQueryTimeRange, "P2D");
  });

  it("keeps the application key in a vault that is protected from purging, as a secret that expires with the key", async () => {
    const { declared, outputs } = await declare({
      ...least,
      applicationKey: { expiresOn: "2027-01-31", vault: { name: "lookout-keys", applicationKey: "the-key-itself" } },
    });
    assert.deepEqual(inputsOf(declared, "monitoring-vault").properties, {
      tenantId: mockedTenantId,
      sku: { family: "A", name: "standard" },
      enableRbacAuthorization: true,
      enableSoftDelete: true,
      enablePurgeProtection: true,
      ...defaultsOfSdk,
    });
    const properties = inputsOf(declared, "monitoring-application-key").properties as Record<string, unknown>;
    // The mark of a secret on the wire.
    assert.equal(properties["4dabf18193072939515e22adb298388d"], "1b47061264138c4ac30d75fd1eb44270");
    assert.deepEqual(properties.value, {
      contentType: "Lookout application key",
      value: "the-key-itself",
      attributes: { enabled: true, expires: Date.parse("2027-01-31T00:00:00Z") / 1000 },
    });
    const elsewhere = declared.declared.filter(({ name }) => name !== "monitoring-application-key");
    assert.doesNotMatch(JSON.stringify(elsewhere), /the-key-itself/);
    assert.equal(outputs.vaultId, "monitoring-vault-id");
  });

  it("has Intune send to the workspace every category that is read, by the name and in the way that is asked for", async () => {
    const { declared } = await declare({ ...least, diagnosticSettings: { name: "logs", adopt: true } });
    const { categories, ...inputs } = inputsOf(declared, "monitoring-intune-logs");
    assert.deepEqual(categories, ["AuditLogs", "OperationalLogs", "DeviceComplianceOrg", "Devices"]);
    assert.deepEqual(
      { name: inputs.name, workspaceId: inputs.workspaceId, adopt: inputs.adopt },
      { name: "logs", workspaceId: "monitoring-workspace-id", adopt: true },
    );
  });

  it("leaves Intune's logs alone when they are sent elsewhere", async () => {
    const { declared } = await declare({ ...least, sendIntuneLogs: false });
    assert.deepEqual(
      declared.declared.filter(({ name }) => name === "monitoring-intune-logs"),
      [],
    );
  });

  it("lets the recorder write, on the data collection rule alone", async () => {
    const recorderObjectId = "11111111-2222-3333-4444-555555555555";
    const { declared } = await declare({ ...least, recorderObjectId });
    assert.deepEqual(inputsOf(declared, "monitoring-recorder"), {
      scope: "monitoring-collection-id",
      principalId: recorderObjectId,
      principalType: "ServicePrincipal",
      roleDefinitionId: "/providers/Microsoft.Authorization/roleDefinitions/3913510d-42f4-4e42-8a64-420c390055eb",
    });
  });

  const refused: readonly (readonly [string, Partial<EnrollmentMonitoringArgs>, RegExp])[] = [
    ["alerts that reach nobody", { emails: [] }, /nobody would receive the alerts; set addresses in emails/],
    ["an address that is none", { emails: ["soc"] }, /emails\[0\]: this is not an email address/],
    ["logs kept for longer than Azure keeps them", { retentionDays: 731 }, /retentionDays: .*30 to 730/],
    ["a workspace's name where its id belongs", { workspaceId: "company-logs" }, /workspaceId: .*resource id/],
    [
      "a silence that no rule would notice",
      { recordMissingAfterMinutes: 1441 },
      /recordMissingAfterMinutes: .*60 to 1440/,
    ],
    ["a day that is none", { applicationKey: { expiresOn: "31.1.2027" } }, /applicationKey\.expiresOn: .*2027-01-31/],
    [
      "a vault's name that Azure does not take",
      { applicationKey: { expiresOn: "2027-01-31", vault: { name: "lookout--keys", applicationKey: "secret" } } },
      /applicationKey\.vault\.name: .*3 to 24/,
    ],
    [
      "a compliance log without values",
      { complianceLog: { notCompliantStates: [], threatLevels: ["High"] } },
      /complianceLog\.notCompliantStates: .*not documented/,
    ],
  ];
  for (const [what, change, message] of refused) {
    it(`refuses ${what}, and declares nothing`, async () => {
      const mocked = await mockPulumi();
      await assert.rejects(
        runProgram(() => ({ monitoring: new EnrollmentMonitoring("monitoring", { ...least, ...change }) })),
        message,
      );
      assert.deepEqual(
        mocked.declared.filter(({ type }) => /^(azure-native|pulumi-nodejs):/.test(type)),
        [],
      );
    });
  }
});

async function declare(
  args: EnrollmentMonitoringArgs,
): Promise<{ declared: Mocked; outputs: Readonly<Record<string, unknown>> }> {
  const declared = await mockPulumi();
  const outputs = await runProgram(() => {
    const { workspaceId, diagnosticSettingsId, alertRuleIds, actionGroupId, workbookId, recordTo, vaultId } =
      new EnrollmentMonitoring("monitoring", args);
    return {
      workspaceId,
      alertRuleIds,
      workbookId,
      recordTo,
      ...(diagnosticSettingsId && { diagnosticSettingsId }),
      ...(actionGroupId && { actionGroupId }),
      ...(vaultId && { vaultId }),
    };
  });
  return { declared, outputs };
}

function inputsOf({ declared }: Mocked, name: string): Readonly<Record<string, unknown>> {
  const found = declared.find((resource) => resource.name === name);
  assert.ok(found, `${name} is not declared`);
  return found.inputs;
}

function countByType(declared: readonly Declared[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { type } of declared) {
    if (/^(azure-native|pulumi-nodejs):/.test(type)) counts[type] = (counts[type] ?? 0) + 1;
  }
  return counts;
}
