import { dynamicTypes } from "pulumi-lookout-intune/internal/model/resource-types";
import { wasIntegrated } from "pulumi-lookout-intune/internal/resources/lookout-settings/compare-with-console";
import type { StackState } from "./stack-state";

/** Whether Lookout and Intune were in contact before the stack, as its baseline recorded. */
export function integratedBefore({ resources }: Pick<StackState, "resources">): boolean {
  const baseline = resources.find(({ type }) => type === dynamicTypes.StackBaseline);
  return wasIntegrated(baseline?.outputs.connectorBefore);
}
