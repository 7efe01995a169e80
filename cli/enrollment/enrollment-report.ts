import type { EnrollmentSummary } from "pulumi-lookout-intune/internal/model/enrollment/join";
import {
  enrollmentListNames,
  enrollmentLists,
  type EnrollmentEntry,
  type EnrollmentListName,
} from "pulumi-lookout-intune/internal/model/enrollment/lists";
import {
  enrollmentStates,
  phonePlatforms,
  securityLevels,
} from "pulumi-lookout-intune/internal/model/enrollment/records";
import type { Color } from "../terminal/paint";
import { formatTable, type Cell, type Column, type Surface } from "../terminal/table";
import { formatAge, wrap } from "../terminal/text";
import type { EnrollmentObservation } from "./collect-enrollment";
import type { OldestEntries } from "./oldest-entries";

/** Lists of devices that are in progress. */
const inProgressLists: readonly EnrollmentListName[] = ["pending", "not-enrolled", "no-phone"];

/** How many phones of the groups Lookout has: "480 of 500 phones enrolled". Empty if unknown. */
export function logProgress({ groups }: EnrollmentSummary): string {
  if (groups === null || groups.some(({ enrolled }) => enrolled === null)) return "";
  const sum = (numbers: readonly (number | null)[]) => numbers.reduce<number>((all, one) => all + (one ?? 0), 0);
  const enrolled = sum(groups.map((group) => group.enrolled));
  return `${number(enrolled)} of ${number(sum(groups.map(({ phones }) => phones)))} phones enrolled`;
}

/** Formats the counts, and what could not be read. */
export function formatCounts(observation: EnrollmentObservation, surface: Surface): string {
  const { summary, openThreats } = observation;
  const parts = [
    deviceTable(summary, surface),
    groupTable(summary, surface),
    threatLines(summary, openThreats),
    managedLines(summary),
    listTable(summary, surface),
    notes(observation, surface),
  ];
  return parts.filter((part) => part !== "").join("\n");
}

/** Formats each list with its oldest entries. `now` is in ms since 1970. */
export function formatLists(
  { summary }: EnrollmentObservation,
  oldestEntries: OldestEntries,
  surface: Surface,
  now: number,
): string {
  return enrollmentListNames
    .filter((list) => (summary.lists[list] ?? 0) > 0)
    .map((list) => {
      const { title, meaning, fix } = enrollmentLists[list];
      const shown = oldestEntries.of(list);
      const more = (summary.lists[list] ?? 0) - shown.length;
      const head = [`${title}: ${meaning}.`, `To do: ${fix}`].flatMap((text) => wrap(text, surface.width));
      const heading = [surface.paint("bold", head[0] ?? ""), ...head.slice(1)].map((line) => `${line}\n`).join("");
      const rest =
        more > 0 ? `${number(more)} more; --csv <file> writes all of them, --limit <number> shows more.\n` : "";
      return (
        heading +
        formatTable(
          entryColumns,
          shown.map((entry) => rowOf(entry, now)),
          surface,
        ) +
        rest
      );
    })
    .join("\n");
}

function deviceTable({ devices, records }: EnrollmentSummary, surface: Surface): string {
  if (devices === null) return "";
  const platforms = phonePlatforms.filter((platform) => platform !== "other" || sumOf(devices, [platform]) > 0);
  const states = enrollmentStates.filter((state) => state !== "unknown" || sumOf({ state: devices[state] }) > 0);
  const rows = states.map((state) => [
    state,
    ...platforms.map((platform) => number(devices[state][platform])),
    number(sumOf({ state: devices[state] })),
  ]);
  const all = ["all", ...platforms.map((platform) => number(sumOf(devices, [platform]))), number(sumOf(devices))].map(
    (text): Cell => ({ text, color: "bold" }),
  );
  const columns: Column[] = [
    { heading: "Devices in Lookout" },
    ...platforms.map((platform): Column => ({ heading: platformNames[platform], align: "right" })),
    { heading: "All", align: "right" },
  ];
  const profiles = (records ?? 0) - sumOf(devices);
  const note =
    profiles > 0
      ? `With ${number(profiles)} second profiles that is ${number(records ?? 0)} records in Lookout.\n`
      : "";
  return formatTable(columns, [...rows, all], surface) + note;
}

function sumOf(
  counts: Readonly<Record<string, Readonly<Record<string, number>>>>,
  platforms: readonly string[] = phonePlatforms,
): number {
  return Object.values(counts).reduce(
    (sum, byPlatform) => sum + platforms.reduce((part, platform) => part + (byPlatform[platform] ?? 0), 0),
    0,
  );
}

function groupTable({ groups }: EnrollmentSummary, surface: Surface): string {
  if (groups === null) return "";
  const columns: Column[] = [
    { heading: "Enrollment group", wraps: true },
    { heading: "People", align: "right" },
    { heading: "Phones in Intune", align: "right" },
    { heading: "Enrolled", align: "right" },
  ];
  const rows = groups.map(({ group, people, phones, enrolled }) => [
    group,
    number(people),
    number(phones),
    number(enrolled),
  ]);
  return formatTable(columns, rows, surface);
}

function threatLines(
  { securityLevels: levels }: EnrollmentSummary,
  openThreats: EnrollmentObservation["openThreats"],
): string {
  if (levels === null) return "";
  const devices = securityLevels
    .toReversed()
    .flatMap((level) => (levels[level] > 0 ? `${level} ${number(levels[level])}` : []));
  const threats = Object.entries(openThreats ?? {}).map(([risk, count]) => `${risk.toLowerCase()} ${number(count)}`);
  return (
    `Devices by the worst threat on them: ${devices.join(", ") || "none"}\n` +
    `Open threats by risk: ${threats.join(", ") || "none"}\n`
  );
}

function managedLines({ managedPhones, partnerStates }: EnrollmentSummary): string {
  if (managedPhones === null) return "";
  const states = Object.entries(partnerStates ?? {}).filter(([state]) => state !== "unknown");
  const counts = states.map(([state, count]) => `${state} ${number(count)}`).join(", ");
  return (
    `Phones that Intune manages: ${number(managedPhones.android)} Android, ${number(managedPhones.ios)} iOS\n` +
    `Partner-reported threat state in Intune: ${counts || "none (Microsoft does not document whether Lookout sets it)"}\n`
  );
}

function listTable({ lists }: EnrollmentSummary, surface: Surface): string {
  const columns: Column[] = [
    { heading: "List" },
    { heading: "Entries", align: "right" },
    { heading: "What it means", wraps: true },
  ];
  const rows = enrollmentListNames.map((list): Cell[] => {
    const count = lists[list];
    const text = number(count);
    return [enrollmentLists[list].title, { text, color: colorOf(list, count) }, enrollmentLists[list].meaning];
  });
  return formatTable(columns, rows, surface);
}

function colorOf(list: EnrollmentListName, count: number | null): Color {
  if (count === null) return "dim";
  if (count === 0) return "green";
  return inProgressLists.includes(list) ? "yellow" : "red";
}

function notes({ summary, unknown }: EnrollmentObservation, { width }: Surface): string {
  const { members, ownersUndecided } = summary;
  const { hidden = 0, nested = 0 } = members ?? {};
  const lines = [
    ...unknown,
    ...(hidden > 0
      ? [
          `Graph hides the names of ${number(hidden)} members, so only their phones in Intune identify them; ${number(ownersUndecided)} records could belong to them. Grant User.Read.All.`,
        ]
      : []),
    ...(nested > 0
      ? [
          `${number(nested)} people are members through nested groups only. Lookout does not document whether it reads nested groups: add them to the group itself if their phones do not appear.`,
        ]
      : []),
  ];
  return lines
    .flatMap((line) => wrap(`Note: ${line}`, width))
    .map((line) => `${line}\n`)
    .join("");
}

const platformNames = { android: "Android", ios: "iOS", other: "Other" } as const;
const entryColumns: readonly Column[] = [
  { heading: "Owner" },
  { heading: "Platform" },
  { heading: "Device", wraps: true },
  { heading: "Group", wraps: true },
  { heading: "Time", wraps: true },
];

function rowOf(entry: EnrollmentEntry, now: number): Cell[] {
  const { owner, platform, profile, device, lookoutId, intuneId, group, since, sinceWhen } = entry;
  const kind = platform === null ? "" : platformNames[platform];
  return [
    owner ?? "",
    profile === null ? kind : `${kind} ${profile.toLowerCase()}`,
    device ?? lookoutId ?? intuneId ?? "",
    group ?? "",
    since === null ? "not known" : `${sinceWhen ?? ""} ${formatAge(since, now)}, ${since}`,
  ];
}

/** Null means unknown. */
function number(count: number | null): string {
  return count === null ? "unknown" : count.toLocaleString("en");
}
