/** Something that was looked at, or why it could not be. */
export type Seen<T> = { readonly seen: T } | { readonly unseen: string };

/** All that the report shows, as plain values: what draws it reads nothing else. Times are ISO 8601. */
export interface ReportData {
  readonly made: Made;
  /** The steps of the integration, in their order. */
  readonly steps: Seen<readonly ReportStep[]>;
  readonly devices: Seen<DevicePicture>;
  readonly policies: Seen<PolicyPicture>;
  /** Lookout's settings that a person enters in its console, or a gateway does. */
  readonly settings: Seen<readonly SettingRecord[]>;
  /** What evidence contradicts, or somebody should look at. */
  readonly findings: readonly ReportFinding[];
  /** What could not be seen besides, and why. */
  readonly blindSpots: readonly BlindSpot[];
}

/** What the report is about, and how it came about. */
export interface Made {
  readonly at: string;
  /** Version of this package. */
  readonly version: string;
  /** Null when no stack was read. */
  readonly stack: string | null;
  /** Directory id of the Entra tenant; null when nothing tells. */
  readonly tenantId: string | null;
}

export type StepState = "done" | "waiting" | "failing" | "unknown";

export interface ReportStep {
  /** 1 to 17. */
  readonly number: number;
  readonly title: string;
  readonly state: StepState;
  /** Who has to act, where somebody has to. */
  readonly waitingFor: string | null;
  readonly evidence: string;
}

/** Lookout's devices, counted. A work profile is a device of its own only where it is not told otherwise. */
export interface DevicePicture {
  readonly states: readonly PlatformCounts<DeviceState>[];
  /** Of devices that are active. */
  readonly threats: readonly PlatformCounts<ThreatLevel>[];
  readonly activations: Activations;
  /** The enrollment groups, in the order of the rollout. */
  readonly rings: Seen<readonly RingPicture[]>;
  /** How the devices were counted, for people. */
  readonly counting: string;
}

export interface PlatformCounts<Key extends string> {
  /** Such as `iOS`. */
  readonly platform: string;
  readonly counts: Readonly<Record<Key, number>>;
}

export const deviceStates = ["protected", "active", "pending", "disconnected", "deactivated", "unknown"] as const;
/** `active`: activated, and nothing tells whether it is protected. */
export type DeviceState = (typeof deviceStates)[number];

export const threatLevels = ["secure", "low", "medium", "high", "unknown"] as const;
export type ThreatLevel = (typeof threatLevels)[number];

/** When the devices that are active now were activated. */
export interface Activations {
  readonly series: readonly ActivationSeries[];
  /** Active devices of which Lookout does not tell when. */
  readonly withoutTime: number;
}

export interface ActivationSeries {
  readonly title: string;
  /** Oldest first. */
  readonly steps: readonly { readonly at: string; readonly devices: number }[];
}

export interface RingPicture {
  readonly title: string;
  /** Whether the rollout has reached it. */
  readonly reached: boolean;
  /** People in its group; null when nothing tells. */
  readonly members: number | null;
  /** Of them, with an active device. */
  readonly withActiveDevice: number | null;
}

/** What a run of the policy pack said. */
export interface PolicyPicture {
  /** Where the results come from, for people. */
  readonly source: string;
  /** When the run was; null when nothing tells. */
  readonly at: string | null;
  readonly packs: readonly { readonly name: string; readonly version: string }[];
  /** Whether the run came to its end, so that what is not listed was not violated. */
  readonly complete: boolean;
  readonly violations: readonly PolicyViolation[];
}

export interface PolicyViolation {
  readonly policy: string;
  /** `mandatory`, `advisory`, `remediate`, or what a newer Pulumi says. */
  readonly level: string;
  readonly severity: string | null;
  /** Type and name of the resource; null for a policy about the whole stack. */
  readonly resource: string | null;
  readonly message: string;
}

export type SettingStatus = "awaiting console" | "acknowledged" | "contradicted" | "by gateway" | "unknown";

export interface SettingRecord {
  readonly title: string;
  readonly status: SettingStatus;
  readonly revision: string | null;
  /** The revision that a person recorded, who and when; null when nobody did. */
  readonly recorded: { readonly revision: string; readonly by: string | null; readonly at: string } | null;
}

export interface ReportFinding {
  /** `contradicts`: a record cannot be true any more. `look`: somebody should look, nothing is proved. */
  readonly verdict: "contradicts" | "look";
  readonly text: string;
}

export interface BlindSpot {
  readonly what: string;
  readonly why: string;
}
