/** An argument of azuread:index/conditionalAccessPolicy:ConditionalAccessPolicy, and what it is called in Graph.
 *  Source: @pulumi/azuread 6.9.1, ConditionalAccessPolicyArgs. */
export type PolicyArgument = TextArgument | BlockArgument | UnservedArgument;

interface TextArgument {
  /** One text, or several in an order that counts. */
  readonly kind: "text" | "texts";
  readonly graph: string;
  readonly required?: true;
  /** The texts that are allowed; left out, any but an empty one. */
  readonly values?: readonly string[];
}

export interface BlockArgument {
  readonly kind: "block";
  readonly graph: string;
  readonly required?: true;
  readonly members: PolicyArguments;
  /** Objects in Graph that no argument writes; the real provider sends null for them. */
  readonly nulls?: readonly string[];
}

/** The stand-in knows the argument, but does not do what it asks. */
interface UnservedArgument {
  readonly kind: "unserved";
  /** An object, for which null is sent; left out where nothing is sent. */
  readonly graph?: string;
}

export type PolicyArguments = Readonly<Record<string, PolicyArgument>>;

const platforms = ["all", "android", "iOS", "linux", "macOS", "unknownFutureValue", "windows", "windowsPhone"];
const riskLevels = ["hidden", "high", "low", "medium", "none", "unknownFutureValue"];

export const policyArguments: PolicyArguments = {
  conditions: {
    kind: "block",
    graph: "conditions",
    required: true,
    members: {
      applications: {
        kind: "block",
        graph: "applications",
        required: true,
        members: {
          excludedApplications: { kind: "texts", graph: "excludeApplications" },
          includedApplications: { kind: "texts", graph: "includeApplications" },
          includedUserActions: { kind: "texts", graph: "includeUserActions" },
        },
        nulls: ["applicationFilter"],
      },
      authenticationFlowTransferMethods: { kind: "unserved", graph: "authenticationFlows" },
      clientAppTypes: {
        kind: "texts",
        graph: "clientAppTypes",
        required: true,
        values: ["all", "browser", "easSupported", "exchangeActiveSync", "mobileAppsAndDesktopClients", "other"],
      },
      clientApplications: { kind: "unserved", graph: "clientApplications" },
      devices: { kind: "unserved", graph: "devices" },
      insiderRiskLevels: { kind: "unserved" },
      locations: { kind: "unserved", graph: "locations" },
      platforms: {
        kind: "block",
        graph: "platforms",
        members: {
          excludedPlatforms: { kind: "texts", graph: "excludePlatforms", values: platforms },
          includedPlatforms: { kind: "texts", graph: "includePlatforms", required: true, values: platforms },
        },
      },
      servicePrincipalRiskLevels: { kind: "texts", graph: "servicePrincipalRiskLevels", values: riskLevels },
      signInRiskLevels: { kind: "texts", graph: "signInRiskLevels", values: riskLevels },
      userRiskLevels: { kind: "texts", graph: "userRiskLevels", values: riskLevels },
      users: {
        kind: "block",
        graph: "users",
        required: true,
        members: {
          excludedGroups: { kind: "texts", graph: "excludeGroups" },
          excludedGuestsOrExternalUsers: { kind: "unserved", graph: "excludeGuestsOrExternalUsers" },
          excludedRoles: { kind: "texts", graph: "excludeRoles" },
          excludedUsers: { kind: "texts", graph: "excludeUsers" },
          includedGroups: { kind: "texts", graph: "includeGroups" },
          includedGuestsOrExternalUsers: { kind: "unserved", graph: "includeGuestsOrExternalUsers" },
          includedRoles: { kind: "texts", graph: "includeRoles" },
          includedUsers: { kind: "texts", graph: "includeUsers" },
        },
      },
    },
  },
  displayName: { kind: "text", graph: "displayName", required: true },
  grantControls: {
    kind: "block",
    graph: "grantControls",
    members: {
      authenticationStrengthPolicyId: { kind: "unserved" },
      builtInControls: {
        kind: "texts",
        graph: "builtInControls",
        values: [
          "approvedApplication",
          "block",
          "compliantApplication",
          "compliantDevice",
          "domainJoinedDevice",
          "mfa",
          "passwordChange",
          "unknownFutureValue",
        ],
      },
      customAuthenticationFactors: { kind: "texts", graph: "customAuthenticationFactors" },
      operator: { kind: "text", graph: "operator", required: true, values: ["AND", "OR"] },
      termsOfUses: { kind: "texts", graph: "termsOfUse" },
    },
  },
  sessionControls: { kind: "unserved", graph: "sessionControls" },
  state: {
    kind: "text",
    graph: "state",
    required: true,
    values: ["disabled", "enabled", "enabledForReportingButNotEnforced"],
  },
};
