import type { LookoutRecord } from "./records";

/** The number of devices activated in one minute. */
export interface ActivationMinute {
  /** Start of the minute, ISO 8601. */
  readonly at: string;
  readonly devices: number;
}

/** Counts the activation times of all activated devices, by a key such as the platform. Memory: one number per minute
 *  with an activation. */
export interface ActivationCounts {
  add(record: LookoutRecord, key: string): void;
  /** Oldest first. Devices without an activation time in Lookout are not counted. */
  of(key: string): readonly ActivationMinute[];
}

const minuteMs = 60_000;

export function createActivationCounts(): ActivationCounts {
  const minutes = new Map<string, Map<number, number>>();
  return {
    add({ activation, activatedAt, parentGuid }, key) {
      // A second profile is not a device of its own, and may have been activated later.
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
