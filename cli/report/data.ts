import type { Finding } from "pulumi-lookout-intune/internal/console/evidence/evaluate";
import type { CountsByState } from "pulumi-lookout-intune/internal/model/enrollment/device-counts";
import type { GroupProgress } from "pulumi-lookout-intune/internal/model/enrollment/join";
import type { EnrollmentListName } from "pulumi-lookout-intune/internal/model/enrollment/lists";
import type { PhonePlatform, SecurityLevel } from "pulumi-lookout-intune/internal/model/enrollment/records";
import type { LookupResult } from "../live/lookup-result";
import type { Step } from "../status/step";

/** All that the report shows, as plain values: what draws it reads nothing else. Times are ISO 8601. */
export interface ReportData {
  readonly made: Made;
  /** The steps of the integration, in the order in which they are taken. */
  readonly steps: readonly Step[];
  readonly devices: LookupResult<DevicePicture>;
  /** The enrollment groups, in the order of the rollout. */
  readonly groups: LookupResult<readonly GroupPicture[]>;
  readonly policies: LookupResult<PolicyPicture>;
  /** Lookout's settings that a person enters in its console, or a gateway does. */
  readonly settings: readonly SettingRecord[];
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
  readonly stack: string;
  /** Directory id of the Entra tenant; null when nothing tells. */
  readonly tenantId: string | null;
}

/** Lookout's devices, counted: an Android device with two profiles once. */
export interface DevicePicture {
  readonly states: CountsByState;
  /** Of activated devices, by the worst threat on them. */
  readonly threats: Readonly<Record<PhonePlatform, Readonly<Record<SecurityLevel, number>>>>;
  /** By the risk that Lookout gives them, in its words; null where they were not read. */
  readonly openThreats: Readonly<Record<string, number>> | null;
  readonly activations: Activations;
  /** What somebody has to look after; null where it cannot be known. */
  readonly lists: Readonly<Record<EnrollmentListName, number | null>>;
}

/** When the devices that are activated now were activated. */
export interface Activations {
  readonly byPlatform: readonly ActivationSeries[];
  /** Null where there is one group, or none is known. */
  readonly byGroup: readonly ActivationSeries[] | null;
  /** Activated devices of which Lookout does not tell when. */
  readonly withoutTime: number;
}

export interface ActivationSeries {
  readonly title: string;
  /** Oldest first. */
  readonly steps: readonly { readonly at: string; readonly devices: number }[];
}

/** An enrollment group: how far its members are, and whether the rollout has reached it. */
export interface GroupPicture extends GroupProgress {
  readonly reached: boolean;
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
  /** How many resources each policy found to be fine; empty where the run does not tell. */
  readonly passed: Readonly<Record<string, number>>;
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

/** One setting, as the console's form shows it. */
export interface DeclaredSetting {
  /** The tab, device group or recipient that it belongs to; null where the form has no parts. */
  readonly part: string | null;
  readonly label: string;
  readonly values: readonly string[];
}

export interface SettingRecord {
  readonly title: string;
  readonly status: SettingStatus;
  /** What the stack declares; null where a part of it is a secret or cannot be read. */
  readonly declared: readonly DeclaredSetting[] | null;
  /** E-mail addresses among them. */
  readonly addresses: readonly string[];
  /** The page that explains them, with its address; null where the form says enough. */
  readonly reference: string | null;
  readonly revision: string | null;
  /** The revision that a person recorded, who and when; null when nobody did. */
  readonly recorded: { readonly revision: string; readonly by: string | null; readonly at: string } | null;
}

export interface ReportFinding {
  /** As evidence has it. */
  readonly verdict: Finding["verdict"];
  readonly text: string;
}

export interface BlindSpot {
  readonly what: string;
  readonly why: string;
}
