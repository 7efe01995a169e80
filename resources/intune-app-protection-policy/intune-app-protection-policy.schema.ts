import { z } from "zod";
import { deviceThreatLevelSchema } from "../../model/device-threat-level";
import { findAssignmentProblems, groupAssignmentDefaults, groupAssignmentShape } from "../../model/group-assignment";
import type { GraphType } from "../../model/graph-type";
import { intuneNameSchema, optionalDescription } from "../../model/intune-object";
import { Certainty, inGraph } from "../../model/managed-property";
import { canonicalJson } from "../../model/revision";

/** Platforms whose app protection policies can require a threat level from Lookout. */
export const AppProtectionPlatform = { Ios: "ios", Android: "android" } as const;
export type AppProtectionPlatform = (typeof AppProtectionPlatform)[keyof typeof AppProtectionPlatform];

/** What an app does on a device whose threat level is too high. Graph also has `warn`, which Microsoft documents as
 *  unsupported.
 *  Source: https://learn.microsoft.com/graph/api/resources/intune-mam-managedappremediationaction */
export const RemediationAction = {
  /** Blocks access to the app's work data until the threat is resolved. */
  Block: "block",
  /** Removes the app's work data. */
  Wipe: "wipe",
} as const;
export type RemediationAction = (typeof RemediationAction)[keyof typeof RemediationAction];

/** Which threat level counts if Microsoft Defender reports one too.
 *  Source: https://learn.microsoft.com/graph/api/resources/intune-mam-mobilethreatdefensepartnerpriority */
export const PartnerPriority = {
  PartnerOverDefender: "thirdPartyPartnerOverDefender",
  DefenderOverPartner: "defenderOverThirdPartyPartner",
  /** No priority, as in a policy created without one: Intune then prefers Defender. Graph represents it as null. */
  Unset: "none",
} as const;
export type PartnerPriority = (typeof PartnerPriority)[keyof typeof PartnerPriority];

/** The devices that the policy applies to.
 *  Source: https://learn.microsoft.com/graph/api/resources/intune-mam-appmanagementlevel */
export const ManagementLevel = {
  /** Devices that are not enrolled. */
  Unmanaged: "unmanaged",
  /** Devices enrolled in Intune. */
  Mdm: "mdm",
  /** Android Enterprise work profiles. */
  AndroidEnterprise: "androidEnterprise",
  /** All devices. */
  Any: "unspecified",
} as const;
export type ManagementLevel = (typeof ManagementLevel)[keyof typeof ManagementLevel];

/** Groups of apps that Microsoft maintains.
 *  Source: https://learn.microsoft.com/graph/api/resources/intune-mam-targetedmanagedappgrouptype */
export const ManagedAppGroup = {
  CoreMicrosoftApps: "allCoreMicrosoftApps",
  MicrosoftApps: "allMicrosoftApps",
  AllApps: "allApps",
} as const;
export type ManagedAppGroup = (typeof ManagedAppGroup)[keyof typeof ManagedAppGroup];

const appsMessage =
  "the apps must be allCoreMicrosoftApps, allMicrosoftApps, allApps, or a list of bundle ids (iOS) or package names (Android)";

const appIdSchema = z
  .string({ error: "an app must be a bundle id (iOS) or a package name (Android)" })
  .regex(
    /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+$/,
    "this is not a bundle id or package name, such as com.microsoft.teams; correct it",
  );

const appListSchema = z
  .array(appIdSchema, { error: appsMessage })
  .min(1, "the list of apps is empty, so the policy would protect nothing; name at least one")
  .refine(
    (ids) => new Set(ids.map((id) => id.toLowerCase())).size === ids.length,
    "an app is listed twice; list each once",
  );

/** The settings of an app protection policy. */
export const appProtectionPolicySchema = z
  .strictObject({
    platform: inGraph(
      z.enum(AppProtectionPlatform, {
        error: "the platform must be ios or android; Lookout reports no threat level for others",
      }),
      "@odata.type",
    ),
    displayName: inGraph(intuneNameSchema, "displayName"),
    description: optionalDescription,
    maximumThreatLevel: inGraph(deviceThreatLevelSchema, "maximumAllowedDeviceThreatLevel"),
    remediationAction: inGraph(
      z.enum(RemediationAction, {
        error: "the remediation action must be block or wipe; Microsoft does not support warn",
      }),
      "mobileThreatDefenseRemediationAction",
    ),
    partnerPriority: inGraph(
      z.enum(PartnerPriority, {
        error:
          "the priority must be thirdPartyPartnerOverDefender, defenderOverThirdPartyPartner, or none (which prefers Defender)",
      }),
      "mobileThreatDefensePartnerPriority",
      {
        form: {
          write: (priority) => [priority === PartnerPriority.Unset ? null : priority],
          read: (priority) => priority ?? PartnerPriority.Unset,
        },
      },
    ),
    managementLevel: inGraph(
      z.enum(ManagementLevel, {
        error: "the management level must be unmanaged, mdm, androidEnterprise or unspecified (all of them)",
      }),
      "targetedAppManagementLevels",
    ),
    apps: inGraph(
      z.union([z.enum(ManagedAppGroup), appListSchema], {
        error: (issue) => (Array.isArray(issue.input) ? undefined : appsMessage),
      }),
      ["appGroupType", "apps"],
      { action: "targetApps", certainty: Certainty.SecondHand },
    ),
    ...groupAssignmentShape,
  })
  .superRefine((policy, context) => {
    for (const issue of findAssignmentProblems(policy)) context.addIssue({ code: "custom", ...issue });
    if (policy.platform === AppProtectionPlatform.Ios && policy.managementLevel === ManagementLevel.AndroidEnterprise) {
      context.addIssue({
        code: "custom",
        path: ["managementLevel"],
        message: "androidEnterprise exists on Android only; choose unmanaged, mdm or unspecified",
      });
    }
  });
export type AppProtectionPolicySettings = z.infer<typeof appProtectionPolicySchema>;

/** Defaults: block access, devices that are not enrolled, no groups. Lookout's threat level takes priority over
 *  Defender's, because the policy is about Lookout. */
export const appProtectionPolicyDefaults = {
  remediationAction: RemediationAction.Block,
  partnerPriority: PartnerPriority.PartnerOverDefender,
  managementLevel: ManagementLevel.Unmanaged,
  ...groupAssignmentDefaults,
} as const;

/** Graph's types of app protection policies. Only beta has the threat level.
 *  Source: https://learn.microsoft.com/graph/api/resources/intune-mam-iosmanagedappprotection */
export const appProtectionTypes = {
  [AppProtectionPlatform.Ios]: {
    version: "beta",
    collection: "/deviceAppManagement/iosManagedAppProtections",
    odataType: "#microsoft.graph.iosManagedAppProtection",
    appType: "#microsoft.graph.iosMobileAppIdentifier",
    appIdProperty: "bundleId",
  },
  [AppProtectionPlatform.Android]: {
    version: "beta",
    collection: "/deviceAppManagement/androidManagedAppProtections",
    odataType: "#microsoft.graph.androidManagedAppProtection",
    appType: "#microsoft.graph.androidMobileAppIdentifier",
    appIdProperty: "packageId",
  },
} as const satisfies Record<
  AppProtectionPlatform,
  GraphType & { readonly appType: string; readonly appIdProperty: string }
>;

/** The parameters of the action targetApps.
 *  Source: https://learn.microsoft.com/graph/api/intune-mam-targetedmanagedappprotection-targetapps */
export function toTargetedApps({ apps, platform }: Pick<AppProtectionPolicySettings, "apps" | "platform">) {
  if (typeof apps === "string") return { appGroupType: apps, apps: [] };
  const { appType, appIdProperty } = appProtectionTypes[platform];
  return {
    appGroupType: "selectedPublicApps",
    apps: apps.map((id) => ({ mobileAppIdentifier: { "@odata.type": appType, [appIdProperty]: id } })),
  };
}

const targetedAppsSchema = z.looseObject({
  appGroupType: z.string(),
  apps: z.array(
    z.looseObject({
      mobileAppIdentifier: z.looseObject({ bundleId: z.string().optional(), packageId: z.string().optional() }),
    }),
  ),
});

/** Flattens the targeted apps of a policy; undefined if the response does not contain them. The list is ignored if
 *  Microsoft maintains the group. */
export function fromTargetedApps(policy: unknown): string | string[] | undefined {
  const read = targetedAppsSchema.safeParse(policy);
  if (!read.success) return undefined;
  const { appGroupType, apps } = read.data;
  if (appGroupType !== "selectedPublicApps") return appGroupType;
  return apps.map(({ mobileAppIdentifier: { bundleId, packageId } }) => bundleId ?? packageId ?? "");
}

/** A key that is equal for equal apps, whatever their order and spelling. */
export function targetedAppsKey(apps: string | readonly string[]): string {
  return typeof apps === "string" ? apps : canonicalJson(apps.map((id) => id.toLowerCase()).sort());
}
