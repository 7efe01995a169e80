import { isRecent } from "pulumi-lookout-intune/schemas";
import { z } from "zod";
import { enteredByPerson, fixPending, pendingSinceOf } from "../framework/entered-settings";
import { yaml } from "../framework/documentation";
import { stackRule } from "../framework/rule";
import { setUpGuide } from "../framework/sources";
import { textOf } from "../framework/input-values";

export const consoleSettingsAcknowledgedInTime = stackRule({
  id: "lookout-console-settings-acknowledged-in-time",
  title: "Settings are entered in time",
  demand:
    "No set of settings that a person enters in Lookout's console waits for longer than the organization allows to be entered and recorded.",
  severity: "high",
  tags: ["lookout", "console"],
  source: setUpGuide,
  why:
    "A new revision has to be declared before anybody can enter it, so it is told as waiting and not refused. One that waits for weeks was forgotten: reviewers " +
    "read settings that Lookout does not have.",
  fix: fixPending,
  bad: yaml("# a revision that up asked for five weeks ago, with maximumPendingDays: 30\nlookout:mode: console"),
  good: yaml(
    "lookout:mode: console\nlookout:acknowledged:\n  connector: { revision: r-0123456789ab, by: ada, at: 2026-01-31T09:00:00Z }",
  ),
  settings: z.strictObject({
    maximumPendingDays: z
      .int("maximumPendingDays is a whole number of days, 1 or more")
      .min(1, "maximumPendingDays is 1 or more")
      .default(30)
      .describe("Most days for which a revision may wait, by the resource's output pendingSince."),
  }),
  validate: ({ resources, config: { maximumPendingDays }, notApplicable }, report) => {
    const entered = enteredByPerson(resources);
    if (entered.length === 0) return notApplicable("no person enters settings");
    for (const { resource } of entered) {
      const since = pendingSinceOf(resource.props);
      if (since === undefined || isRecent(since, new Date(), maximumPendingDays)) continue;
      const revision = textOf(resource.props.revision) ?? "a version of these settings";
      report(
        `${revision} waits since ${since} to be entered in Lookout's console and recorded, and ${maximumPendingDays} days are allowed. ${fixPending}`,
        resource.urn,
      );
    }
  },
});
