import { acknowledges, consoleRevisionOf } from "pulumi-lookout-intune/schemas";
import { acknowledgementOf, enteredByPerson, fixPending, describeSince } from "../framework/entered-settings";
import { yaml } from "../framework/documentation";
import { stackRule } from "../framework/rule";
import { setUpGuide } from "../framework/sources";
import { evaluateEach } from "../framework/unknown-readings";
import { hasSecretInputs } from "../framework/hidden-inputs";

export const consoleSettingsAcknowledged = stackRule({
  id: "lookout-console-settings-acknowledged",
  title: "Settings are entered and recorded",
  demand: "All settings that a person enters in Lookout's console are recorded as entered, in their current revision.",
  severity: "medium",
  level: "advisory",
  tags: ["lookout", "console"],
  source: setUpGuide,
  why:
    "In console mode nothing is sent to Lookout. Until somebody enters the settings and records the revision, Lookout uses whatever the console contains. A " +
    "revision can be recorded only after it was declared, so a new revision is reported as pending, not as missing. " +
    "lookout-console-settings-acknowledged-in-time refuses a revision that is pending for too long.",
  fix: fixPending,
  bad: yaml("lookout:mode: console\n# and no lookout:acknowledged"),
  good: yaml(
    "lookout:mode: console\nlookout:acknowledged:\n  connector: { revision: r-0123456789ab, by: ada, at: 2026-01-31T09:00:00Z }",
  ),
  validate: ({ resources, notApplicable }, report) => {
    const entered = enteredByPerson(resources);
    if (entered.length === 0) return notApplicable("no person enters settings");
    evaluateEach(entered, ({ settings, resource: { props, urn } }) => {
      const acknowledgement = acknowledgementOf(props);
      const revision = consoleRevisionOf(settings, props);
      // Settings without a revision are no valid ones, which the resource itself refuses.
      if (revision === undefined || acknowledges(acknowledgement, revision)) return;
      const record = acknowledgement === undefined ? "nobody recorded it" : "the record is of another revision";
      const which = hasSecretInputs(props) ? "a revision with secret settings" : revision;
      report(
        `${which} waits to be entered in Lookout's console, ${describeSince(props)}: ${record}. ${fixPending}`,
        urn,
      );
    });
  },
});
