import { z } from "zod";
import { findAssignmentProblems } from "./group-assignment";
import { guidSchema, isGuid } from "./identifiers";
import { intuneNameSchema } from "./intune-object";
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
  .string({ error: "an app is named by a text" })
  .refine(
    (app) => isGuid(app) || appGroups.some((group) => group === app),
    `an app is All, Office365, MicrosoftAdminPortals (letter for letter), or the client id of an application, a GUID; correct it`,
  );

const excludedAppSchema = includedAppSchema.refine(
  (app) => app !== "All",
  "with all apps taken out the policy applies to none; name the apps to leave out",
);

const controlSchema = z.enum(AccessControl, {
  error: ({ input }) =>
    input === "approvedApplication"
      ? `Microsoft retires the approved-app control in March 2026 and enforces it no longer; use compliantApplication instead, with an app protection policy (${approvedAppRetirementUrl})`
      : "the control is compliantDevice or compliantApplication; others, such as mfa or block, belong into a policy of their own",
});

/** The schema of each setting. */
export const conditionalAccessPolicyShape = {
  displayName: inGraph(intuneNameSchema, "displayName"),
  state: inGraph(
    z.enum(ConditionalAccessState, {
      error:
        "the state is enabledForReportingButNotEnforced (report-only), enabled or disabled; choose one, report-only first",
    }),
    "state",
  ),
  includedApplications: inGraph(
    listOf(includedAppSchema, "the apps are a list of Office365, All, or client ids of applications")
      .min(1, "the list of apps is empty, so the policy would guard nothing; name at least one, such as Office365")
      .refine(
        (apps) => apps.length === 1 || !apps.includes("All"),
        "All stands alone, as it contains every other app; remove the others, or All",
      ),
    "conditions.applications.includeApplications",
  ),
  excludedApplications: inGraph(
    listOf(excludedAppSchema, "the apps to leave out are a list of Office365 or client ids of applications"),
    "conditions.applications.excludeApplications",
  ),
  includedPlatforms: inGraph(
    listOf(
      z.enum(ConditionalAccessPlatform, {
        error:
          "the platform is android or iOS, spelt so: Lookout says nothing about others, which need a policy of their own",
      }),
      "the platforms are a list of android and iOS",
    ).min(1, "the list of platforms is empty; name android, iOS or both"),
    "conditions.platforms.includePlatforms",
  ),
  clientAppTypes: inGraph(
    listOf(
      z.enum(ClientAppType, {
        error: "the type is all, browser, mobileAppsAndDesktopClients, exchangeActiveSync or other; choose one",
      }),
      "the types of client apps are a list",
    )
      .min(1, "the list of client app types is empty, and Entra wants at least one; name all")
      .refine(
        (types) => types.length === 1 || !types.includes(ClientAppType.All),
        "all stands alone, as it contains every other type; remove the others, or all",
      ),
    "conditions.clientAppTypes",
  ),
  grantControls: inGraph(
    listOf(controlSchema, "the controls are a list of compliantDevice and compliantApplication").min(
      1,
      "without a control the policy asks for nothing; name compliantDevice",
    ),
    "grantControls.builtInControls",
  ),
  operator: inGraph(
    z.enum(ControlOperator, {
      error: "the operator is AND (all controls are met) or OR (any one is enough); choose one",
    }),
    "grantControls.operator",
  ),
  includedGroupIds: inGraph(
    z
      .array(guidSchema, { error: "the included groups are a list of object ids" })
      .min(
        1,
        "the list of groups is empty, so the policy would apply to nobody; name at least one group, the pilot first",
      ),
    "conditions.users.includeGroups",
  ),
  breakGlassGroupId: inGraph(guidSchema, "conditions.users.excludeGroups"),
  excludedGroupIds: inGraph(
    z.array(guidSchema, { error: "the excluded groups are a list of object ids" }),
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
            message: "every app that the policy applies to is left out again, so it would guard nothing; keep one",
          },
        ]
      : []),
    ...(included.includes(policy.breakGlassGroupId.toLowerCase())
      ? [
          {
            path: ["breakGlassGroupId"],
            message:
              "this group is one of those that the policy applies to, and a group that is left out takes its members out; choose a group that holds nothing but emergency access accounts",
          },
        ]
      : []),
    ...policy.excludedGroupIds.flatMap((id, index) =>
      id.toLowerCase() === policy.breakGlassGroupId.toLowerCase()
        ? [
            {
              path: ["excludedGroupIds", index],
              message: "this is the break-glass group, which is left out anyway; remove it",
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
  "several controls are named, and nothing says whether all of them are needed; set AND, which keeps out devices that are not " +
  "enrolled, or OR, for which either is enough";

function listOf<Schema extends z.ZodType>(item: Schema, error: string) {
  return z
    .array(item, { error })
    .refine((items) => new Set(items).size === items.length, "something is listed twice; list each once");
}
