import type { ObservedRisk } from "../../console/evidence/observed-risks";
import {
  listDeclaredRisks,
  type DeclaredRisk,
  type ThreatClassificationSettings,
} from "./lookout-threat-classifications.schema";
import { complianceEffectOf, describeComplianceEffect, type ComplianceEffect, type Risk } from "../../model/risk";

/** How a risk affects a device's compliance in Intune. */
export interface EffectOfRisk extends ComplianceEffect {
  readonly risk: Risk;
}

/** The effect of an observed risk that is not declared. */
export interface ObservedEffect extends EffectOfRisk, Pick<ObservedRisk, "source" | "at"> {}

/** The effect of a declared risk and, if evidence shows another risk, of that one. */
export interface DeclaredEffect extends EffectOfRisk {
  /** Observed risks that differ from the declared one; absent if there are none. */
  readonly observed?: readonly ObservedEffect[];
}

/** How each declared risk affects compliance in Intune, by `group / classification / platform`. It adds observed
 *  risks of the group that equal no declared risk of their classification. A risk whose evidence names no device group is
 *  compared with those of all groups. */
export function describeComplianceEffects(
  settings: ThreatClassificationSettings,
  observedRisks: readonly ObservedRisk[] = [],
): Record<string, DeclaredEffect> {
  const declared = listDeclaredRisks(settings);
  const undeclaredEffects = (group: string, classification: string): ObservedEffect[] =>
    observedRisks
      .filter((effect) => effect.classification === classification && [undefined, group].includes(effect.deviceGroup))
      .filter((effect) => !isDeclared(declared, effect))
      .map(({ risk, source, at }) => ({ ...effectOf(risk), source, at }));
  return Object.fromEntries(
    declared.map(({ deviceGroup, classification, platform, risk }) => {
      const observed = undeclaredEffects(deviceGroup, classification);
      return [
        [deviceGroup, classification, ...(platform === "all" ? [] : [platform])].join(" / "),
        { ...effectOf(risk), ...(observed.length === 0 ? {} : { observed }) },
      ];
    }),
  );
}

/** Whether a risk is declared for its classification on any platform, in its device group if that is known. */
export function isDeclared(
  declared: readonly DeclaredRisk[],
  { classification, deviceGroup, risk }: Pick<ObservedRisk, "classification" | "deviceGroup" | "risk">,
): boolean {
  return declared.some(
    (one) =>
      one.classification === classification && one.risk === risk && [undefined, one.deviceGroup].includes(deviceGroup),
  );
}

/** The effect as text, such as `high: fails policies that require secured, low or medium`; if another risk was
 *  observed, both effects. */
export function describeDeclaredEffect({ risk, observed = [] }: Pick<DeclaredEffect, "risk" | "observed">): string {
  if (observed.length === 0) return describeComplianceEffect(risk);
  const others = observed.map((other) => `${other.source} show ${describeComplianceEffect(other.risk)} (${other.at})`);
  return [`declared: ${describeComplianceEffect(risk)}`, ...others].join("; ");
}

function effectOf(risk: Risk): EffectOfRisk {
  return { risk, ...complianceEffectOf(risk) };
}
