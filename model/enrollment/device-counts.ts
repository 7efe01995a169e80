import { createIdTable } from "./id-table";
import {
  enrollmentStates,
  phonePlatforms,
  platformOf,
  stateOf,
  securityLevelOf,
  securityLevels,
  type EnrollmentState,
  type LookoutRecord,
  type PhonePlatform,
  type SecurityLevel,
} from "./records";

export type CountsByState = Readonly<Record<EnrollmentState, Readonly<Record<PhonePlatform, number>>>>;

/** Counts devices instead of records: an Android device with two profiles has two records, which arrive in any order.
 *  The device has the state of its main record and the worse security level of its profiles. */
export interface DeviceCounts {
  /** Adds a record. Returns false if the record was counted before. */
  add(record: LookoutRecord): boolean;
  /** Number of records; each profile counts. */
  readonly records: number;
  byState(): CountsByState;
  /** Devices that are or were protected, by their worst threat level. */
  bySecurityLevel(): Readonly<Record<SecurityLevel, number>>;
}

/** What is kept per device, packed into one number. */
interface Known {
  readonly platform: number;
  readonly state: number;
  readonly level: number;
  /** 1 once the record with this guid arrived. */
  readonly came: number;
}

const states = enrollmentStates.length;
/** Levels, as kept. `none` is for devices that cannot have been scanned. `unknown` outweighs `secure`. */
const keptLevels = ["none", "secure", "unknown", "low", "medium", "high"] as const satisfies readonly (
  SecurityLevel | "none"
)[];

export function createDeviceCounts(): DeviceCounts {
  const devices = createIdTable();
  const stateCounts = new Uint32Array(phonePlatforms.length * states);
  const levelCounts = new Uint32Array(keptLevels.length);
  let records = 0;

  function count({ platform, state, level }: Known, by: 1 | -1): void {
    const index = platform * states + state;
    stateCounts[index] = (stateCounts[index] ?? 0) + by;
    levelCounts[level] = (levelCounts[level] ?? 0) + by;
  }

  function merge(guid: string, change: (known: Known | undefined) => Known): void {
    const packed = devices.get(guid);
    const before = packed === undefined ? undefined : unpack(packed);
    const after = change(before);
    if (before !== undefined && isDevice(before)) count(before, -1);
    if (isDevice(after)) count(after, 1);
    devices.set(guid, pack(after));
  }

  return {
    add(record) {
      const packed = devices.get(record.guid);
      if (packed !== undefined && unpack(packed).came === 1) return false;
      records += 1;
      const isProfile = record.parentGuid !== null && record.parentGuid.toLowerCase() !== record.guid.toLowerCase();
      const found = described(record);
      if (!isProfile) {
        merge(record.guid, (known) => ({ ...found, level: Math.max(found.level, known?.level ?? 0), came: 1 }));
        return true;
      }
      merge(record.guid, () => ({ ...secondProfile, came: 1 }));
      merge(record.parentGuid, (known) =>
        known === undefined || !isDevice(known)
          ? { ...found, came: known?.came ?? 0 }
          : { ...known, level: Math.max(found.level, known.level) },
      );
      return true;
    },
    get records() {
      return records;
    },
    byState: () =>
      recordOf(enrollmentStates, (_state, index) =>
        recordOf(phonePlatforms, (_platform, platform) => stateCounts[platform * states + index] ?? 0),
      ),
    bySecurityLevel: () => recordOf(securityLevels, (level) => levelCounts[keptLevels.indexOf(level)] ?? 0),
  };
}

/** The record of a second profile: its guid is known, but it counts as no device. */
const secondProfile = { platform: 3, state: 0, level: 0 } as const;

function isDevice({ platform }: Known): boolean {
  return platform !== secondProfile.platform;
}

function described(record: LookoutRecord): Omit<Known, "came"> {
  return {
    platform: phonePlatforms.indexOf(platformOf(record.platform)),
    state: enrollmentStates.indexOf(stateOf(record)),
    // A phone that was never activated, or no longer is, cannot have been scanned.
    level: record.activation === "ACTIVATED" ? keptLevels.indexOf(securityLevelOf(record.security)) : 0,
  };
}

function pack({ platform, state, level, came }: Known): number {
  return platform | (state << 2) | (level << 5) | (came << 8);
}

function unpack(packed: number): Known {
  return {
    platform: packed & 3,
    state: (packed >> 2) & 7,
    level: (packed >> 5) & 7,
    came: (packed >> 8) & 1,
  };
}

function recordOf<K extends string, V>(keys: readonly K[], value: (key: K, index: number) => V): Record<K, V> {
  return Object.fromEntries(keys.map((key, index) => [key, value(key, index)])) as Record<K, V>;
}
