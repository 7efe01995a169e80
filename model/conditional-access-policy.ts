import { z } from "zod";
import { findAssignmentProblems } from "./group-assignment";
import { guidSchema, isGuid } from "./identifiers";
import { newIntuneNameSchema } from "./intune-object";
import type { GraphType } from "./graph-type";
import { inGraph } from "./managed-property";

/** State of a Conditional Access policy.
 *  Source: https://learn.microsoft.com/graph/api/resources/conditionalaccesspolicy */
export const ConditionalAccessState = {
  /** Sign-in logs show what the policy would have done; no sign-in is blocked. */
  ReportOnly: "enabledForReportingButNotEnforced",
  /** Sign-ins that do not meet the controls are blocked. */
  Enabled: "enabled",
  /** The policy exists but has no effect. */
  Disabled: "disabled",
} as const;
export type ConditionalAccessState = (typeof ConditionalAccessState)[keyof typeof ConditionalAccessState];

/** Platforms for which Lookout reports threats to Intune, as Conditional Access spells them.
 *  Source: https://learn.microsoft.com/graph/api/resources/conditionalaccessplatforms */
export const ConditionalAccessPlatform = { Android: "android", Ios: "iOS" } as const;
export type ConditionalAccessPlatform = (typeof ConditionalAccessPlatform)[keyof typeof ConditionalAccessPlatform];

/** Client app types.
 *  Source: https://learn.microsoft.com/graph/api/resources/conditionalaccessconditionset */
export const ClientAppType = {
  All: "all",
  Browser: "browser",
  MobileAppsAndDesktopClients: "mobileAppsAndDesktopClients",
  ExchangeActiveSync: "exchangeActiveSync",
  Other: "other",
} as const;
export type ClientAppType = (typeof ClientAppType)[keyof typeof ClientAppType];

/** Grant controls that depend on Lookout. Graph has more.
 *  Source: https://learn.microsoft.com/graph/api/resources/conditionalaccessgrantcontrols */
export const AccessControl = {
  /** A device that Intune reports as compliant. */
  CompliantDevice: "compliantDevice",
  /** An app with an app protection policy. */
  CompliantApplication: "compliantApplication",
} as const;
export type AccessControl = (typeof AccessControl)[keyof typeof AccessControl];

/** How several controls are combined. */
export const ControlOperator = { All: "AND", Any: "OR" } as const;
export type ControlOperator = (typeof ControlOperator)[keyof typeof ControlOperator];

/** Microsoft's announcement about the approved-app control, which the schema refuses. */
export const approvedAppRetirementUrl =
  "https://learn.microsoft.com/entra/identity/conditional-access/migrate-approved-client-app";

/** Keywords for groups of apps.
 *  Source: https://learn.microsoft.com/graph/api/resources/conditionalaccessapplications */
const appGroups = ["All", "Office365", "MicrosoftAdminPortals"] as const;

const includedAppSchema = z
  .string({ error: "an app must be a string" })
  .refine(
    (app) => isGuid(app) || appGroups.some((group) => group === app),
    `an app must be All, Office365, MicrosoftAdminPortals (case-sensitive), or the client id of an application (a GUID)`,
  );

const excludedAppSchema = includedAppSchema.refine(
  (app) => app !== "All",
  "a policy that excludes all apps applies to none; name the apps to exclude",
);

const controlSchema = z.enum(AccessControl, {
  error: ({ input }) =>
    input === "approvedApplication"
      ? `Microsoft retires the approved-app control in March 2026 and no longer enforces it; use compliantApplication instead, with an app protection policy (${approvedAppRetirementUrl})`
      : "a control must be compliantDevice or compliantApplication; put others, such as mfa or block, into a separate policy",
});

/** The schema of each setting. */
export const conditionalAccessPolicyShape = {
  displayName: inGraph(newIntuneNameSchema, "displayName"),
  state: inGraph(
    z.enum(ConditionalAccessState, {
      error:
        "the state must be enabledForReportingButNotEnforced (report-only), enabled or disabled; start with report-only",
    }),
    "state",
  ),
  includedApplications: inGraph(
    listOf(includedAppSchema, "the apps must be a list of Office365, All, or client ids of applications")
      .min(1, "the list of apps is empty, so the policy would protect nothing; name at least one, such as Office365")
      .refine(
        (apps) => apps.length === 1 || !apps.includes("All"),
        "All includes every other app; remove the others, or All",
      ),
    "conditions.applications.includeApplications",
  ),
  excludedApplications: inGraph(
    listOf(excludedAppSchema, "the apps to exclude must be a list of Office365 or client ids of applications"),
    "conditions.applications.excludeApplications",
  ),
  includedPlatforms: inGraph(
    listOf(
      z.enum(ConditionalAccessPlatform, {
        error:
          "the platform must be android or iOS (case-sensitive); Lookout does not cover others, so they need a separate policy",
      }),
      "the platforms must be a list of android and iOS",
    ).min(1, "the list of platforms is empty; name android, iOS or both"),
    "conditions.platforms.includePlatforms",
  ),
  clientAppTypes: inGraph(
    listOf(
      z.enum(ClientAppType, {
        error: "the type must be all, browser, mobileAppsAndDesktopClients, exchangeActiveSync or other",
      }),
      "the client app types must be a list",
    )
      .min(1, "the list of client app types is empty, but Entra requires at least one; name all")
      .refine(
        (types) => types.length === 1 || !types.includes(ClientAppType.All),
        "all includes every other type; remove the others, or all",
      ),
    "conditions.clientAppTypes",
  ),
  grantControls: inGraph(
    listOf(controlSchema, "the controls must be a list of compliantDevice and compliantApplication").min(
      1,
      "without a control the policy requires nothing; name compliantDevice",
    ),
    "grantControls.builtInControls",
  ),
  operator: inGraph(
    z.enum(ControlOperator, {
      error: "the operator must be AND (all controls are required) or OR (one is enough)",
    }),
    "grantControls.operator",
  ),
  includedGroupIds: inGraph(
    z
      .array(guidSchema, { error: "the included groups must be a list of object ids" })
      .min(
        1,
        "the list of groups is empty, so the policy would apply to nobody; name at least one group, starting with the pilot",
      ),
    "conditions.users.includeGroups",
  ),
  breakGlassGroupId: inGraph(guidSchema, "conditions.users.excludeGroups"),
  excludedGroupIds: inGraph(
    z.array(guidSchema, { error: "the excluded groups must be a list of object ids" }),
    "conditions.users.excludeGroups",
  ),
} as const;

/** Graph's type of a policy. The azuread provider writes v1.0. */
export const conditionalAccessPolicyType = {
  version: "v1.0",
  collection: "/identity/conditionalAccess/policies",
  odataType: "#microsoft.graph.conditionalAccessPolicy",
} as const satisfies GraphType;

/** The settings of a Conditional Access policy. You cannot target all users: the policy always applies to groups. */
export const conditionalAccessPolicySchema = z
  .strictObject(conditionalAccessPolicyShape)
  .superRefine((policy, context) => {
    for (const issue of findConditionalAccessProblems(policy)) context.addIssue({ code: "custom", ...issue });
  });
export type ConditionalAccessPolicySettings = z.infer<typeof conditionalAccessPolicySchema>;

/** Defaults: report-only, both platforms, every client app type, compliant device. The apps and the excluded group
 *  have no default. */
export const conditionalAccessPolicyDefaults = {
  displayName: "Lookout - require a compliant device",
  state: ConditionalAccessState.ReportOnly,
  excludedApplications: [] as string[],
  includedPlatforms: [ConditionalAccessPlatform.Android, ConditionalAccessPlatform.Ios] as ConditionalAccessPlatform[],
  clientAppTypes: [ClientAppType.All] as ClientAppType[],
  grantControls: [AccessControl.CompliantDevice] as AccessControl[],
  excludedGroupIds: [] as string[],
} as const;

/** Finds settings that contradict each other, each with its path. */
export function findConditionalAccessProblems(
  policy: Pick<
    ConditionalAccessPolicySettings,
    "includedApplications" | "excludedApplications" | "includedGroupIds" | "excludedGroupIds" | "breakGlassGroupId"
  >,
): { readonly path: (string | number)[]; readonly message: string }[] {
  const included = policy.includedGroupIds.map((id) => id.toLowerCase());
  const left = policy.includedApplications.filter((app) => !policy.excludedApplications.includes(app));
  return [
    ...(left.length === 0 && policy.includedApplications.length > 0
      ? [
          {
            path: ["excludedApplications"],
            message: "every included app is also excluded, so the policy would protect nothing; keep at least one",
          },
        ]
      : []),
    ...(included.includes(policy.breakGlassGroupId.toLowerCase())
      ? [
          {
            path: ["breakGlassGroupId"],
            message:
              "this group is also included, and the exclusion takes precedence; choose a group that contains only emergency access accounts",
          },
        ]
      : []),
    ...policy.excludedGroupIds.flatMap((id, index) =>
      id.toLowerCase() === policy.breakGlassGroupId.toLowerCase()
        ? [
            {
              path: ["excludedGroupIds", index],
              message: "this is the break-glass group, which is always excluded; remove it",
            },
          ]
        : [],
    ),
    ...findAssignmentProblems(policy),
  ];
}

/** The operator of the controls; undefined if there are several and none is set. */
export function operatorOf(
  controls: readonly AccessControl[],
  operator: ControlOperator | undefined,
): ControlOperator | undefined {
  return operator ?? (controls.length === 1 ? ControlOperator.Any : undefined);
}

/** Why several controls need an operator. */
export const missingOperator =
  "there are several controls, but no operator; set AND, which also blocks devices that are not " +
  "enrolled, or OR, which accepts either";

function listOf<Schema extends z.ZodType>(item: Schema, error: string) {
  return z
    .array(item, { error })
    .refine((items) => new Set(items).size === items.length, "the list has duplicates; list each value once");
}
