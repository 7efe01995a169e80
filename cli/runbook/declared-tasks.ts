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
import type { StackState } from "../stack/stack-state";
import { readGroupNames } from "./read-group-names";
import { rememberedIn } from "./recorded-tasks";

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
