import type { LookoutRecord } from "./records";

/** How many devices were activated in a minute. */
export interface ActivationMinute {
  /** The minute's start, ISO 8601. */
  readonly at: string;
  readonly devices: number;
}

/** Counts when the devices that are activated now were activated, by a key such as their platform. Needs a number for each
 *  minute in which one was. */
export interface ActivationCounts {
  add(record: LookoutRecord, key: string): void;
  /** Oldest first. A device of which Lookout does not tell when is in none. */
  of(key: string): readonly ActivationMinute[];
}

const minuteMs = 60_000;

export function createActivationCounts(): ActivationCounts {
  const minutes = new Map<string, Map<number, number>>();
  return {
    add({ activation, activatedAt, parentGuid }, key) {
      // A second profile is no device, and may have been activated later.
      if (activation !== "ACTIVATED" || parentGuid !== null) return;
      const minute = Math.floor(Date.parse(activatedAt ?? "") / minuteMs);
      if (Number.isNaN(minute)) return;
      const counts = minutes.get(key) ?? new Map<number, number>();
      counts.set(minute, (counts.get(minute) ?? 0) + 1);
      minutes.set(key, counts);
    },
    of: (key) =>
      [...(minutes.get(key) ?? [])]
        .toSorted(([a], [b]) => a - b)
        .map(([minute, devices]) => ({ at: new Date(minute * minuteMs).toISOString(), devices })),
  };
}
