import type { ConsoleTask } from "pulumi-lookout-intune/internal/console/runbook/task";
import type { EvidenceSubject } from "pulumi-lookout-intune/internal/model/integration/actions";
import { consoleOrder } from "pulumi-lookout-intune/internal/model/integration/order";
import { dynamicTypes, type DynamicType } from "pulumi-lookout-intune/internal/model/resource-types";
import { consoleSettingsTypeOf } from "pulumi-lookout-intune/internal/resources/lookout-settings/console-settings";
import type { StackState, Values } from "../stack/stack-state";

/** The stored state of one set of settings. */
export interface Remembered {
  /** Outputs of the resource; undefined if the stack does not have it. */
  readonly outputs: Values | undefined;
  /** What to enter again because evidence contradicts the record. */
  readonly repair: ConsoleTask | null;
}

/** The stored state of each set of settings. */
export function rememberedIn(state: StackState, subject: EvidenceSubject): Remembered {
  const outputsOf = (type: DynamicType) => state.resources.find((one) => one.type === dynamicTypes[type])?.outputs;
  const repairs = outputsOf("LookoutEvidence")?.consoleTasks as
    Partial<Record<EvidenceSubject, ConsoleTask | null>> | undefined;
  return { outputs: outputsOf(consoleSettingsTypeOf[subject]), repair: repairs?.[subject] ?? null };
}

/** Tasks that were not acknowledged at the last update, or that evidence contradicts, in the order of the console's menu. */
export function recordedTasks(state: StackState): ConsoleTask[] {
  return consoleOrder.flatMap((subject) => {
    const { outputs, repair } = rememberedIn(state, subject);
    if (outputs === undefined) return [];
    return ((outputs.consoleTask ?? repair) as ConsoleTask | null) ?? [];
  });
}
