import type { StepId } from "pulumi-lookout-intune/internal/model/integration/steps";
import type { DynamicType } from "pulumi-lookout-intune/internal/model/resource-types";
import { appSyncWarning } from "pulumi-lookout-intune/internal/resources/intune-mtd-connector/intune-mtd-connector.schema";
import {
  stateSyncDefaults,
  stateSyncWarning,
} from "pulumi-lookout-intune/internal/resources/lookout-connector/lookout-connector.schema";
import type { Values } from "../../stack/state";
import { remembered, resourcesOf, type StatusInputs } from "../inputs";
import type { Step } from "../step";

/** A demand of the set-up guide that a resource can be declared without. */
interface Requirement {
  readonly type: DynamicType;
  readonly warningOf: (declared: Values) => string | undefined;
  readonly toDo: string;
}

/** By the step that they belong to. */
const requirements: Readonly<Partial<Record<StepId, Requirement>>> = {
  "lookout-connector": {
    type: "LookoutConnector",
    warningOf: (declared) => stateSyncWarning({ ...stateSyncDefaults, ...declared }),
    toDo: "Declare both state syncs as on (lookout-intune:connector), and see that Lookout's console has them so.",
  },
  "intune-connector": {
    type: "IntuneMtdConnector",
    warningOf: ({ ios }) => appSyncWarning(ios as Parameters<typeof appSyncWarning>[0]),
    toDo: "Declare App Sync as on (lookout-intune:intuneConnector.ios.appSync) and run pulumi up.",
  },
};

/** The step as it was judged; failing, however it was, where what is declared lacks what the guide requires. */
export function withRequirements(facts: StatusInputs, evaluated: Step): Step {
  const requirement = requirements[evaluated.id];
  if (requirement === undefined) return evaluated;
  const lacking = resourcesOf(facts, requirement.type).flatMap((resource) => {
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
