import type { EvidenceSubject } from "../evidence";
import { actionOrder } from "../integration";

/** The settings of Lookout's that a person enters, in the order of the integration. */
export const consoleOrder: readonly EvidenceSubject[] = actionOrder.flatMap((action) =>
  "enters" in action ? [action.enters] : [],
);
