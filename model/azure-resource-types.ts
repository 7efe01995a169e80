/** How a resource type of azure-native is a resource of Azure. */
export interface AzureResourceType {
  /** Id with an argument's name in each brace; `subscriptionId` is the provider's. */
  readonly path: string;
  /** As the SDK documents it for the type. */
  readonly apiVersion: string;
}

const inGroup = (rest: string) =>
  `/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/${rest}`;

/** The types that `EnrollmentMonitoring` declares, by Pulumi's token.
 *  Source: https://www.pulumi.com/registry/packages/azure-native/api-docs/ */
export const azureResourceTypes = {
  "azure-native:operationalinsights:Workspace": {
    path: inGroup("Microsoft.OperationalInsights/workspaces/{workspaceName}"),
    apiVersion: "2023-09-01",
  },
  "azure-native:operationalinsights:Table": {
    path: inGroup("Microsoft.OperationalInsights/workspaces/{workspaceName}/tables/{tableName}"),
    apiVersion: "2023-09-01",
  },
  "azure-native:monitor:DataCollectionEndpoint": {
    path: inGroup("Microsoft.Insights/dataCollectionEndpoints/{dataCollectionEndpointName}"),
    apiVersion: "2022-06-01",
  },
  "azure-native:monitor:DataCollectionRule": {
    path: inGroup("Microsoft.Insights/dataCollectionRules/{dataCollectionRuleName}"),
    apiVersion: "2022-06-01",
  },
  "azure-native:monitor:ActionGroup": {
    path: inGroup("Microsoft.Insights/actionGroups/{actionGroupName}"),
    apiVersion: "2024-10-01-preview",
  },
  "azure-native:monitor:ScheduledQueryRule": {
    path: inGroup("Microsoft.Insights/scheduledQueryRules/{ruleName}"),
    apiVersion: "2025-01-01-preview",
  },
  "azure-native:applicationinsights:Workbook": {
    path: inGroup("Microsoft.Insights/workbooks/{resourceName}"),
    apiVersion: "2023-06-01",
  },
  "azure-native:keyvault:Vault": {
    path: inGroup("Microsoft.KeyVault/vaults/{vaultName}"),
    apiVersion: "2024-11-01",
  },
  "azure-native:keyvault:Secret": {
    path: inGroup("Microsoft.KeyVault/vaults/{vaultName}/secrets/{secretName}"),
    apiVersion: "2024-11-01",
  },
  "azure-native:authorization:RoleAssignment": {
    path: "/{scope}/providers/Microsoft.Authorization/roleAssignments/{roleAssignmentName}",
    apiVersion: "2022-04-01",
  },
} as const satisfies Readonly<Record<string, AzureResourceType>>;

export type AzureResourceToken = keyof typeof azureResourceTypes;

/** Whether a type token is one of these types. */
export function isAzureResourceToken(token: string): token is AzureResourceToken {
  return token in azureResourceTypes;
}

/** Names of the arguments that make up the id, the resource's own name last. */
export function pathArguments({ path }: Pick<AzureResourceType, "path">): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name).filter((name) => name !== "subscriptionId");
}

/** The id that the arguments lead to; undefined if one of them is missing or no text, such as a secret. */
export function azureResourceId(
  type: Pick<AzureResourceType, "path">,
  inputs: Readonly<Record<string, unknown>>,
  subscriptionId: string,
): string | undefined {
  if (!pathArguments(type).every((name) => typeof inputs[name] === "string")) return undefined;
  return type.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = name === "subscriptionId" ? subscriptionId : (inputs[name] as string);
    // A scope is a path of its own.
    return name === "scope" ? value.replace(/^\/|\/$/g, "") : encodeURIComponent(value);
  });
}
