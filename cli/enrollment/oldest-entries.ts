import {
  enrollmentListNames,
  type EnrollmentEntry,
  type EnrollmentListName,
} from "pulumi-lookout-intune/internal/model/enrollment/lists";

/** Keeps the oldest entries of each list, so that memory use depends on the shown lines only. */
export interface OldestEntries {
  add(entry: EnrollmentEntry): void;
  /** Oldest first, entries without a time last. */
  of(list: EnrollmentListName): readonly EnrollmentEntry[];
}

export function createOldestEntries(longest: number): OldestEntries {
  const lists = Object.fromEntries(enrollmentListNames.map((name) => [name, []])) as unknown as Record<
    EnrollmentListName,
    EnrollmentEntry[]
  >;
  return {
    add(entry) {
      const list = lists[entry.list];
      const last = list.at(-1);
      if (list.length >= longest && (last === undefined || !isOlder(entry, last))) return;
      const at = list.findIndex((other) => isOlder(entry, other));
      list.splice(at === -1 ? list.length : at, 0, entry);
      if (list.length > longest) list.pop();
    },
    of: (list) => lists[list],
  };
}

function isOlder(a: EnrollmentEntry, b: EnrollmentEntry): boolean {
  return ageKey(a) < ageKey(b);
}

function ageKey({ since }: EnrollmentEntry): number {
  const time = Date.parse(since ?? "");
  return Number.isNaN(time) ? Infinity : time;
}
