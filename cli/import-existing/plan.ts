import { readerOf, places, type Place } from "./kinds";
import type { Reading } from "./reading";

type Values = Readonly<Record<string, unknown>>;

/** An object in the words of its place in the config. */
export interface PlacedReading {
  readonly place: Place;
  readonly reading: Reading;
}

/** Something that only a person can decide. */
export interface Decision {
  /** Where in the config it matters. */
  readonly about: string;
  readonly found: string;
  readonly decide: string;
}

/** An object that the config takes over. */
export interface Adoption extends PlacedReading {
  /** What taking it over changes; empty when nothing. */
  readonly changes: readonly string[];
}

/** To whom the stack assigns everything. */
export interface Reached {
  /** Object ids of the groups of all rings that are reached. */
  readonly groupIds: readonly string[];
  /** Those of them that hold devices and no users. */
  readonly deviceGroupIds: readonly string[];
  /** Name of a group by its id, for people. */
  readonly nameOf: (groupId: string) => string;
}

/** Decides for each place which object is taken over: the only one, if that changes nothing, or the one that somebody named. */
export function chooseAdoptions(
  found: readonly PlacedReading[],
  reached: Reached,
  named: readonly string[],
): { readonly adoptions: readonly Adoption[]; readonly decisions: readonly Decision[] } {
  const adoptions: Adoption[] = [];
  const decisions: Decision[] = [];
  for (const place of places) {
    const here = found.filter((one) => one.place === place);
    const chosen = here.filter(({ reading }) => named.includes(reading.id));
    const [only, ...others] = chosen.length > 0 ? chosen : here;
    if (only === undefined) continue;
    if (others.length > 0) {
      decisions.push(severalHere(place, [only, ...others]));
      continue;
    }
    const changes = changesOf(only, reached);
    const obstacles = obstaclesOf(only, reached);
    if (obstacles.length > 0) decisions.push(cannotBe(only, obstacles));
    else if (changes.length > 0 && chosen.length === 0) decisions.push(wouldChange(only, changes, reached));
    else adoptions.push({ ...only, changes });
  }
  return { adoptions, decisions };
}

/** Each set of groups that something is assigned to, without what is not assigned to groups alone. */
export function assignedGroupSets(found: readonly PlacedReading[]): string[][] {
  const sets = found
    .filter(({ reading: { refused, assignment } }) => refused.length === 0 && isToGroupsAlone(assignment))
    .map(({ reading }) => reading.assignment.includedGroupIds.map(lower).sort());
  return [...new Map(sets.map((ids) => [ids.join(), ids])).values()];
}

/** The part of the config that takes the objects over. */
export function sectionsOf(adoptions: readonly Adoption[]): Record<string, Record<string, Values>> {
  const sections: Record<string, Record<string, Values>> = {};
  for (const { place, reading } of adoptions) {
    const [section = "", platform = ""] = place.split(".");
    sections[section] = { ...sections[section], [platform]: reading.config };
  }
  return sections;
}

/** What taking an object over would change in it. */
export function changesOf({ reading: { written, assignment } }: PlacedReading, reached: Reached): string[] {
  const { includedGroupIds, excludedGroupIds, otherTargets } = assignment;
  const included = includedGroupIds.map(lower);
  const wanted = reached.groupIds.map(lower);
  const names = (ids: readonly string[]) => ids.map((id) => `"${reached.nameOf(id)}"`).join(" and ");
  const surplus = included.filter((id) => !wanted.includes(id));
  const missing = wanted.filter((id) => !included.includes(id));
  return [
    ...written.map((setting) => `${setting} would be written`),
    ...otherTargets.map((target) => `it is assigned to ${inWords(target)}, which the stack does not do`),
    ...(excludedGroupIds.length === 0
      ? []
      : [`it excludes ${names(excludedGroupIds.map(lower))}, and the stack excludes no group`]),
    ...(surplus.length === 0 ? [] : [`it is assigned to ${names(surplus)}, no ring that is reached`]),
    ...(missing.length === 0 ? [] : [`it is not assigned to ${names(missing)}, which is reached`]),
  ];
}

/** Why the stack cannot declare an object at all. */
function obstaclesOf({ place, reading }: PlacedReading, { deviceGroupIds, nameOf }: Reached): string[] {
  const devices = place.startsWith("compliance.") ? deviceGroupIds : [];
  return [
    ...reading.refused,
    ...devices.map(
      (id) =>
        `"${nameOf(id)}" is a group of devices, and the threat level that a partner reports works for groups of users only`,
    ),
  ];
}

function severalHere(place: Place, all: readonly PlacedReading[]): Decision {
  const list = all.map(({ reading }) => `"${reading.displayName}" (${reading.id})`).join(", ");
  return {
    about: place,
    found: `There is more than one ${readerOf(place).what}: ${list}. The stack manages one for each platform.`,
    decide: "Name the one that it is to manage with --adopt <id>. The others stay as they are.",
  };
}

function cannotBe({ place, reading }: PlacedReading, obstacles: readonly string[]): Decision {
  return {
    about: place,
    found: `${titleOf(place, reading)} cannot be declared as it is: ${obstacles.join("; ")}.`,
    decide: "Change it in the Intune admin center and run this again, or leave it outside of the stack.",
  };
}

function wouldChange({ place, reading }: PlacedReading, changes: readonly string[], reached: Reached): Decision {
  const groups = reached.groupIds.map((id) => `"${reached.nameOf(id)}"`).join(" and ");
  return {
    about: place,
    found: `Taking over ${titleOf(place, reading)} would change it: ${changes.join("; ")}.`,
    decide:
      `Take it over all the same with --adopt ${reading.id}, which assigns it to ${groups} alone, or change it in the Intune admin center and run ` +
      "this again, or leave it outside of the stack.",
  };
}

export function titleOf(place: Place, { displayName, id }: Pick<Reading, "displayName" | "id">): string {
  return `the ${readerOf(place).what} "${displayName}" (${id})`;
}

function isToGroupsAlone({ includedGroupIds, excludedGroupIds, otherTargets }: Reading["assignment"]): boolean {
  return includedGroupIds.length > 0 && excludedGroupIds.length === 0 && otherTargets.length === 0;
}

/** Graph's words for those who are assigned something. */
function inWords(target: string): string {
  if (target === "allLicensedUsersAssignmentTarget") return "all users";
  if (target === "allDevicesAssignmentTarget") return "all devices";
  return target;
}

function lower(id: string): string {
  return id.toLowerCase();
}
