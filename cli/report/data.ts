import type { Finding } from "pulumi-lookout-intune/internal/console/evidence/finding";
import type { CountsByState } from "pulumi-lookout-intune/internal/model/enrollment/device-counts";
import type { GroupProgress } from "pulumi-lookout-intune/internal/model/enrollment/join";
import type { EnrollmentListName } from "pulumi-lookout-intune/internal/model/enrollment/lists";
import type { PhonePlatform, SecurityLevel } from "pulumi-lookout-intune/internal/model/enrollment/records";
import type { LookupResult } from "../live/lookup-result";
import type { Step } from "../status/step";

/** All data of the report, as plain values. Times are ISO 8601. */
export interface ReportData {
  readonly made: Made;
  /** The steps of the integration, in the order of execution. */
  readonly steps: readonly Step[];
  readonly devices: LookupResult<DeviceOverview>;
  /** The enrollment groups, in the order of the rollout. */
  readonly groups: LookupResult<readonly GroupOverview[]>;
  readonly policies: LookupResult<PolicyOverview>;
  /** Lookout's settings, which a person enters in its console or a gateway applies. */
  readonly settings: readonly SettingRecord[];
  /** Records that evidence contradicts, and findings to review. */
  readonly findings: readonly ReportFinding[];
  /** What else could not be read, and why. */
  readonly blindSpots: readonly BlindSpot[];
}

/** Metadata of the report. */
export interface Made {
  readonly at: string;
  /** Version of this package. */
  readonly version: string;
  readonly stack: string;
  /** Directory id of the Entra tenant; null if unknown. */
  readonly tenantId: string | null;
}

/** Counts of Lookout's devices. An Android device with two profiles counts once. */
export interface DeviceOverview {
  readonly states: CountsByState;
  /** Activated devices by their worst threat. */
  readonly threats: Readonly<Record<PhonePlatform, Readonly<Record<SecurityLevel, number>>>>;
  /** By Lookout's risk; null if not read. */
  readonly openThreats: Readonly<Record<string, number>> | null;
  readonly activations: Activations;
  /** Number of entries that need attention, by list; null if unknown. */
  readonly lists: Readonly<Record<EnrollmentListName, number | null>>;
}

/** Activation times of the currently activated devices. */
export interface Activations {
  readonly byPlatform: readonly ActivationSeries[];
  /** Null if there is one group, or if the groups are unknown. */
  readonly byGroup: readonly ActivationSeries[] | null;
  /** Activated devices without an activation time in Lookout. */
  readonly withoutTime: number;
}

export interface ActivationSeries {
  readonly title: string;
  /** Oldest first. */
  readonly steps: readonly { readonly at: string; readonly devices: number }[];
}

/** An enrollment group: the progress of its members, and whether the rollout has reached it. */
export interface GroupOverview extends GroupProgress {
  readonly reached: boolean;
}

/** Results of a policy pack run. */
export interface PolicyOverview {
  /** Source of the results, for people. */
  readonly source: string;
  /** Time of the run; null if unknown. */
  readonly at: string | null;
  readonly packs: readonly { readonly name: string; readonly version: string }[];
  /** Whether the run completed, so that a policy that is not listed was not violated. */
  readonly complete: boolean;
  /** Number of resources that pass each policy; empty if the run does not report it. */
  readonly passed: Readonly<Record<string, number>>;
  readonly violations: readonly PolicyViolation[];
}

export interface PolicyViolation {
  readonly policy: string;
  /** `mandatory`, `advisory`, `remediate`, or a level of a newer Pulumi. */
  readonly level: string;
  readonly severity: string | null;
  /** Type and name of the resource; null for a policy about the whole stack. */
  readonly resource: string | null;
  readonly message: string;
}

export type SettingStatus = "awaiting console" | "acknowledged" | "contradicted" | "by gateway" | "unknown";

/** One setting as the console's form shows it. */
export interface DeclaredSetting {
  /** Its tab, device group or recipient; null if the form has no parts. */
  readonly part: string | null;
  readonly label: string;
  readonly values: readonly string[];
}

export interface SettingRecord {
  readonly title: string;
  readonly status: SettingStatus;
  /** The declared settings; null if a part is secret or cannot be read. */
  readonly declared: readonly DeclaredSetting[] | null;
  /** Email addresses among the declared settings. */
  readonly addresses: readonly string[];
  /** The page that explains them, with its address; null if none is needed. */
  readonly reference: string | null;
  readonly revision: string | null;
  /** The recorded revision with person and time; null if there is no record. */
  readonly recorded: { readonly revision: string; readonly by: string | null; readonly at: string } | null;
}

export interface ReportFinding {
  /** The verdict of the evidence. */
  readonly verdict: Finding["verdict"];
  readonly text: string;
}

export interface BlindSpot {
  readonly what: string;
  readonly why: string;
}
