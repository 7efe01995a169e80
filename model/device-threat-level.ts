import { z } from "zod";

/** Highest threat level that a device may have to pass, as a Mobile Threat Defense partner reports it; strictest
 *  first.
 *  Source: https://learn.microsoft.com/graph/api/resources/intune-deviceconfig-devicethreatprotectionlevel */
export const DeviceThreatLevel = {
  /** No threats. The Intune admin center calls it Secured or Clear. */
  Secured: "secured",
  Low: "low",
  Medium: "medium",
  /** Every threat level passes; only devices without a report can fail. */
  High: "high",
} as const;
export type DeviceThreatLevel = (typeof DeviceThreatLevel)[keyof typeof DeviceThreatLevel];

const strictestFirst: readonly DeviceThreatLevel[] = Object.values(DeviceThreatLevel);

export const deviceThreatLevelSchema = z.enum(DeviceThreatLevel, {
  error: "the threat level must be secured, low, medium or high (from strict to lenient)",
});

export function isDeviceThreatLevel(value: unknown): value is DeviceThreatLevel {
  return strictestFirst.some((level) => level === value);
}

/** Whether `level` allows at most the threats that `than` allows. A value that is no threat level does not. */
export function isAtLeastAsStrict(level: unknown, than: DeviceThreatLevel): boolean {
  return isDeviceThreatLevel(level) && strictestFirst.indexOf(level) <= strictestFirst.indexOf(than);
}

/** The levels that allow fewer threats, strictest first. */
export function stricterLevels(than: DeviceThreatLevel): readonly DeviceThreatLevel[] {
  return strictestFirst.slice(0, strictestFirst.indexOf(than));
}
