import { dynamicTypes, Environment, findReachProblem } from "pulumi-lookout-intune/schemas";
import { z } from "zod";
import { yaml } from "../framework/documentation";
import { resourceRule } from "../framework/rule";
import { environmentNotConfigured, environmentSetting } from "../framework/rule-settings";
import { setUpGuide } from "../framework/sources";
import { textOf, textsIn } from "../framework/input-values";

export const rolloutFitsEnvironment = resourceRule({
  id: "lookout-rollout-fits-environment",
  title: "A pilot first, then everyone",
  demand:
    "A production stack has a pilot and goes beyond it by the pilot's last day, and a pilot stack stays on its pilot.",
  severity: "medium",
  tags: ["lookout", "rollout"],
  source: setUpGuide,
  why:
    "With a pilot, an incorrect setting affects a few people instead of everybody. A production stack that stays on its pilot looks complete in every console but " +
    "protects only a few people.",
  fix:
    "Set rollout.reached to a ring that fits the environment. While a pilot in production lasts, set rollout.pilotUntil to its last day, which still counts, " +
    "in UTC.",
  bad: yaml("# with environment: production\nlookout-intune:rollout:\n  rings: [pilot, staff]\n  reached: pilot"),
  good: yaml(
    "# with environment: production\nlookout-intune:rollout:\n  rings: [pilot, staff]\n  reached: pilot\n  pilotUntil: <a day to come>   # or reached: staff",
  ),
  settings: z.strictObject({ environment: environmentSetting }),
  types: [dynamicTypes.StagedRollout],
  validate: ({ props, config: { environment }, notApplicable }, report) => {
    if (environment === undefined) return notApplicable(environmentNotConfigured);
    if (environment === Environment.Development) return notApplicable("a development stack may reach any ring");
    const problem = findReachProblem(
      { rings: textsIn(props.rings), reached: textOf(props.reached) ?? "", pilotUntil: textOf(props.pilotUntil) },
      environment,
      new Date(),
    );
    if (problem !== undefined) report(`${problem}.`);
  },
});
