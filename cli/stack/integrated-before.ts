import { dynamicTypes } from "pulumi-lookout-intune/internal/model/resource-types";
import { wasIntegrated } from "pulumi-lookout-intune/internal/resources/lookout-settings/compare-with-console";
import { isPresent } from "pulumi-lookout-intune/internal/resources/provider/state";
import type { StackState } from "./stack-state";

/** Whether Lookout and Intune were in contact before the stack, as its baseline recorded. The baseline of an older release's
 *  stack came later than the stack's own connector, which then has no settings from before. */
export function integratedBefore({ resources }: Pick<StackState, "resources">): boolean {
  const baseline = resources.find(({ type }) => type === dynamicTypes.StackBaseline);
  const connector = resources.find(({ type }) => type === dynamicTypes.IntuneMtdConnector);
  return isPresent(connector?.outputs.settingsBefore) && wasIntegrated(baseline?.outputs.connectorBefore);
}
