import { quoteName } from "pulumi-lookout-intune/internal/model/hidden-characters";
import { shellCommand } from "pulumi-lookout-intune/internal/model/shell-command";
import { readerOf, configLocations, type ConfigLocation } from "./locations";
import type { Reading } from "./reading";

type Values = Readonly<Record<string, unknown>>;

/** An object with its location in the config. */
export interface LocatedReading {
  readonly location: ConfigLocation;
  readonly reading: Reading;
}

/** A decision that only the user can make. */
export interface Decision {
  /** Path in the config. */
  readonly about: string;
  readonly found: string;
  readonly decide: string;
  /** What distinguishes several objects, a line each. */
  readonly details?: readonly string[];
}

/** An object that the config adopts. */
export interface Adoption extends LocatedReading {
  /** What the adoption changes; empty if nothing. */
  readonly changes: readonly string[];
}

/** The groups that the stack assigns everything to. */
export interface Reached {
  /** Object ids of the groups of all reached rings. */
  readonly groupIds: readonly string[];
  /** The groups among them that hold only devices. */
  readonly deviceGroupIds: readonly string[];
  /** Display name of a group by its id. */
  readonly nameOf: (groupId: string) => string;
}

/** Chooses the object to adopt for each location: the only one if adoption does not change it, or the one the user named. */
export function chooseAdoptions(
  found: readonly LocatedReading[],
  reached: Reached,
  named: readonly string[],
): { readonly adoptions: readonly Adoption[]; readonly decisions: readonly Decision[] } {
  const adoptions: Adoption[] = [];
  const decisions: Decision[] = [];
  for (const location of configLocations) {
    const here = found.filter((one) => one.location === location);
    const chosen = here.filter(({ reading }) => named.some((id) => lower(id) === lower(reading.id)));
    const [only, ...others] = chosen.length > 0 ? chosen : here;
    if (only === undefined) continue;
    if (others.length > 0) {
      decisions.push(ambiguousDecision(location, [only, ...others], reached));
      continue;
    }
    const changes = changesOf(only, reached);
    const obstacles = obstaclesOf(only, reached);
    if (obstacles.length > 0) decisions.push(blockedDecision(only, obstacles));
    else if (changes.length > 0 && chosen.length === 0) decisions.push(wouldChange(only, changes, reached));
    else adoptions.push({ ...only, changes });
  }
  return { adoptions, decisions };
}

/** Refuses ids that the user named and that nothing in the tenant has. */
export function refuseUnknownIds(found: readonly LocatedReading[], named: readonly string[]): string[] {
  const unknown = named.filter((id) => !found.some(({ reading }) => lower(id) === lower(reading.id)));
  if (unknown.length === 0) return [];
  const candidates = found.map(({ location, reading }) => `- ${titleOf(location, reading)}`);
  return [
    ...unknown.map((id) => `--adopt names ${id}, but no object that can be adopted has this id.`),
    ...(candidates.length === 0 ? ["Intune has no object that can be adopted."] : ["These can be:", ...candidates]),
  ];
}

/** Each distinct set of assigned groups. Ignores objects that are not assigned to groups only. */
export function assignedGroupSets(found: readonly LocatedReading[]): string[][] {
  const sets = found
    .filter(({ reading: { refused, assignment } }) => refused.length === 0 && isToGroupsAlone(assignment))
    .map(({ reading }) => reading.assignment.includedGroupIds.map(lower).sort());
  return [...new Map(sets.map((ids) => [ids.join(), ids])).values()];
}

/** The config sections that adopt the objects. */
export function sectionsOf(adoptions: readonly Adoption[]): Record<string, Record<string, Values>> {
  const sections: Record<string, Record<string, Values>> = {};
  for (const { location, reading } of adoptions) {
    const [section = "", platform = ""] = location.split(".");
    sections[section] = {
      ...sections[section],
      [platform]: { ...reading.config, adopt: readerOf(location).adopts(reading.id) },
    };
  }
  return sections;
}

/** What adoption would change in an object. */
export function changesOf({ reading: { written, assignment } }: LocatedReading, reached: Reached): string[] {
  const { includedGroupIds, excludedGroupIds, otherTargets } = assignment;
  const included = includedGroupIds.map(lower);
  const groupIds = reached.groupIds.map(lower);
  const names = (ids: readonly string[]) => ids.map((id) => quoteName(reached.nameOf(id))).join(" and ");
  const surplus = included.filter((id) => !groupIds.includes(id));
  const missing = groupIds.filter((id) => !included.includes(id));
  return [
    ...written.map((setting) => `${setting} would be written`),
    ...otherTargets.map((target) => `it is assigned to ${inWords(target)}, which the stack does not support`),
    ...(excludedGroupIds.length === 0
      ? []
      : [`it excludes ${names(excludedGroupIds.map(lower))}, and the stack excludes no group`]),
    ...(surplus.length === 0 ? [] : [`it is assigned to ${names(surplus)}, which is not a reached ring`]),
    ...(missing.length === 0 ? [] : [`it is not assigned to ${names(missing)}, which is a reached ring`]),
  ];
}

/** Why the stack cannot declare an object. */
function obstaclesOf({ location, reading }: LocatedReading, { deviceGroupIds, nameOf }: Reached): string[] {
  const devices = location.startsWith("compliance.") ? deviceGroupIds : [];
  return [
    ...reading.refused,
    ...devices.map(
      (id) =>
        `${quoteName(nameOf(id))} is a device group, and the threat level that a partner reports requires user groups`,
    ),
  ];
}

function ambiguousDecision(location: ConfigLocation, all: readonly LocatedReading[], reached: Reached): Decision {
  const list = all.map(({ reading }) => `${quoteName(reading.displayName)} (${reading.id})`).join(", ");
  return {
    about: location,
    found: `There is more than one ${readerOf(location).what}: ${list}. The stack manages one for each platform.`,
    decide: "Run this again with --force --adopt <id> for the one to manage. The others stay unchanged.",
    details: all.map((one) => describeCandidate(one, all, reached)),
  };
}

/** The settings in which a candidate differs from another one, and what its adoption changes. */
function describeCandidate(one: LocatedReading, all: readonly LocatedReading[], reached: Reached): string {
  const names = [...new Set(all.flatMap(({ reading }) => Object.keys(reading.config)))];
  const differing = names.filter((name) => new Set(all.map(({ reading }) => show(reading.config[name]))).size > 1);
  const settings = differing.map((name) => `${name} ${show(one.reading.config[name])}`);
  const obstacles = obstaclesOf(one, reached);
  const changes = changesOf(one, reached);
  const effect =
    obstacles.length > 0
      ? `cannot be declared unchanged: ${obstacles.join("; ")}`
      : changes.length > 0
        ? `adopting it changes: ${changes.join("; ")}`
        : "adopting it changes nothing";
  return `${quoteName(one.reading.displayName)} (${one.reading.id}): ${[...settings, effect].join("; ")}.`;
}

function show(value: unknown): string {
  return value === undefined ? "as by default" : JSON.stringify(value);
}

function blockedDecision({ location, reading }: LocatedReading, obstacles: readonly string[]): Decision {
  return {
    about: location,
    found: `${titleOf(location, reading)} cannot be declared unchanged: ${obstacles.join("; ")}.`,
    decide: "Change it in the Intune admin center and run this again, or keep it outside the stack.",
  };
}

function wouldChange({ location, reading }: LocatedReading, changes: readonly string[], reached: Reached): Decision {
  const groups = reached.groupIds.map((id) => quoteName(reached.nameOf(id))).join(" and ");
  const flags = shellCommand`--force --adopt ${reading.id}` ?? "--force --adopt <its id>";
  return {
    about: location,
    found: `Adopting ${titleOf(location, reading)} would change it: ${changes.join("; ")}.`,
    decide:
      `Adopt it anyway with ${flags}, which assigns it to ${groups} only, or change it in the Intune admin center and run ` +
      "this again, or keep it outside the stack.",
  };
}

export function titleOf(location: ConfigLocation, { displayName, id }: Pick<Reading, "displayName" | "id">): string {
  return `the ${readerOf(location).what} ${quoteName(displayName)} (${id})`;
}

function isToGroupsAlone({ includedGroupIds, excludedGroupIds, otherTargets }: Reading["assignment"]): boolean {
  return includedGroupIds.length > 0 && excludedGroupIds.length === 0 && otherTargets.length === 0;
}

/** Describes an assignment target of Graph. */
function inWords(target: string): string {
  if (target === "allLicensedUsersAssignmentTarget") return "all users";
  if (target === "allDevicesAssignmentTarget") return "all devices";
  return target;
}

function lower(id: string): string {
  return id.toLowerCase();
}
