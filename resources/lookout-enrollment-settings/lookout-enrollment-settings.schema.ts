import { z } from "zod";

/** Range of the days without contact after which Lookout counts a device as disconnected, and Intune therefore as
 *  noncompliant.
 *  Source: https://learn.microsoft.com/en-us/mem/intune/protect/lookout-mtd-connector-integration */
export const daysUntilDisconnectedLimits = { minimum: 1, maximum: 90 } as const;

const daysUntilDisconnectedMessage =
  `Lookout accepts whole days from ${daysUntilDisconnectedLimits.minimum} to ${daysUntilDisconnectedLimits.maximum}; ` +
  "set a value in that range";

/** Whether Lookout accepts this number of days. */
export function isDaysUntilDisconnected(days: number): boolean {
  const { minimum, maximum } = daysUntilDisconnectedLimits;
  return Number.isInteger(days) && days >= minimum && days <= maximum;
}

/** An organization's own limits, which must lie within Lookout's. */
export interface DaysLimits {
  readonly minimum: number;
  readonly maximum: number;
}

/** Whether a number of days lies within Lookout's limits and these. */
export function isWithinDays(days: number, { minimum, maximum }: DaysLimits): boolean {
  return isDaysUntilDisconnected(days) && days >= minimum && days <= maximum;
}

/** Lookout's System > Manage Enrollment > Enrollment settings. */
export const enrollmentSettingsSchema = z.strictObject({
  daysUntilDisconnected: z
    .number({ error: daysUntilDisconnectedMessage })
    .refine(isDaysUntilDisconnected, daysUntilDisconnectedMessage),
});
export type EnrollmentSettings = z.infer<typeof enrollmentSettingsSchema>;
