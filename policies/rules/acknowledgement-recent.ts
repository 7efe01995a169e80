import { isRecent } from "pulumi-lookout-intune/schemas";
import { z } from "zod";
import { acknowledgementOf, consoleTypes } from "../framework/entered-settings";
import { yaml } from "../framework/documentation";
import { resourceRule } from "../framework/rule";
import { setUpGuide } from "../framework/sources";

export const acknowledgementRecent = resourceRule({
  id: "lookout-acknowledgement-recent",
  title: "Records are renewed",
  demand: "A record that settings were entered in Lookout's console is no older than the organization allows.",
  severity: "medium",
  tags: ["lookout", "console"],
  source: setUpGuide,
  why:
    "Lookout's console has no API that shows its current settings, and its events are kept for ten days. A record of last year shows what was entered last " +
    "year.",
  fix: "Compare the console with the settings, and record the revision again with today's date.",
  bad: yaml("lookout:acknowledged:\n  connector: { revision: r-0123456789ab, by: ada, at: 2019-01-31T09:00:00Z }"),
  good: yaml(
    "lookout:acknowledged:\n  connector: { revision: r-0123456789ab, by: ada, at: <a date within maximumAgeDays> }",
  ),
  settings: z.strictObject({
    maximumAgeDays: z
      .int("maximumAgeDays must be a whole number of days, 1 or more")
      .min(1, "maximumAgeDays must be 1 or more")
      .default(365)
      .describe("Maximum number of days since the record."),
  }),
  types: consoleTypes,
  validate: ({ props, config: { maximumAgeDays }, notApplicable }, report) => {
    const acknowledgement = acknowledgementOf(props);
    if (acknowledgement === undefined) return notApplicable("nothing was recorded");
    if (isRecent(acknowledgement.at, new Date(), maximumAgeDays)) return;
    report(
      `acknowledgement.at is not a date in the last ${maximumAgeDays} days. Compare the console with the settings, and record the revision again in lookout:acknowledged.`,
    );
  },
});
