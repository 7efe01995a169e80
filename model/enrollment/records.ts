/** A member of an enrollment group, as Entra shows it. */
export interface GroupMember {
  /** Object id. */
  readonly id: string;
  readonly kind: "user" | "device" | "other";
  /** User principal name and mail, as far as they may be read; a user without any cannot be found by address. */
  readonly addresses: readonly string[];
  /** What Entra calls a device's device id; devices only. */
  readonly deviceId: string | null;
  /** Whether it is a member of a group in the group only. Whether Lookout looks there is not documented. */
  readonly nested: boolean;
}

/** A device that Intune manages. */
export interface ManagedDevice {
  readonly id: string;
  /** What Intune calls azureADDeviceId. */
  readonly entraDeviceId: string | null;
  /** Object id of its owner. */
  readonly ownerId: string | null;
  readonly ownerAddresses: readonly string[];
  readonly name: string | null;
  /** In Intune's words, such as `iOS`. */
  readonly operatingSystem: string | null;
  /** In Intune's words; `unknown` where no partner reports. */
  readonly partnerReportedState: string | null;
  /** ISO 8601. */
  readonly lastSync: string | null;
}

/** A record of Lookout's: a device, or one of the two profiles of an Android device. Words are Lookout's, times ISO 8601. */
export interface LookoutRecord {
  readonly guid: string;
  /** Guid of the record that stands for the device, where this one is its second profile. */
  readonly parentGuid: string | null;
  /** UUIDv7. */
  readonly oid: string | null;
  readonly ownerAddress: string | null;
  readonly platform: string | null;
  readonly profile: string | null;
  /** The id that the device management knows the device by. */
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

/** The platform in Lookout's or Intune's words: ANDROID, iOS, iPadOS, AndroidEnterprise and so on. */
export function platformOf(text: string | null): PhonePlatform {
  const name = (text ?? "").toLowerCase();
  if (name.startsWith("android")) return "android";
  return name === "ios" || name === "ipados" ? "ios" : "other";
}

export const enrollmentStates = ["active", "pending", "disconnected", "deactivated", "unknown"] as const;
/** What a device is to Lookout. An active one that lost contact is disconnected; one of which Lookout says neither that it is protected
 *  nor that it is disconnected is unknown. */
export type EnrollmentState = (typeof enrollmentStates)[number];

export function stateOf({ activation, protection }: Pick<LookoutRecord, "activation" | "protection">): EnrollmentState {
  if (activation === "PENDING") return "pending";
  if (activation === "DEACTIVATED") return "deactivated";
  if (activation !== "ACTIVATED") return "unknown";
  if (protection === "DISCONNECTED") return "disconnected";
  return protection === "PROTECTED" ? "active" : "unknown";
}

/** From the least to the worst. */
export const securityLevels = ["unknown", "secure", "low", "medium", "high"] as const;
export type SecurityLevel = (typeof securityLevels)[number];

/** The level in Lookout's words: SECURE, THREATS_LOW and so on. */
export function securityLevelOf(security: string | null): SecurityLevel {
  const word = (security ?? "").toLowerCase().replace(/^threats_/, "");
  return securityLevels.find((level) => level === word) ?? "unknown";
}
