/** A member of an enrollment group in Entra. */
export interface GroupMember {
  /** Object id. */
  readonly id: string;
  readonly kind: "user" | "device" | "other";
  /** User principal name and mail, if readable. A user without any cannot be found by address. */
  readonly addresses: readonly string[];
  /** Entra's device id; null for people. */
  readonly deviceId: string | null;
  /** Whether it is a member only through a nested group. Lookout does not document whether it follows nested groups. */
  readonly nested: boolean;
}

/** A device that Intune manages. */
export interface ManagedDevice {
  readonly id: string;
  /** Intune's `azureADDeviceId`. */
  readonly entraDeviceId: string | null;
  /** Object id of the owner. */
  readonly ownerId: string | null;
  readonly ownerAddresses: readonly string[];
  readonly name: string | null;
  /** In Intune's words, such as `iOS`. */
  readonly operatingSystem: string | null;
  /** In Intune's words; `unknown` if no partner reports. */
  readonly partnerReportedState: string | null;
  /** ISO 8601. */
  readonly lastSync: string | null;
}

/** A record in Lookout: a device, or one of the two profiles of an Android device. Words are Lookout's; times are ISO
 *  8601. */
export interface LookoutRecord {
  readonly guid: string;
  /** If this record is a second profile: guid of the device's main record. */
  readonly parentGuid: string | null;
  /** UUIDv7. */
  readonly oid: string | null;
  readonly ownerAddress: string | null;
  readonly platform: string | null;
  readonly profile: string | null;
  /** The device's id in device management (MDM). */
  readonly externalId: string | null;
  readonly activation: string | null;
  readonly protection: string | null;
  readonly security: string | null;
  readonly activatedAt?: string | null;
  readonly disconnectedAt: string | null;
  readonly checkedInAt: string | null;
  readonly updatedAt: string | null;
}

export const phonePlatforms = ["android", "ios", "other"] as const;
export type PhonePlatform = (typeof phonePlatforms)[number];

/** Parses the platform from Lookout's or Intune's words: ANDROID, iOS, iPadOS, AndroidEnterprise and so on. */
export function platformOf(text: string | null): PhonePlatform {
  const name = (text ?? "").toLowerCase();
  if (name.startsWith("android")) return "android";
  return name === "ios" || name === "ipados" ? "ios" : "other";
}

export const enrollmentStates = ["active", "pending", "disconnected", "deactivated", "unknown"] as const;
/** State of a device in Lookout. An active device that lost contact is disconnected. A device that is reported as
 *  neither protected nor disconnected is unknown. */
export type EnrollmentState = (typeof enrollmentStates)[number];

export function stateOf({ activation, protection }: Pick<LookoutRecord, "activation" | "protection">): EnrollmentState {
  if (activation === "PENDING") return "pending";
  if (activation === "DEACTIVATED") return "deactivated";
  if (activation !== "ACTIVATED") return "unknown";
  if (protection === "DISCONNECTED") return "disconnected";
  return protection === "PROTECTED" ? "active" : "unknown";
}

/** From best to worst, after unknown. */
export const securityLevels = ["unknown", "secure", "low", "medium", "high"] as const;
export type SecurityLevel = (typeof securityLevels)[number];

/** Parses the level from Lookout's words: SECURE, THREATS_LOW and so on. */
export function securityLevelOf(security: string | null): SecurityLevel {
  const word = (security ?? "").toLowerCase().replace(/^threats_/, "");
  return securityLevels.find((level) => level === word) ?? "unknown";
}
