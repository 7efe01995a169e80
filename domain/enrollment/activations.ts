import { phonePlatforms, platformOf, type LookoutRecord, type PhonePlatform } from "./records";

/** How many devices were activated in a minute. */
export interface ActivationMinute {
  /** The minute's start, ISO 8601. */
  readonly at: string;
  readonly devices: number;
}

/** Counts when the devices that are activated now were activated. Needs a number for each minute in which one was. */
export interface ActivationCounts {
  add(record: LookoutRecord): void;
  /** Oldest first. A device of which Lookout does not tell when is in none. */
  byPlatform(): Readonly<Record<PhonePlatform, readonly ActivationMinute[]>>;
}

const minuteMs = 60_000;

export function createActivationCounts(): ActivationCounts {
  const minutes: Record<PhonePlatform, Map<number, number>> = { android: new Map(), ios: new Map(), other: new Map() };
  return {
    add({ activation, activatedAt, parentGuid, platform }) {
      // A second profile is no device, and may have been activated later.
      if (activation !== "ACTIVATED" || parentGuid !== null) return;
      const minute = Math.floor(Date.parse(activatedAt ?? "") / minuteMs);
      if (Number.isNaN(minute)) return;
      const counts = minutes[platformOf(platform)];
      counts.set(minute, (counts.get(minute) ?? 0) + 1);
    },
    byPlatform: () =>
      Object.fromEntries(phonePlatforms.map((platform) => [platform, listed(minutes[platform])])) as Record<
        PhonePlatform,
        ActivationMinute[]
      >,
  };
}

function listed(counts: ReadonlyMap<number, number>): ActivationMinute[] {
  return [...counts]
    .toSorted(([a], [b]) => a - b)
    .map(([minute, devices]) => ({ at: new Date(minute * minuteMs).toISOString(), devices }));
}
