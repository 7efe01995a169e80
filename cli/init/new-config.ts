import type { GraphAreaName } from "pulumi-lookout-intune/internal/model/graph-permissions";
import { CompliancePlatform } from "pulumi-lookout-intune/internal/resources/intune-compliance-policy/intune-compliance-policy.schema";
import { namesOf, type Answers } from "./questions";
import { consoleQuestions } from "./questions/lookout";
import { noCompliance } from "./questions/protection";
import type { ResolvedGroups } from "./resolve";

type Values = Readonly<Record<string, unknown>>;

/** Answers that every config needs, for a new or an existing integration. */
export type CommonAnswers = Pick<Answers, "lookoutTenant" | keyof typeof consoleQuestions>;

/** The part of the project's config that cannot be read from a tenant. */
export function commonConfig(
  answers: CommonAnswers,
  { accessGroups, enrollmentGroups }: ResolvedGroups,
  reached: string | undefined,
): Values {
  const rings = Object.keys(enrollmentGroups);
  return {
    supportHandoff: { lookoutTenant: answers.lookoutTenant },
    accessGroups,
    enrollmentGroups,
    ...(rings.length > 1 ? { rollout: { rings, reached } } : {}),
    ...consoleSettings(answers),
  };
}

/** The sections with settings of Lookout's console, which hold the answers as given. */
function consoleSettings(answers: CommonAnswers): Values {
  const sections: Record<string, Record<string, unknown>> = {};
  for (const name of namesOf(consoleQuestions)) (sections[consoleQuestions[name].section] ??= {})[name] = answers[name];
  return sections;
}

/** The project's config for a new integration. */
export function newConfig(
  answers: CommonAnswers &
    Pick<Answers, "platforms" | "threatLevel" | "lookoutForWork"> &
    Partial<Pick<Answers, "reached">>,
  groups: ResolvedGroups,
): Values {
  const { platforms, threatLevel, lookoutForWork, reached } = answers;
  const ios = platforms.includes(CompliancePlatform.Ios);
  const android = platforms.some((platform) => platform !== CompliancePlatform.Ios);
  return {
    ...commonConfig(answers, groups, reached),
    intuneConnector: { ...(android && { android: {} }), ...(ios && { ios: {} }) },
    ...(lookoutForWork && {
      lookoutForWork: { ...(ios && { ios: {} }), ...(android && { android: { whenMissing: "continue" } }) },
    }),
    ...(threatLevel !== noCompliance && {
      compliance: Object.fromEntries(
        Object.values(CompliancePlatform)
          .filter((platform) => platforms.includes(platform))
          .map((platform) => [platform, { maximumThreatLevel: threatLevel }]),
      ),
    }),
  };
}

/** The Graph areas that a config needs. */
export function areasOf(project: Values): GraphAreaName[] {
  return [
    "connector",
    "groups",
    ...(project.compliance === undefined ? [] : (["compliance"] as const)),
    ...(project.lookoutForWork === undefined && project.appProtection === undefined ? [] : (["apps"] as const)),
  ];
}
