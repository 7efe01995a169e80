import type { ObservedRisk } from "../../console/evidence/observed-risks";
import { listDeclaredRisks, type ThreatClassificationSettings } from "./lookout-threat-classifications.schema";
import { complianceEffectOf, describeComplianceEffect, type ComplianceEffect, type Risk } from "../../model/risk";

/** What a risk does to a device's compliance in Intune. */
export interface EffectOfRisk extends ComplianceEffect {
  readonly risk: Risk;
}

/** The effect of a risk that was observed although it is declared nowhere. */
export interface ObservedEffect extends EffectOfRisk, Pick<ObservedRisk, "source" | "at"> {}

/** The effect of a declared risk and, where evidence shows that Lookout has another, of that. */
export interface DeclaredEffect extends EffectOfRisk {
  /** What Lookout was seen to have instead, in whatever device group; absent when nothing speaks against the declared risk. */
  readonly observed?: readonly ObservedEffect[];
}

/** What each declared risk can do to a device's compliance in Intune, by `group / classification / platform`, and what the risks
 *  do that Lookout was seen to have instead: those that equal none that is declared for their classification, as no evidence
 *  names the device group. */
export function describeComplianceEffects(
  settings: ThreatClassificationSettings,
  observedRisks: readonly ObservedRisk[] = [],
): Record<string, DeclaredEffect> {
  const declared = listDeclaredRisks(settings);
  const otherThanDeclared = (classification: string): ObservedEffect[] =>
    observedRisks
      .filter((seen) => seen.classification === classification && !isDeclared(declared, seen))
      .map(({ risk, source, at }) => ({ ...effectOf(risk), source, at }));
  return Object.fromEntries(
    declared.map(({ deviceGroup, classification, platform, risk }) => {
      const observed = otherThanDeclared(classification);
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

/** The effect in words, such as `high: fails policies that require secured, low or medium`; where Lookout was seen to have another
 *  risk, both. */
export function describeDeclaredEffect({ risk, observed = [] }: Pick<DeclaredEffect, "risk" | "observed">): string {
  if (observed.length === 0) return describeComplianceEffect(risk);
  const others = observed.map((other) => `${other.source} show ${describeComplianceEffect(other.risk)} (${other.at})`);
  return [`declared is ${describeComplianceEffect(risk)}`, ...others].join("; ");
}

function effectOf(risk: Risk): EffectOfRisk {
  return { risk, ...complianceEffectOf(risk) };
}
