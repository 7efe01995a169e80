import { isPlaceholder, placeholderMessage } from "../model/placeholder";
import { renamedConfigKeys } from "../model/renamed-keys";
import { shellCommand } from "../model/shell-command";
import { findProblems, formatPath, type Problem } from "../model/validation";
import type { z } from "zod";
import { isSameProblem, removeCommand, setCommand, showValue, type ConfigProblem } from "./config-problem";
import { hideSecrets } from "./hide-secrets";
import { findNearestPath, listPaths } from "./known-keys";
import { findMonitoringProblems, type MonitoringContext } from "./monitoring-surroundings";
import { findPlaceholders, withoutPlaceholders } from "./placeholders";
import { readNamespace, type NamespaceValues, type RawConfig } from "./raw-config";
import { findRolloutMismatch } from "./rollout-config";
import { declaredConfigSchema, lookoutConfigSchema, namespaces, type Namespace } from "./stack-config.schema";
import { findSharedGroups } from "./shared-groups";
import { isCredential } from "../model/credentials";

/** A valid config by namespace, or all problems with it. */
export type ReadConfig =
  | {
      readonly project: z.output<typeof declaredConfigSchema>;
      readonly lookout: z.output<typeof lookoutConfigSchema>;
      readonly problems: readonly [];
    }
  | { readonly project?: undefined; readonly lookout?: undefined; readonly problems: readonly ConfigProblem[] };

type ByNamespace = Readonly<Record<Namespace, NamespaceValues>>;

/** Validates the config. Returns its values or all problems: placeholders first, then the others, each in the order of the
 *  schema. */
export function readConfig(raw: RawConfig, environment: MonitoringContext["environment"]): ReadConfig {
  const values: ByNamespace = {
    "lookout-intune": readNamespace(raw, "lookout-intune"),
    lookout: readNamespace(raw, "lookout"),
  };
  const problemsWith = (some: ByNamespace) => [
    ...problemsOf(raw, "lookout-intune", some["lookout-intune"]),
    ...problemsOf(raw, "lookout", some.lookout),
    ...findSharedGroups(some["lookout-intune"]),
    ...findRolloutMismatch(some["lookout-intune"]),
    ...findClearCredentials(raw),
    ...findMonitoringProblems(some["lookout-intune"], { entries: raw.entries, environment }),
  ];
  const open = openProblems(raw, values);
  const problems = [...open, ...leaveOutDerived(open, problemsWith(values), () => problemsWith(emptied(values)))];
  if (problems.length > 0) return { problems: hideSecrets(raw, problems) };
  return {
    project: declaredConfigSchema.parse(values["lookout-intune"]),
    lookout: lookoutConfigSchema.parse(values.lookout),
    problems: [],
  };
}

/** Returns one problem for each placeholder. */
function openProblems(raw: RawConfig, values: ByNamespace): ConfigProblem[] {
  const names = Object.keys(namespaces) as Namespace[];
  const ours = names.flatMap((namespace) =>
    describeProblems(
      raw,
      namespace,
      values[namespace],
      findPlaceholders(namespaces[namespace], values[namespace]).map((steps) => ({
        path: formatPath(steps),
        steps,
        message: placeholderMessage(),
      })),
    ),
  );
  const others = Object.entries(raw.entries).filter(
    ([key, value]) => !names.some((namespace) => key.startsWith(`${namespace}:`)) && isPlaceholder(value),
  );
  return [
    ...ours,
    ...others.map(([key, value]) => ({
      key,
      found: describeFound(value, raw.secretKeys.includes(key)),
      message: placeholderMessage(),
      fix: setCommand(key, raw.secretKeys.includes(key) ? "" : value),
    })),
  ];
}

/** Returns the problems that do not depend on placeholders: those that exist both with the placeholders and without them. */
function leaveOutDerived(
  open: readonly ConfigProblem[],
  found: readonly ConfigProblem[],
  findWithout: () => readonly ConfigProblem[],
): readonly ConfigProblem[] {
  if (open.length === 0 || found.length === 0) return found;
  const without = findWithout();
  return found.filter(
    (problem) => without.some((other) => isSameProblem(problem, other)) && !open.some(({ key }) => key === problem.key),
  );
}

function emptied(values: ByNamespace): ByNamespace {
  return withoutPlaceholders(values) as ByNamespace;
}

function problemsOf(raw: RawConfig, namespace: Namespace, values: NamespaceValues): ConfigProblem[] {
  return describeProblems(raw, namespace, values, findProblems(namespaces[namespace], values));
}

/** Converts problems with a namespace's settings to config problems with full keys. */
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
    const fix =
      problem.wrongName === true
        ? removeCommand(key)
        : setCommand(key, secret && typeof value === "string" ? "" : value);
    return { key, found: describeFound(value, secret), message: problem.message, fix };
  });
}

function unknownKey(namespace: Namespace, key: string, { steps }: Problem): ConfigProblem {
  const present = renamedConfigKeys[key];
  if (present !== undefined) {
    return { key, message: `this setting is now named ${present}; move its value there`, fix: removeCommand(key) };
  }
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

/** The config namespaces with credentials. */
const signIn = /^(lookout|azuread|azure-native):/;

/** Finds credentials that are in the config in plaintext. Pulumi stores the whole config in its state, and non-secret values in
 *  plaintext. The program checks this because policies do not know which values are secret. */
function findClearCredentials({ entries, secretKeys }: RawConfig): ConfigProblem[] {
  return Object.entries(entries)
    .filter(([key, value]) => signIn.test(key) && isCredential(key.replace(signIn, ""), value))
    .filter(([key]) => !secretKeys.includes(key))
    .map(([key]) => ({
      key,
      found: "is set in plaintext",
      message:
        "Pulumi would store it in plaintext in its state; set it as a secret or in the environment, and rotate it if others could read the file",
      fix: shellCommand`pulumi config set --secret ${key}`,
    }));
}
