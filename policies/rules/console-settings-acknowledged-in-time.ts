import { isRecent } from "pulumi-lookout-intune/schemas";
import { z } from "zod";
import { enteredByPerson, fixPending, pendingSinceOf } from "../framework/entered-settings";
import { yaml } from "../framework/documentation";
import { stackRule } from "../framework/rule";
import { setUpGuide } from "../framework/sources";
import { textOf } from "../framework/input-values";
import { hasSecretInputs } from "../framework/hidden-inputs";

export const consoleSettingsAcknowledgedInTime = stackRule({
  id: "lookout-console-settings-acknowledged-in-time",
  title: "Settings are entered in time",
  demand:
    "No settings wait longer than the organization allows for a person to enter them in Lookout's console and record them.",
  severity: "high",
  tags: ["lookout", "console"],
  source: setUpGuide,
  why:
    "A new revision must be declared before anybody can enter it, so it is reported as waiting and not refused. If it waits for weeks, it was forgotten: reviewers " +
    "see settings that Lookout does not have.",
  fix: fixPending,
  bad: yaml("# a revision that has been pending for five weeks, with maximumPendingDays: 30\nlookout:mode: console"),
  good: yaml(
    "lookout:mode: console\nlookout:acknowledged:\n  connector: { revision: r-0123456789ab, by: ada, at: 2026-01-31T09:00:00Z }",
  ),
  settings: z.strictObject({
    maximumPendingDays: z
      .int("maximumPendingDays must be a whole number of days, 1 or more")
      .min(1, "maximumPendingDays must be 1 or more")
      .default(30)
      .describe("Maximum number of days for which a revision may wait, by the resource's output pendingSince."),
  }),
  validate: ({ resources, config: { maximumPendingDays }, notApplicable }, report) => {
    const entered = enteredByPerson(resources);
    if (entered.length === 0) return notApplicable("no person enters settings");
    for (const { resource } of entered) {
      const since = pendingSinceOf(resource.props);
      if (since === undefined || isRecent(since, new Date(), maximumPendingDays)) continue;
      const revision = hasSecretInputs(resource.props)
        ? "a revision with secret settings"
        : (textOf(resource.props.revision) ?? "a version of these settings");
      report(
        `${revision} has been waiting since ${since} to be entered in Lookout's console and recorded, but at most ${maximumPendingDays} days are allowed. ${fixPending}`,
        resource.urn,
      );
    }
  },
});
