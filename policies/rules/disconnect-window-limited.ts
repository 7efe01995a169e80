import { daysUntilDisconnectedLimits, dynamicTypes, isWithinDays } from "pulumi-lookout-intune/schemas";
import { z } from "zod";
import { yaml } from "../framework/documentation";
import { resourceRule } from "../framework/rule";
import { setUpGuide } from "../framework/sources";

const { minimum, maximum } = daysUntilDisconnectedLimits;
const days = (which: string) => {
  const message = `${which} must be a whole number of days within Lookout's limits, ${minimum} to ${maximum}`;
  return z.int(message).min(minimum, message).max(maximum, message);
};

const settings = z
  .strictObject({
    minimumDays: days("minimumDays").default(minimum).describe("Minimum number of days. Default: Lookout's minimum."),
    maximumDays: days("maximumDays").default(maximum).describe("Maximum number of days. Default: Lookout's maximum."),
  })
  .refine(({ minimumDays, maximumDays }) => minimumDays <= maximumDays, {
    path: ["maximumDays"],
    error: "the lower limit is greater than the upper limit, so no number of days is allowed",
  });

/** The resource enforces Lookout's limits. This rule enforces an organization's tighter limits. */
export const disconnectWindowLimited = resourceRule({
  id: "lookout-disconnect-window-limited",
  title: "Disconnect window within limits",
  demand: "The number of days until a device counts as disconnected is within the organization's limits.",
  severity: "high",
  tags: ["lookout", "enrollment"],
  source: setUpGuide,
  why:
    "A device that stays silent for longer than this window counts as disconnected, and so as not compliant. A long window lets a device whose " +
    "app was removed keep access to company data; a window of a day or two blocks healthy devices that were only switched off.",
  fix: "Set daysUntilDisconnected to a number of days within the limits that the message names.",
  bad: yaml("lookout-intune:enrollmentSettings:\n  daysUntilDisconnected: 90   # with maximumDays: 30"),
  good: yaml("lookout-intune:enrollmentSettings:\n  daysUntilDisconnected: 14"),
  settings,
  types: [dynamicTypes.LookoutEnrollmentSettings],
  validate: ({ props, config }, report) => {
    const days = props.daysUntilDisconnected;
    const limits = { minimum: config.minimumDays, maximum: config.maximumDays };
    if (typeof days === "number" && isWithinDays(days, limits)) return;
    report(
      `daysUntilDisconnected ${describe(days)}, but ${limits.minimum} to ${limits.maximum} days are allowed here. ` +
        "Set lookout-intune:enrollmentSettings.daysUntilDisconnected to a whole number in that range.",
    );
  },
});

/** Does not repeat anything but a number: the value could be a secret that was put there by mistake. */
function describe(days: unknown): string {
  if (days === undefined || days === null) return "is not set";
  return typeof days === "number" ? `is ${days}` : "is not a number";
}
