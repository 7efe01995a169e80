import { z } from "zod";

/** The risks that Lookout gives to a classification, from the least. Source:
 *  https://doc.lookout.com/en/mobile-endpoint-security/mes-console/lookout-mobile-endpoint-security-console-administration/core-modules/the-protections-module/the-policies-tab/ */
export const Risk = {
  /** The device stays secure. */
  None: "none",
  /** Needs Lookout's Advanced or Premium escalation; no mail to administrators, no logged issue. Its effect in Intune is
   *  not documented. */
  Advisory: "advisory",
  Low: "low",
  /** Lookout's console may call it Moderate. */
  Medium: "medium",
  High: "high",
} as const;
export type Risk = (typeof Risk)[keyof typeof Risk];

/** Every risk, from the least to the greatest. */
export const risks: readonly Risk[] = [Risk.None, Risk.Advisory, Risk.Low, Risk.Medium, Risk.High];

export const riskSchema = z.enum(Risk, {
  error: `a risk is one of ${risks.join(", ")}; choose one, or leave the classification out: it is then not managed`,
});

/** Whether a risk is at least as great as another. */
export function isAtLeast(risk: Risk, other: Risk): boolean {
  return risks.indexOf(risk) >= risks.indexOf(other);
}

/** Reads a risk as Lookout's APIs write it (`HIGH`); undefined for one that is not known. */
export function readRisk(text: string | undefined): Risk | undefined {
  return risks.find((risk) => risk === text?.toLowerCase());
}

/** A risk as Lookout's console shows it. */
export function titleOf(risk: Risk): string {
  return risk.charAt(0).toUpperCase() + risk.slice(1);
}

/** Device threat levels of Intune's compliance and app protection policies, from the strictest.
 *  Source: https://learn.microsoft.com/graph/api/resources/intune-deviceconfig-devicethreatprotectionlevel */
export const threatLevels = ["secured", "low", "medium", "high"] as const;
export type ThreatLevel = (typeof threatLevels)[number];

/** What an open issue of some risk does to a device in Intune. */
export interface ComplianceEffect {
  /** The level that Intune sees; null where nothing is documented. Inferred from Lookout's device states. */
  readonly threatLevel: ThreatLevel | null;
  /** Required levels under which the device is not compliant; null where nothing is documented. */
  readonly failsPoliciesThatRequire: readonly ThreatLevel[] | null;
}

/** The effect of a risk. A policy names the worst level that is still compliant. */
export function complianceEffectOf(risk: Risk): ComplianceEffect {
  const threatLevel = threatLevelOf(risk);
  if (threatLevel === null) return { threatLevel, failsPoliciesThatRequire: null };
  return { threatLevel, failsPoliciesThatRequire: threatLevels.slice(0, threatLevels.indexOf(threatLevel)) };
}

/** The effect of a risk in words, such as `medium: fails policies that require secured or low`. */
export function describeComplianceEffect(risk: Risk): string {
  const { failsPoliciesThatRequire: levels } = complianceEffectOf(risk);
  if (levels === null) return `${risk}: its effect in Intune is not documented`;
  if (levels.length === 0) return `${risk}: fails no policy`;
  const list = [levels.slice(0, -1).join(", "), levels.at(-1)].filter((part) => part !== "").join(" or ");
  return `${risk}: fails policies that require ${list}`;
}

function threatLevelOf(risk: Risk): ThreatLevel | null {
  if (risk === Risk.Advisory) return null;
  return risk === Risk.None ? "secured" : risk;
}
