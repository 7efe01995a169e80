import {
  azureResourceTypes,
  type AzureResourceToken,
  type AzureResourceType,
} from "../../../model/azure-resource-types";

/** How a resource type of the provider is a resource of Azure: what the real provider keeps in its metadata. */
export interface ArmType extends AzureResourceType {
  /** Pulumi's token, such as `azure-native:monitor:ActionGroup`. */
  readonly token: string;
  /** The argument that names it, and the name that is made up when a program gives none: the resource's with eight random
   *  digits, or a uuid. */
  readonly name: { readonly argument: string; readonly made: "random" | "uuid" };
  /** Whether Azure's `properties` are arguments of their own, or one argument of that name. */
  readonly flattened: boolean;
  /** Arguments, besides those of the path and what locates a resource, that cannot change in place. */
  readonly replacedBy?: readonly string[];
  /** What a GET asks for, besides the API version. */
  readonly readQuery?: Readonly<Record<string, string>>;
  /** Names in Azure of what the SDK calls otherwise, by the SDK's. */
  readonly renamed?: Readonly<Record<string, string>>;
  /** False for what Azure Resource Manager cannot delete. */
  readonly deletes?: false;
}

/** What the stand-in has to know of each type of monitoring. */
const traits: Readonly<Record<AzureResourceToken, Omit<ArmType, "token" | keyof AzureResourceType>>> = {
  "azure-native:operationalinsights:Workspace": {
    name: { argument: "workspaceName", made: "random" },
    flattened: true,
  },
  "azure-native:operationalinsights:Table": {
    name: { argument: "tableName", made: "random" },
    flattened: true,
  },
  "azure-native:monitor:DataCollectionEndpoint": {
    name: { argument: "dataCollectionEndpointName", made: "random" },
    flattened: true,
  },
  "azure-native:monitor:DataCollectionRule": {
    name: { argument: "dataCollectionRuleName", made: "random" },
    flattened: true,
  },
  "azure-native:monitor:ActionGroup": {
    name: { argument: "actionGroupName", made: "random" },
    flattened: true,
  },
  "azure-native:monitor:ScheduledQueryRule": {
    name: { argument: "ruleName", made: "random" },
    flattened: true,
    replacedBy: ["scopes"],
  },
  "azure-native:applicationinsights:Workbook": {
    name: { argument: "resourceName", made: "uuid" },
    flattened: true,
    readQuery: { canFetchContent: "true" },
  },
  "azure-native:keyvault:Vault": {
    name: { argument: "vaultName", made: "random" },
    flattened: false,
  },
  "azure-native:keyvault:Secret": {
    name: { argument: "secretName", made: "random" },
    flattened: false,
    renamed: { expires: "exp", notBefore: "nbf" },
    deletes: false,
  },
  "azure-native:authorization:RoleAssignment": {
    name: { argument: "roleAssignmentName", made: "uuid" },
    flattened: true,
    replacedBy: ["principalId", "roleDefinitionId", "principalType"],
  },
};

/** The types of monitoring. */
export const armTypes: readonly ArmType[] = (Object.keys(traits) as AzureResourceToken[]).map((token) => ({
  token,
  ...azureResourceTypes[token],
  ...traits[token],
}));
