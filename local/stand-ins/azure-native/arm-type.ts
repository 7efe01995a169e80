/** How a resource type of the provider is a resource of Azure: what the real provider keeps in its metadata. */
export interface ArmType {
  /** Pulumi's token, such as `azure-native:monitor:ActionGroup`. */
  readonly token: string;
  /** Id with an argument's name in each brace; `subscriptionId` is the provider's. */
  readonly path: string;
  /** As the SDK documents it for the type. */
  readonly apiVersion: string;
  /** The argument that names it, and the name that is made up when a program gives none: the resource's with eight random
   *  digits, or a uuid. */
  readonly name: { readonly argument: string; readonly made: "random" | "uuid" };
  /** Whether Azure's `properties` are arguments of their own, or one argument of that name. */
  readonly flattened: boolean;
  /** Arguments, besides those of the path and what tells where a resource lies, that cannot change in place. */
  readonly replacedBy?: readonly string[];
  /** What a GET asks for, besides the API version. */
  readonly readQuery?: Readonly<Record<string, string>>;
  /** Names in Azure of what the SDK calls otherwise, by the SDK's. */
  readonly renamed?: Readonly<Record<string, string>>;
  /** False for what Azure Resource Manager cannot delete. */
  readonly deletes?: false;
}

const inGroup = (rest: string) =>
  `/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/${rest}`;

/** The types of monitoring. */
export const armTypes: readonly ArmType[] = [
  {
    token: "azure-native:operationalinsights:Workspace",
    path: inGroup("Microsoft.OperationalInsights/workspaces/{workspaceName}"),
    apiVersion: "2023-09-01",
    name: { argument: "workspaceName", made: "random" },
    flattened: true,
  },
  {
    token: "azure-native:operationalinsights:Table",
    path: inGroup("Microsoft.OperationalInsights/workspaces/{workspaceName}/tables/{tableName}"),
    apiVersion: "2023-09-01",
    name: { argument: "tableName", made: "random" },
    flattened: true,
  },
  {
    token: "azure-native:monitor:DataCollectionEndpoint",
    path: inGroup("Microsoft.Insights/dataCollectionEndpoints/{dataCollectionEndpointName}"),
    apiVersion: "2022-06-01",
    name: { argument: "dataCollectionEndpointName", made: "random" },
    flattened: true,
  },
  {
    token: "azure-native:monitor:DataCollectionRule",
    path: inGroup("Microsoft.Insights/dataCollectionRules/{dataCollectionRuleName}"),
    apiVersion: "2022-06-01",
    name: { argument: "dataCollectionRuleName", made: "random" },
    flattened: true,
  },
  {
    token: "azure-native:monitor:ActionGroup",
    path: inGroup("Microsoft.Insights/actionGroups/{actionGroupName}"),
    apiVersion: "2024-10-01-preview",
    name: { argument: "actionGroupName", made: "random" },
    flattened: true,
  },
  {
    token: "azure-native:monitor:ScheduledQueryRule",
    path: inGroup("Microsoft.Insights/scheduledQueryRules/{ruleName}"),
    apiVersion: "2025-01-01-preview",
    name: { argument: "ruleName", made: "random" },
    flattened: true,
    replacedBy: ["scopes"],
  },
  {
    token: "azure-native:applicationinsights:Workbook",
    path: inGroup("Microsoft.Insights/workbooks/{resourceName}"),
    apiVersion: "2023-06-01",
    name: { argument: "resourceName", made: "uuid" },
    flattened: true,
    readQuery: { canFetchContent: "true" },
  },
  {
    token: "azure-native:keyvault:Vault",
    path: inGroup("Microsoft.KeyVault/vaults/{vaultName}"),
    apiVersion: "2024-11-01",
    name: { argument: "vaultName", made: "random" },
    flattened: false,
  },
  {
    token: "azure-native:keyvault:Secret",
    path: inGroup("Microsoft.KeyVault/vaults/{vaultName}/secrets/{secretName}"),
    apiVersion: "2024-11-01",
    name: { argument: "secretName", made: "random" },
    flattened: false,
    renamed: { expires: "exp", notBefore: "nbf" },
    deletes: false,
  },
  {
    token: "azure-native:authorization:RoleAssignment",
    path: "/{scope}/providers/Microsoft.Authorization/roleAssignments/{roleAssignmentName}",
    apiVersion: "2022-04-01",
    name: { argument: "roleAssignmentName", made: "uuid" },
    flattened: true,
    replacedBy: ["principalId", "roleDefinitionId", "principalType"],
  },
];
