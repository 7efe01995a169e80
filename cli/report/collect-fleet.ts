import {
  createActivationCounts,
  type ActivationCounts,
} from "pulumi-lookout-intune/internal/model/enrollment/activations";
import {
  createDeviceCounts,
  type CountsByState,
  type DeviceCounts,
} from "pulumi-lookout-intune/internal/model/enrollment/device-counts";
import type { EnrollmentSummary } from "pulumi-lookout-intune/internal/model/enrollment/join";
import {
  phonePlatforms,
  platformOf,
  type PhonePlatform,
} from "pulumi-lookout-intune/internal/model/enrollment/records";
import { collectEnrollment, type EnrollmentObservation } from "../enrollment/collect-enrollment";
import { loadContext } from "../enrollment/enrollment-context";
import { lookUp, type LookupResult } from "../live/lookup-result";
import type { StackOptions } from "../stack/stack-options";
import type { Values } from "../stack/stack-state";
import type { Progress } from "../terminal/progress";
import { sum } from "./charts/breakdown";
import type { Activations, BlindSpot, DeviceOverview, GroupOverview } from "./data";
import { platformTitles } from "./wording";

/** Current devices and groups, and what could not be read. */
export interface Fleet {
  readonly devices: LookupResult<DeviceOverview>;
  readonly groups: LookupResult<readonly GroupOverview[]>;
  readonly blindSpots: readonly BlindSpot[];
}

/** Counts Lookout's devices and the progress of the groups. Keeps counts only, no names. `outputs` are the stack's. */
export async function collectFleet(options: StackOptions, outputs: Values, progress: Progress): Promise<Fleet> {
  const activations = { byPlatform: createActivationCounts(), byGroup: createActivationCounts() };
  const byPlatform = perPlatform(() => createDeviceCounts());
  const lookup = await lookUp(async () => {
    const context = await loadContext(options);
    return collectEnrollment(context, progress, ignore, (record, group) => {
      const platform = platformOf(record.platform);
      byPlatform[platform].add(record);
      activations.byPlatform.add(record, platform);
      activations.byGroup.add(record, group ?? noGroup);
    });
  });
  if ("failure" in lookup) return { devices: lookup, groups: lookup, blindSpots: [] };
  const { summary, unknown } = lookup.value;
  const devices = overviewOf(lookup.value, byPlatform, activations);
  const groups =
    summary.groups === null
      ? { failure: unknown.join(" ") }
      : { value: withReach(summary.groups, outputs.protectedRings) };
  const isReported = "failure" in devices || "failure" in groups;
  return {
    devices,
    groups,
    blindSpots: [...(isReported ? [] : unknown.map(enrollmentBlindSpot)), ...memberBlindSpots(summary)],
  };
}

/** Drops list entries, because the report shows no names. */
function ignore(): void {
  return;
}

function enrollmentBlindSpot(why: string): BlindSpot {
  return { what: "Parts of the enrollment", why };
}

function memberBlindSpots({ members, ownersUndecided }: EnrollmentSummary): BlindSpot[] {
  if (members === null || members.hidden === 0) return [];
  const why =
    `Graph hides the names of ${members.hidden} members, so ${ownersUndecided} of Lookout's records could not be matched. ` +
    "Grant the application User.ReadBasic.All or a permission that shows them.";
  return [{ what: "Names of group members", why }];
}

function overviewOf(
  { summary, openThreats, unknown }: EnrollmentObservation,
  byPlatform: Readonly<Record<PhonePlatform, DeviceCounts>>,
  activations: CountsOverTime,
): LookupResult<DeviceOverview> {
  if (summary.devices === null) return { failure: unknown.join(" ") };
  return {
    value: {
      states: summary.devices,
      threats: perPlatform((platform) => byPlatform[platform].bySecurityLevel()),
      openThreats,
      activations: activationsOf(summary, summary.devices, activations),
      lists: summary.lists,
    },
  };
}

interface CountsOverTime {
  readonly byPlatform: ActivationCounts;
  readonly byGroup: ActivationCounts;
}

/** Key for devices whose owner's group is unknown. No Entra group has an empty name. */
const noGroup = "";

function activationsOf(
  { groups }: EnrollmentSummary,
  { active, disconnected }: CountsByState,
  counts: CountsOverTime,
): Activations {
  const byPlatform = phonePlatforms.map((platform) => ({
    title: platformTitles[platform],
    steps: counts.byPlatform.of(platform),
  }));
  const names = groups === null || groups.length < 2 ? [] : groups.map(({ group }) => group);
  const byGroup = [...names, noGroup].map((name) => ({
    title: name === noGroup ? "No group known" : name,
    steps: counts.byGroup.of(name),
  }));
  const activated = sum([...Object.values(active), ...Object.values(disconnected)]);
  const timed = sum(byPlatform.flatMap(({ steps }) => steps.map(({ devices }) => devices)));
  return {
    byPlatform: byPlatform.filter(({ steps }) => steps.length > 0),
    byGroup:
      names.length === 0 ? null : byGroup.filter(({ title, steps }) => names.includes(title) || steps.length > 0),
    withoutTime: Math.max(0, activated - timed),
  };
}

/** Marks the groups that the rollout has reached. Without a rollout all groups are reached. */
function withReach(groups: NonNullable<EnrollmentSummary["groups"]>, protectedRings: unknown): GroupOverview[] {
  const reached = Array.isArray(protectedRings) ? protectedRings.length : groups.length;
  return groups.map((group, index) => ({ ...group, reached: index < reached }));
}

function perPlatform<T>(make: (platform: PhonePlatform) => T): Record<PhonePlatform, T> {
  return { android: make("android"), ios: make("ios"), other: make("other") };
}
