import type { ObservedRisk } from "../../console/evidence/observed-risks";
import { listDeclaredRisks, type ThreatClassificationSettings } from "./lookout-threat-classifications.schema";
import { complianceEffectOf, describeComplianceEffect, type ComplianceEffect, type Risk } from "../../model/risk";

/** How a risk affects a device's compliance in Intune. */
export interface EffectOfRisk extends ComplianceEffect {
  readonly risk: Risk;
}

/** The effect of an observed risk that is not declared. */
export interface ObservedEffect extends EffectOfRisk, Pick<ObservedRisk, "source" | "at"> {}

/** The effect of a declared risk and, if evidence shows another risk, of that one. */
export interface DeclaredEffect extends EffectOfRisk {
  /** Observed risks that differ from the declared one, in any device group; absent if there are none. */
  readonly observed?: readonly ObservedEffect[];
}

/** How each declared risk affects compliance in Intune, by `group / classification / platform`. It adds observed
 *  risks that equal no declared risk of their classification, because evidence does not name the device group. */
export function describeComplianceEffects(
  settings: ThreatClassificationSettings,
  observedRisks: readonly ObservedRisk[] = [],
): Record<string, DeclaredEffect> {
  const declared = listDeclaredRisks(settings);
  const undeclaredEffects = (classification: string): ObservedEffect[] =>
    observedRisks
      .filter((effect) => effect.classification === classification && !isDeclared(declared, effect))
      .map(({ risk, source, at }) => ({ ...effectOf(risk), source, at }));
  return Object.fromEntries(
    declared.map(({ deviceGroup, classification, platform, risk }) => {
      const observed = undeclaredEffects(classification);
      return [
        [deviceGroup, classification, ...(platform === "all" ? [] : [platform])].join(" / "),
        { ...effectOf(risk), ...(observed.length === 0 ? {} : { observed }) },
      ];
    }),
  );
}

/** Whether a risk is declared for its classification, in any device group and for any platform. */
export function isDeclared(
  declared: readonly Pick<ObservedRisk, "classification" | "risk">[],
  { classification, risk }: Pick<ObservedRisk, "classification" | "risk">,
): boolean {
  return declared.some((one) => one.classification === classification && one.risk === risk);
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
