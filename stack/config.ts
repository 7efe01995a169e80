import * as pulumi from "@pulumi/pulumi";
import { isAbsolute, join } from "node:path";
import type { LookoutIntuneIntegrationArgs } from "pulumi-lookout-intune";
import type { EnrollmentMonitoringArgs } from "pulumi-lookout-intune/monitoring";
import { ConfigurationMode, findProblems, type Problem } from "pulumi-lookout-intune/domain";
import {
  findNearestPath,
  findRolloutMismatch,
  findSharedGroups,
  listPaths,
  lookoutConfigSchema,
  namespaces,
  projectConfigSchema,
  removeCommand,
  setCommand,
  showValue,
  type ConfigProblem,
  type Namespace,
} from "pulumi-lookout-intune/stack-config";
import { findClearCredentials } from "./clear-credentials";
import { findMonitoringProblems, monitoringArgs } from "./monitoring";

/** The stack's config as Pulumi hands it to a program: full keys, values as texts, maps and lists as JSON. */
export interface RawConfig {
  readonly entries: Readonly<Record<string, string>>;
  /** Full keys whose values are, or contain, secrets. */
  readonly secretKeys: readonly string[];
}

/** What the program needs of a valid config. */
export type StackConfig = LookoutIntuneIntegrationArgs & { readonly mode: ConfigurationMode };

export type ParsedConfig =
  | { readonly config: StackConfig; readonly monitoring?: EnrollmentMonitoringArgs; readonly problems: readonly [] }
  | { readonly config?: undefined; readonly monitoring?: undefined; readonly problems: readonly ConfigProblem[] };

type Values = Readonly<Record<string, unknown>>;

/** Reads the config, or finds everything that is wrong with it, in the order of the schema. */
export function parseConfig(raw: RawConfig, environment: NodeJS.ProcessEnv = process.env): ParsedConfig {
  const around = { entries: raw.entries, environment };
  const project = readNamespace(raw, "lookout-intune");
  const lookout = readNamespace(raw, "lookout");
  const problems = [
    ...problemsOf(raw, "lookout-intune", project),
    ...problemsOf(raw, "lookout", lookout),
    ...findSharedGroups(project),
    ...findRolloutMismatch(project),
    ...findClearCredentials(raw),
    ...findMonitoringProblems(project, around),
  ];
  if (problems.length > 0) return { problems };

  const { mode = ConfigurationMode.Console, acknowledged } = lookoutConfigSchema.parse(lookout);
  const { threatFeed, lookoutForWork, monitoring, ...config } = projectConfigSchema.parse(project);
  const isSecret = raw.secretKeys.includes("lookout-intune:lookoutForWork");
  return {
    config: {
      ...config,
      ...(threatFeed && { threatFeed: fromProgramFolder(threatFeed) }),
      ...(lookoutForWork && { lookoutForWork: isSecret ? withSecretConfiguration(lookoutForWork) : lookoutForWork }),
      mode,
      acknowledged,
    },
    ...(monitoring && { monitoring: monitoringArgs(monitoring, around) }),
    problems: [],
  };
}

/** The program gets secrets in clear; what the app is configured with must stay one in state. */
function withSecretConfiguration<App extends NonNullable<LookoutIntuneIntegrationArgs["lookoutForWork"]>>(
  app: App,
): App {
  const { ios } = app;
  if (ios?.configuration === undefined) return app;
  return { ...app, ios: { ...ios, configuration: pulumi.secret(ios.configuration) } };
}

/** In the config a path is relative to the project, for the resource to the program's folder. */
function fromProgramFolder<Feed extends { readonly domainsFile?: string }>(feed: Feed): Feed {
  const { domainsFile } = feed;
  return domainsFile === undefined || isAbsolute(domainsFile)
    ? feed
    : { ...feed, domainsFile: join("..", domainsFile) };
}

/** Maps that have to be there; an absent one is read as empty, so that each missing member is reported by its name. */
const requiredMaps = { accessGroups: {}, enrollmentGroups: {}, connector: {}, enrollmentSettings: {} };

function readNamespace({ entries }: RawConfig, namespace: Namespace): Values {
  const prefix = `${namespace}:`;
  const given = Object.entries(entries)
    .filter(([fullKey]) => fullKey.startsWith(prefix))
    .map(([fullKey, text]): [string, unknown] => {
      const key = fullKey.slice(prefix.length);
      return [key, holdsMap(namespace, key) ? parseMap(text) : text];
    });
  return { ...(namespace === "lookout-intune" ? requiredMaps : {}), ...Object.fromEntries(given) };
}

function holdsMap(namespace: Namespace, key: string): boolean {
  return namespace === "lookout-intune" ? Object.hasOwn(projectConfigSchema.shape, key) : key === "acknowledged";
}

/** A text that is no JSON stays a text, and the schema then says that a map is expected. */
function parseMap(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function problemsOf({ secretKeys }: RawConfig, namespace: Namespace, values: Values): ConfigProblem[] {
  return findProblems(namespaces[namespace], values).map((problem) => {
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
