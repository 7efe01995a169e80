import type { ConsoleTask } from "pulumi-lookout-intune/internal/console/runbook/task";
import { ConfigurationMode } from "pulumi-lookout-intune/internal/model/configuration-mode";
import { consoleOrder } from "pulumi-lookout-intune/internal/model/integration/order";
import {
  consoleSettings,
  consoleSettingsTypeOf,
  type ConsoleSettings,
} from "pulumi-lookout-intune/internal/resources/lookout-settings/console-settings";
import { recordDeclared } from "pulumi-lookout-intune/internal/resources/lookout-settings/declared-record";
import { formatProblems } from "pulumi-lookout-intune/internal/stack-config/config-problem";
import {
  lookoutSettingsInputs,
  reachedGroupKeys,
} from "pulumi-lookout-intune/internal/stack-config/lookout-settings-inputs";
import type { RawConfig } from "pulumi-lookout-intune/internal/stack-config/raw-config";
import { readConfig } from "pulumi-lookout-intune/internal/stack-config/read-config";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";
import {
  findExistingGroupProblem,
  type ExistingGroupProblem,
} from "pulumi-lookout-intune/internal/model/existing-group";
import { describeGroupProblems } from "pulumi-lookout-intune/internal/stack-config/existing-group-settings";
import type { GraphClient } from "pulumi-lookout-intune/internal/clients/graph/graph-client";
import { getNamedGroup } from "pulumi-lookout-intune/internal/clients/graph/entra-groups";
import type { StackState } from "../stack/stack-state";
import { rememberedIn } from "./recorded-tasks";
import { graphAccess, required } from "../connect";
import { sourceOf } from "../stack/read-stack-config";

export interface DeclaredTasks {
  readonly tasks: readonly ConsoleTask[];
  /** Whether the stack already has all of these settings in these revisions. */
  readonly applied: boolean;
}

/** Whether the stack's config holds the integration's settings. A custom program has them in code. */
export function declaresSettings({ entries }: RawConfig): boolean {
  return Object.keys(entries).some((key) => key.startsWith("lookout-intune:"));
}

/** The console tasks after the stack's config is applied to the stored state, also before a first update and after a failed one.
 *  Refuses a config that a preview would refuse. */
export async function declaredTasks(
  raw: RawConfig,
  state: StackState,
  environment: NodeJS.ProcessEnv,
): Promise<DeclaredTasks> {
  const config = readConfig(raw, environment);
  if (config.project === undefined) throw new UserError([formatProblems(config.problems, [])]);
  if (config.lookout.mode === ConfigurationMode.Gateway) return { tasks: [], applied: true };
  const names = await readGroupNames(raw, config.project.enrollmentGroups, reachedGroupKeys(config), environment);
  const inputs = lookoutSettingsInputs(config, names);
  const found = consoleOrder.flatMap((subject) => {
    const settings = inputs[subject];
    if (settings === undefined) return [];
    const console: ConsoleSettings<object> = consoleSettings[consoleSettingsTypeOf[subject]];
    const { outputs, repair } = rememberedIn(state, subject);
    const wasConsole = outputs?.mode === ConfigurationMode.Console;
    const record = recordDeclared(console, settings, new Date(), wasConsole ? outputs : undefined);
    if (record === undefined) return [];
    const applied = outputs?.revision === record.revision;
    return [{ task: record.consoleTask ?? (applied ? repair : null), applied }];
  });
  return {
    tasks: found.flatMap(({ task }) => task ?? []),
    applied: found.every(({ applied }) => applied),
  };
}

interface Group {
  readonly displayName?: string;
  readonly existingObjectId?: string;
}

/** Names of enrollment groups: declared names for groups that the stack creates, and names from Entra for existing groups, one
 *  request each. Needs a sign-in only if there are existing groups. */
async function readGroupNames(
  raw: RawConfig,
  groups: Readonly<Record<string, Group>>,
  keys: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<string[]> {
  let client: GraphClient | undefined;
  const graph = () => (client ??= required(graphAccess(sourceOf(raw), environment)));
  const found = await Promise.all(
    keys.map(async (key): Promise<FoundName> => {
      const { displayName, existingObjectId } = groups[key] ?? {};
      if (existingObjectId === undefined) return { name: displayName };
      const group = await getNamedGroup(graph(), existingObjectId);
      const problem = findExistingGroupProblem({ existingObjectId, displayName }, group);
      return { name: group?.displayName, ...(problem && { wrong: { key: `enrollmentGroups.${key}`, ...problem } }) };
    }),
  );
  const wrong = found.flatMap((one) => one.wrong ?? []);
  if (wrong.length > 0) throw new UserError([formatProblems(describeGroupProblems(raw, wrong), [])]);
  return found.flatMap(({ name }) => name ?? []);
}

interface FoundName {
  readonly name: string | undefined;
  readonly wrong?: ExistingGroupProblem & { readonly key: string };
}
