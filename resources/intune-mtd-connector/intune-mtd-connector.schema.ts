import { z } from "zod";
import { configurationModeSchema } from "../../model/configuration-mode";
import { guidSchema } from "../../model/identifiers";
import type { GraphType } from "../../model/graph-type";
import { inGraph } from "../../model/managed-property";
import { defaultMtdPartner, isMtdPartner, mtdPartners } from "../../model/mtd-partners";

/** What to do while the connector cannot be configured: Intune has none, or the partner has not made contact. */
export const WhenNotConnected = {
  /** Wait until the deadline, then fail and name what is missing. The next run continues from there. */
  Wait: "wait",
  /** Record that the connector is missing and continue; every later update tries again. Use it if a person must first
   *  enter settings in the partner's console. */
  Continue: "continue",
} as const;
export type WhenNotConnected = (typeof WhenNotConnected)[keyof typeof WhenNotConnected];

/** What to do if nobody has added the connector in Intune. */
export const WhenConnectorMissing = {
  /** Log who adds it, and where. */
  Tell: "tell",
  /** Create it through Graph, with the partner's id. Microsoft documents the call, but not whether Graph accepts it
   *  before the partner has made contact, so the response is logged.
   *  Source: https://learn.microsoft.com/graph/api/intune-onboarding-mobilethreatdefenseconnector-create */
  Create: "create",
  /** Fail at once and list the steps for a person. */
  Fail: "fail",
} as const;
export type WhenConnectorMissing = (typeof WhenConnectorMissing)[keyof typeof WhenConnectorMissing];

/** What happens to the connector in Intune when the resource is removed. By default, its toggles are restored to what they
 *  were before this stack configured it. */
export const ConnectorRemoval = {
  /** Disable its toggles and keep it, so that you need no new setup at the partner when you return. */
  SwitchOff: "switchOff",
  /** Keep it unchanged. */
  Keep: "keep",
  /** Delete it. Microsoft does not document what that does at the partner. */
  Delete: "delete",
} as const;
export type ConnectorRemoval = (typeof ConnectorRemoval)[keyof typeof ConnectorRemoval];

/** Hours after which a heartbeat is stale and worth checking. Source, second-hand: Maester's test MT.1098
 *  (https://github.com/maester365/maester) */
export const heartbeatFreshForHours = 24;

const toggle = (what: string) => z.boolean({ error: `${what} must be true (on) or false (off)` });

// Each setting names its property in Graph, whose mixed casing is Graph's own. What is sent, read back, switched off, imported and
// documented follows from that. Windows, Mac and Defender properties are left out: they are not Lookout's.
// Source: https://learn.microsoft.com/graph/api/resources/intune-onboarding-mobilethreatdefenseconnector
const androidSchema = z.strictObject({
  enabled: inGraph(toggle("use of the partner's data in Android compliance"), "androidEnabled"),
  blockWhenPartnerDataMissing: inGraph(
    toggle("blocking of Android devices without partner data"),
    "androidDeviceBlockedOnMissingPartnerData",
  ),
  appProtection: inGraph(
    toggle("use of the partner's data in Android app protection"),
    "androidMobileApplicationManagementEnabled",
  ),
});

const iosSchema = z.strictObject({
  enabled: inGraph(toggle("use of the partner's data in iOS compliance"), "iosEnabled"),
  blockWhenPartnerDataMissing: inGraph(
    toggle("blocking of iOS devices without partner data"),
    "iosDeviceBlockedOnMissingPartnerData",
  ),
  appProtection: inGraph(
    toggle("use of the partner's data in iOS app protection"),
    "iosMobileApplicationManagementEnabled",
  ),
  appSync: inGraph(toggle("App Sync for iOS devices"), "allowPartnerToCollectIOSApplicationMetadata"),
  personalAppInventory: inGraph(
    toggle("the full app inventory of personal iOS devices"),
    "allowPartnerToCollectIOSPersonalApplicationMetadata",
  ),
});

const wholeDaysMessage =
  "the threshold must be a whole number of days, 1 or more (Microsoft documents neither limits nor default); set one, or omit it";
const waitMinutesMessage = "the deadline must be a number of minutes greater than 0";

/** The settings of a Mobile Threat Defense connector in Intune. */
export const intuneMtdConnectorSchema = z.strictObject({
  partner: z
    .string({ error: "the partner must be a name" })
    .refine(
      isMtdPartner,
      `this partner is unknown; use one of ${Object.keys(mtdPartners).join(", ")}, or set partnerId`,
    ),
  partnerId: guidSchema.optional(),
  android: androidSchema.optional(),
  ios: iosSchema.optional(),
  blockUnsupportedOsVersions: inGraph(
    toggle("blocking of operating system versions the partner does not support"),
    "partnerUnsupportedOsVersionBlocked",
  ),
  unresponsiveAfterDays: inGraph(
    z
      .number({ error: wholeDaysMessage })
      .refine((days) => Number.isInteger(days) && days >= 1 && days <= 2_147_483_647, wholeDaysMessage)
      .optional(),
    "partnerUnresponsivenessThresholdInDays",
  ),
  whenMissing: z.enum(WhenConnectorMissing, { error: "must be tell, create or fail" }),
  whenNotConnected: z.enum(WhenNotConnected, { error: "must be wait or continue" }),
  waitMinutes: z
    .number({ error: waitMinutesMessage })
    .positive(waitMinutesMessage)
    .max(1440, "must be at most one day (1440)"),
  adopt: z.boolean({ error: "adopt a connector that somebody else configured (true) or refuse to (false)" }),
  onRemoval: z
    .enum(ConnectorRemoval, {
      error: "choose switchOff, keep or delete, or leave it out, to restore what was there",
    })
    .optional(),
  partnerSide: configurationModeSchema.optional(),
});
export type IntuneMtdConnectorSettings = z.infer<typeof intuneMtdConnectorSchema>;

/** Defaults. A declared platform is protected; an undeclared one is disabled. */
export const intuneMtdConnectorDefaults = {
  partner: defaultMtdPartner,
  blockUnsupportedOsVersions: true,
  whenMissing: WhenConnectorMissing.Tell,
  whenNotConnected: WhenNotConnected.Wait,
  waitMinutes: 30,
  adopt: false,
} as const;
export const androidDefaults = {
  enabled: true,
  blockWhenPartnerDataMissing: true,
  appProtection: false,
} as const satisfies z.infer<typeof androidSchema>;
export const iosDefaults = {
  ...androidDefaults,
  appSync: true,
  personalAppInventory: false,
} as const satisfies z.infer<typeof iosSchema>;

/** Graph's type of a connector. v1.0 lacks partner states and toggles that this package reports. */
export const mtdConnectorType = {
  version: "beta",
  collection: "/deviceManagement/mobileThreatDefenseConnectors",
  odataType: "#microsoft.graph.mobileThreatDefenseConnector",
} as const satisfies GraphType;

/** The connector id: the override, or else the partner's id. */
export function connectorIdOf(settings: {
  readonly partner: string;
  readonly partnerId?: string | undefined;
}): string | undefined {
  if (settings.partnerId !== undefined) return settings.partnerId.toLowerCase();
  return isMtdPartner(settings.partner) ? mtdPartners[settings.partner] : undefined;
}

/** Whether at least one platform uses the partner's data; otherwise the connector protects no device. */
export function protectsAnyPlatform(settings: {
  readonly android?: { readonly enabled?: boolean };
  readonly ios?: { readonly enabled?: boolean };
}): boolean {
  return settings.android?.enabled === true || settings.ios?.enabled === true;
}

/** Whether App Sync is on if iOS is enabled. Without it, Lookout cannot see sideloaded and malicious iOS apps. */
export function syncsIosApps(ios: { readonly enabled?: boolean; readonly appSync?: boolean } | undefined): boolean {
  return ios?.enabled !== true || ios.appSync === true;
}

/** What is lost while App Sync is off although iOS is enabled. Absent settings have their defaults. */
export function appSyncWarning(
  ios: { readonly enabled?: boolean; readonly appSync?: boolean } | undefined,
): string | undefined {
  const { enabled = iosDefaults.enabled, appSync = iosDefaults.appSync } = ios ?? { enabled: false };
  if (syncsIosApps({ enabled, appSync })) return undefined;
  return (
    "ios.appSync is off, but Microsoft's guide requires it: without it, Lookout cannot assess the apps on iOS devices. " +
    "Set it to true, or omit it."
  );
}

/** Enabled platforms on which a device passes until the partner has reported about it. */
export function findPlatformsNotBlocking(settings: {
  readonly android?: PlatformBlocking;
  readonly ios?: PlatformBlocking;
}): ("android" | "ios")[] {
  return (["android", "ios"] as const).filter(
    (platform) => settings[platform]?.enabled === true && settings[platform].blockWhenPartnerDataMissing !== true,
  );
}

interface PlatformBlocking {
  readonly enabled?: boolean;
  readonly blockWhenPartnerDataMissing?: boolean;
}

/** Whether devices below the partner's minimum operating system are blocked. */
export function blocksUnsupportedOs(settings: { readonly blockUnsupportedOsVersions?: unknown }): boolean {
  return settings.blockUnsupportedOsVersions === true;
}

/** Whether several partners use the app protection policies of one platform, for which Intune allows only one.
 *  Source: https://learn.microsoft.com/mem/intune/protect/mtd-connector-enable */
export function competeForAppProtection(partners: readonly string[]): boolean {
  return new Set(partners).size > 1;
}
