import {
  defaultDeviceGroup,
  isThreatClassification,
  readRisk,
  type DeclaredRisk,
  type ThreatClassification,
} from "pulumi-lookout-intune/schemas";
import type { Props } from "./rule";
import { entriesOf, textOf } from "./input-values";

/** Returns all risks that a resource declares. Skips invalid values, which the resource's own check refuses. */
export function declaredRisksOf(props: Props): DeclaredRisk[] {
  return [[defaultDeviceGroup, props.risks] as const, ...entriesOf(props.deviceGroups)].flatMap(
    ([deviceGroup, risks]) =>
      entriesOf(risks).flatMap(([classification, choice]) =>
        isThreatClassification(classification) ? risksIn(deviceGroup, classification, choice) : [],
      ),
  );
}

function risksIn(deviceGroup: string, classification: ThreatClassification, choice: unknown): DeclaredRisk[] {
  const choices = typeof choice === "string" ? [["all", choice] as const] : entriesOf(choice);
  return choices.flatMap(([platform, text]) => {
    const risk = readRisk(textOf(text));
    const isPlatform = platform === "all" || platform === "android" || platform === "ios";
    return risk === undefined || !isPlatform ? [] : [{ deviceGroup, classification, platform, risk }];
  });
}
