import type { StepId } from "pulumi-lookout-intune/internal/model/integration/steps";
import type { DynamicType } from "pulumi-lookout-intune/internal/model/resource-types";
import { appSyncWarning } from "pulumi-lookout-intune/internal/resources/intune-mtd-connector/intune-mtd-connector.schema";
import {
  stateSyncDefaults,
  stateSyncWarning,
} from "pulumi-lookout-intune/internal/resources/lookout-connector/lookout-connector.schema";
import type { Values } from "../../stack/stack-state";
import { remembered, resourcesOf, type StatusInputs } from "../inputs";
import type { Step } from "../step";

/** A requirement of the setup guide that the resource schema does not enforce. */
interface Requirement {
  readonly type: DynamicType;
  readonly warningOf: (declared: Values) => string | undefined;
  readonly toDo: string;
}

/** Requirements by step. */
const requirements: Readonly<Partial<Record<StepId, Requirement>>> = {
  "lookout-connector": {
    type: "LookoutConnector",
    warningOf: (declared) => stateSyncWarning({ ...stateSyncDefaults, ...declared }),
    toDo: "Turn on both state syncs (lookout-intune:connector), and in Lookout's console.",
  },
  "intune-connector": {
    type: "IntuneMtdConnector",
    warningOf: ({ ios }) => appSyncWarning(ios as Parameters<typeof appSyncWarning>[0]),
    toDo: "Turn on App Sync (lookout-intune:intuneConnector.ios.appSync) and run pulumi up.",
  },
};

/** Returns the evaluated step, or a failing one if the declared settings lack a requirement of the guide. */
export function withRequirements(inputs: StatusInputs, evaluated: Step): Step {
  const requirement = requirements[evaluated.id];
  if (requirement === undefined) return evaluated;
  const lacking = resourcesOf(inputs, requirement.type).flatMap((resource) => {
    const warning = requirement.warningOf(resource.stored.inputs);
    return warning === undefined ? [] : [remembered(resource, warning)];
  });
  if (lacking.length === 0) return evaluated;
  return {
    ...evaluated,
    state: "failing",
    waitingFor: null,
    toDo: requirement.toDo,
    evidence: [...lacking, ...evaluated.evidence],
  };
}
