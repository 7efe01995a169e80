/** Type tokens of our components. They are part of every URN, so renaming one needs an alias. */
export const componentTypes = {
  AccessGroups: "pulumi-lookout-intune:index:AccessGroups",
  ConditionalAccess: "pulumi-lookout-intune:index:ConditionalAccess",
  EnrollmentGroup: "pulumi-lookout-intune:index:EnrollmentGroup",
  EnrollmentMonitoring: "pulumi-lookout-intune:index:EnrollmentMonitoring",
  LookoutForWorkApp: "pulumi-lookout-intune:index:LookoutForWorkApp",
  LookoutIntuneIntegration: "pulumi-lookout-intune:index:LookoutIntuneIntegration",
  SupportHandoff: "pulumi-lookout-intune:index:SupportHandoff",
} as const;

/** Module of our dynamic resources; Pulumi writes the token as `pulumi-nodejs:dynamic/<module>:<Type>`. */
export const dynamicModule = "lookout-intune";

/** Type tokens of our dynamic resources, as in state and policies. */
export const dynamicTypes = {
  IntuneAppProtectionPolicy: "pulumi-nodejs:dynamic/lookout-intune:IntuneAppProtectionPolicy",
  IntuneCompliancePolicy: "pulumi-nodejs:dynamic/lookout-intune:IntuneCompliancePolicy",
  IntuneDiagnosticSettings: "pulumi-nodejs:dynamic/lookout-intune:IntuneDiagnosticSettings",
  IntuneIosAppConfiguration: "pulumi-nodejs:dynamic/lookout-intune:IntuneIosAppConfiguration",
  IntuneManagedGooglePlayApp: "pulumi-nodejs:dynamic/lookout-intune:IntuneManagedGooglePlayApp",
  IntuneMtdConnector: "pulumi-nodejs:dynamic/lookout-intune:IntuneMtdConnector",
  IntuneStoreApp: "pulumi-nodejs:dynamic/lookout-intune:IntuneStoreApp",
  LookoutConnector: "pulumi-nodejs:dynamic/lookout-intune:LookoutConnector",
  LookoutEnrollmentSettings: "pulumi-nodejs:dynamic/lookout-intune:LookoutEnrollmentSettings",
  LookoutEvidence: "pulumi-nodejs:dynamic/lookout-intune:LookoutEvidence",
  LookoutNotificationPreferences: "pulumi-nodejs:dynamic/lookout-intune:LookoutNotificationPreferences",
  LookoutSupportHandoff: "pulumi-nodejs:dynamic/lookout-intune:LookoutSupportHandoff",
  LookoutTenantConsent: "pulumi-nodejs:dynamic/lookout-intune:LookoutTenantConsent",
  LookoutThreatClassifications: "pulumi-nodejs:dynamic/lookout-intune:LookoutThreatClassifications",
  LookoutThreatFeed: "pulumi-nodejs:dynamic/lookout-intune:LookoutThreatFeed",
  StackBaseline: "pulumi-nodejs:dynamic/lookout-intune:StackBaseline",
  StagedRollout: "pulumi-nodejs:dynamic/lookout-intune:StagedRollout",
} as const;
export type DynamicType = keyof typeof dynamicTypes;

/** The dynamic resource of ours that has this type token; undefined for any other resource. */
export function dynamicTypeOf(token: string): DynamicType | undefined {
  const found = Object.entries(dynamicTypes).find(([, known]) => known === token);
  return found?.[0] as DynamicType | undefined;
}

/** Type tokens of the azuread provider that we create or evaluate. */
export const azureadTypes = {
  ConditionalAccessPolicy: "azuread:index/conditionalAccessPolicy:ConditionalAccessPolicy",
  Group: "azuread:index/group:Group",
  GroupMember: "azuread:index/groupMember:GroupMember",
  ServicePrincipal: "azuread:index/servicePrincipal:ServicePrincipal",
} as const;
