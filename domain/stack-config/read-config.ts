import { findProblems, type Problem } from "..";
import type { z } from "zod";
import { findClearCredentials } from "./clear-credentials";
import { removeCommand, setCommand, showValue, type ConfigProblem } from "./config-problem";
import { findNearestPath, listPaths } from "./known-keys";
import { findMonitoringProblems, type Surroundings } from "./monitoring-surroundings";
import { readNamespace, type NamespaceValues, type RawConfig } from "./raw-config";
import { findRolloutMismatch } from "./rollout-mismatch";
import { lookoutConfigSchema, namespaces, projectConfigSchema, type Namespace } from "./schema";
import { findSharedGroups } from "./shared-groups";

/** A valid config by namespace, or everything that is wrong with it. */
export type ReadConfig =
  | {
      readonly project: z.output<typeof projectConfigSchema>;
      readonly lookout: z.output<typeof lookoutConfigSchema>;
      readonly problems: readonly [];
    }
  | { readonly project?: undefined; readonly lookout?: undefined; readonly problems: readonly ConfigProblem[] };

/** Reads the config, or finds everything that is wrong with it, in the order of the schema. */
export function readConfig(raw: RawConfig, environment: Surroundings["environment"]): ReadConfig {
  const project = readNamespace(raw, "lookout-intune");
  const lookout = readNamespace(raw, "lookout");
  const problems = [
    ...problemsOf(raw, "lookout-intune", project),
    ...problemsOf(raw, "lookout", lookout),
    ...findSharedGroups(project),
    ...findRolloutMismatch(project),
    ...findClearCredentials(raw),
    ...findMonitoringProblems(project, { entries: raw.entries, environment }),
  ];
  if (problems.length > 0) return { problems };
  return { project: projectConfigSchema.parse(project), lookout: lookoutConfigSchema.parse(lookout), problems: [] };
}

function problemsOf(raw: RawConfig, namespace: Namespace, values: NamespaceValues): ConfigProblem[] {
  return describeProblems(raw, namespace, values, findProblems(namespaces[namespace], values));
}

/** Says what is wrong with settings of a namespace, by their full keys. */
export function describeProblems(
  { secretKeys }: Pick<RawConfig, "secretKeys">,
  namespace: Namespace,
  values: NamespaceValues,
  problems: readonly Problem[],
): ConfigProblem[] {
  return problems.map((problem) => {
    const key = `${namespace}:${problem.path}`;
    if (problem.unknownSetting === true) return unknownKey(namespace, key, problem);
    const value = valueAt(values, problem.steps);
    const secret = secretKeys.includes(`${namespace}:${String(problem.steps[0])}`);
    const fix = problem.wrongName === true ? removeCommand(key) : setCommand(key, value);
    return { key, found: describeFound(value, secret), message: problem.message, fix };
  });
}

function unknownKey(namespace: Namespace, key: string, { steps }: Problem): ConfigProblem {
  const nearest = findNearestPath(steps.map(String), listPaths(namespaces[namespace]));
  const hint = nearest === undefined ? "remove it" : `did you mean ${namespace}:${nearest}?`;
  return { key, message: `this setting does not exist; ${hint}`, fix: removeCommand(key) };
}

function describeFound(value: unknown, secret: boolean): string | undefined {
  if (value === undefined) return "is missing";
  if (secret) return "is a secret, so not shown";
  return value !== null && typeof value === "object" ? undefined : `is ${showValue(value)}`;
}

function valueAt(values: unknown, steps: readonly (string | number)[]): unknown {
  return steps.reduce<unknown>(
    (value, step) =>
      value !== null && typeof value === "object" ? (value as Record<string | number, unknown>)[step] : undefined,
    values,
  );
}
