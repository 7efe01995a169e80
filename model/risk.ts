import { z } from "zod";
import { DeviceThreatLevel, stricterLevels } from "./device-threat-level";
import { capitalized } from "./sentence";

/** The risks that Lookout assigns to a classification, lowest first.
 *  Source:
 *  https://doc.lookout.com/en/mobile-endpoint-security/mes-console/lookout-mobile-endpoint-security-console-administration/core-modules/the-protections-module/the-policies-tab/ */
export const Risk = {
  /** The device stays secure. */
  None: "none",
  /** Requires Lookout's Advanced or Premium escalation. No mail to administrators, no logged issue. Lookout does not
   *  document its effect in Intune. */
  Advisory: "advisory",
  Low: "low",
  /** Lookout's console may call it Moderate. */
  Medium: "medium",
  High: "high",
} as const;
export type Risk = (typeof Risk)[keyof typeof Risk];

/** All risks, lowest first. */
export const risks: readonly Risk[] = [Risk.None, Risk.Advisory, Risk.Low, Risk.Medium, Risk.High];

export const riskSchema = z.enum(Risk, {
  error: `a risk must be one of ${risks.join(", ")}; omit the classification if you do not want to manage it`,
});

/** Whether a risk is at least as great as another. */
export function isAtLeast(risk: Risk, other: Risk): boolean {
  return risks.indexOf(risk) >= risks.indexOf(other);
}

/** Parses a risk as Lookout's APIs write it (`HIGH`); undefined if this release does not know it. */
export function readRisk(text: string | undefined): Risk | undefined {
  return risks.find((risk) => risk === text?.toLowerCase());
}

/** The risk's name in Lookout's console. */
export function titleOf(risk: Risk): string {
  return capitalized(risk);
}

/** How an open issue of a risk affects a device in Intune. */
export interface ComplianceEffect {
  /** The device's threat level in Intune, inferred from Lookout's device states; null if undocumented. */
  readonly threatLevel: DeviceThreatLevel | null;
  /** Policies with these maximum levels mark the device noncompliant; null if undocumented. */
  readonly failsPoliciesThatRequire: readonly DeviceThreatLevel[] | null;
}

/** The effect of a risk. A policy names the highest level that is still compliant. */
export function complianceEffectOf(risk: Risk): ComplianceEffect {
  const threatLevel = threatLevelOf(risk);
  if (threatLevel === null) return { threatLevel, failsPoliciesThatRequire: null };
  return { threatLevel, failsPoliciesThatRequire: stricterLevels(threatLevel) };
}

/** The effect of a risk as text, such as `medium: fails policies that require secured or low`. */
export function describeComplianceEffect(risk: Risk): string {
  const { failsPoliciesThatRequire: levels } = complianceEffectOf(risk);
  if (levels === null) return `${risk}: its effect in Intune is not documented`;
  if (levels.length === 0) return `${risk}: fails no policy`;
  const list = [levels.slice(0, -1).join(", "), levels.at(-1)].filter((part) => part !== "").join(" or ");
  return `${risk}: fails policies that require ${list}`;
}

function threatLevelOf(risk: Risk): DeviceThreatLevel | null {
  if (risk === Risk.Advisory) return null;
  return risk === Risk.None ? DeviceThreatLevel.Secured : risk;
}
