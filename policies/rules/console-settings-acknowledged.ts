import { acknowledges, consoleRevisionOf, Environment } from "pulumi-lookout-intune/domain";
import { z } from "zod";
import { acknowledgementOf, consoleTypeOf, consoleTypes } from "../rule/console-settings";
import { yaml } from "../rule/documentation";
import { resourceRule } from "../rule/rule";
import { environmentNotConfigured, environmentSetting } from "../rule/settings";
import { setUpGuide } from "../rule/sources";

export const consoleSettingsAcknowledged = resourceRule({
  id: "lookout-console-settings-acknowledged",
  title: "Somebody entered what the program says",
  demand:
    "In production every set of settings that a person enters in Lookout's console is recorded as entered, in its present version.",
  severity: "high",
  tags: ["lookout", "console", "production"],
  source: setUpGuide,
  why:
    "In console mode nothing is sent to Lookout. Until somebody entered the settings and recorded the revision, the program holds a wish, and production runs " +
    "with whatever the console holds.",
  fix: "Follow the output runbook, and record the revision in lookout:acknowledged.",
  bad: yaml("# with environment: production\nlookout:mode: console\n# and no lookout:acknowledged"),
  good: yaml(
    "lookout:mode: console\nlookout:acknowledged:\n  connector: { revision: r-0123456789ab, by: ada, at: 2026-01-31T09:00:00Z }",
  ),
  settings: z.strictObject({ environment: environmentSetting }),
  types: consoleTypes,
  judge: ({ type, props, config: { environment }, notApplicable }, report) => {
    if (environment === undefined) return notApplicable(environmentNotConfigured);
    if (environment !== Environment.Production) return notApplicable(`nothing has to be recorded in ${environment}`);
    const settings = consoleTypeOf(type);
    if (props.mode !== "console" || settings === undefined) return notApplicable("no person enters these settings");
    const acknowledgement = acknowledgementOf(props);
    const revision = consoleRevisionOf(settings, props);
    if (acknowledges(acknowledgement, revision)) return;
    const found = acknowledgement === undefined ? "nobody recorded" : "the record names another version and not";
    report(
      `${found} that ${revision ?? "these settings"} was entered in Lookout's console. ` +
        "Follow the output runbook, and record the revision in lookout:acknowledged.",
    );
  },
});
