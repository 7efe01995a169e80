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
import { collectEnrollment, type Look } from "../enrollment/collect";
import { loadContext } from "../enrollment/context";
import { see, type LookupResult } from "../live/lookup-result";
import type { StackOptions } from "../stack/options";
import type { Values } from "../stack/state";
import type { Progress } from "../terminal/progress";
import { sum } from "./charts/breakdown";
import type { Activations, BlindSpot, DevicePicture, GroupPicture } from "./data";
import { platformTitles } from "./platforms";

/** Devices and groups as they are now, and what of them could not be seen. */
export interface Fleet {
  readonly devices: LookupResult<DevicePicture>;
  readonly groups: LookupResult<readonly GroupPicture[]>;
  readonly blindSpots: readonly BlindSpot[];
}

/** Counts Lookout's devices and how far the groups are; holds counts only, and names of nobody. `outputs` are the stack's. */
export async function collectFleet(options: StackOptions, outputs: Values, progress: Progress): Promise<Fleet> {
  const activations = { byPlatform: createActivationCounts(), byGroup: createActivationCounts() };
  const byPlatform = perPlatform(() => createDeviceCounts());
  const look = await see(async () => {
    const context = await loadContext(options);
    return collectEnrollment(context, progress, ignore, (record, group) => {
      const platform = platformOf(record.platform);
      byPlatform[platform].add(record);
      activations.byPlatform.add(record, platform);
      activations.byGroup.add(record, group ?? noGroup);
    });
  });
  if ("unseen" in look) return { devices: look, groups: look, blindSpots: [] };
  const { summary, unknown } = look.seen;
  const devices = pictureOf(look.seen, byPlatform, activations);
  const groups =
    summary.groups === null
      ? { unseen: unknown.join(" ") }
      : { seen: withReach(summary.groups, outputs.protectedRings) };
  const isTold = "unseen" in devices || "unseen" in groups;
  return { devices, groups, blindSpots: [...(isTold ? [] : unknown.map(enrollmentSpot)), ...memberSpots(summary)] };
}

/** The report names nobody, so entries of lists are not kept. */
function ignore(): void {
  return;
}

function enrollmentSpot(why: string): BlindSpot {
  return { what: "Parts of the enrollment", why };
}

function memberSpots({ members, ownersUndecided }: EnrollmentSummary): BlindSpot[] {
  if (members === null || members.hidden === 0) return [];
  const why =
    `Graph hides the names of ${members.hidden} members, so ${ownersUndecided} of Lookout's records could not be told to be theirs or not. ` +
    "Grant the application User.ReadBasic.All or a permission that shows them.";
  return [{ what: "Names of group members", why }];
}

function pictureOf(
  { summary, openThreats, unknown }: Look,
  byPlatform: Readonly<Record<PhonePlatform, DeviceCounts>>,
  activations: CountsOverTime,
): LookupResult<DevicePicture> {
  if (summary.devices === null) return { unseen: unknown.join(" ") };
  return {
    seen: {
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

/** Under which devices are counted whose owner's group is not known. No group of Entra's has an empty name. */
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

/** The groups that the rollout reached come first. Where there is no rollout, all are reached. */
function withReach(groups: NonNullable<EnrollmentSummary["groups"]>, protectedRings: unknown): GroupPicture[] {
  const reached = Array.isArray(protectedRings) ? protectedRings.length : groups.length;
  return groups.map((group, index) => ({ ...group, reached: index < reached }));
}

function perPlatform<T>(make: (platform: PhonePlatform) => T): Record<PhonePlatform, T> {
  return { android: make("android"), ios: make("ios"), other: make("other") };
}
