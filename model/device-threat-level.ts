import { z } from "zod";

/** Highest threat level that a Mobile Threat Defense partner may report about a device for it to pass, strictest first.
 *  Source: https://learn.microsoft.com/graph/api/resources/intune-deviceconfig-devicethreatprotectionlevel */
export const DeviceThreatLevel = {
  /** No threat at all. The Intune console calls it Secured, or Clear. */
  Secured: "secured",
  Low: "low",
  Medium: "medium",
  /** Every threat level passes: only devices without a report can fail. */
  High: "high",
} as const;
export type DeviceThreatLevel = (typeof DeviceThreatLevel)[keyof typeof DeviceThreatLevel];

const strictestFirst: readonly DeviceThreatLevel[] = Object.values(DeviceThreatLevel);

export const deviceThreatLevelSchema = z.enum(DeviceThreatLevel, {
  error: "the threat level is secured, low, medium or high, from strict to lenient; choose one",
});

/** Whether a level lets no more threats pass than another. */
export function isAtLeastAsStrict(level: DeviceThreatLevel, than: DeviceThreatLevel): boolean {
  return strictestFirst.indexOf(level) <= strictestFirst.indexOf(than);
}
