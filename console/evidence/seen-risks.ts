import { risks, type Risk } from "../../model/risk";
import type { EvidenceMemory } from "./memory";
import type { ThreatObservation } from "./observations";

/** A risk that Lookout gives to a classification. Neither source names the device group or the platform. */
export interface SeenRisk {
  /** Lookout's id, such as `ADWARE`. */
  readonly classification: string;
  readonly risk: Risk;
  /** Audit events show what was set last; open threats show the risk in effect. */
  readonly shownBy: "Lookout's audit events" | "Lookout's open threats";
  /** When it was set or observed, ISO 8601. */
  readonly at: string;
}

/** How long Lookout can take to re-evaluate open issues after a risk changes, in ms. Source:
 *  https://doc.lookout.com/en/mobile-endpoint-security/mes-console/lookout-mobile-endpoint-security-console-administration/core-modules/the-protections-module/the-policies-tab/ */
const rejudgingMs = 24 * 60 * 60 * 1000;

/** Whether open threats already reflect the risks entered at `enteredAt`, and no longer the previous ones. */
export function showEnteredRisks(enteredAt: string, lookedAt: string): boolean {
  return Date.parse(lookedAt) - Date.parse(enteredAt) >= rejudgingMs;
}

/** Every observed risk, sorted by classification and then from the lowest risk. Risks that this release does not know
 *  are left out, because their effect is unknown; a finding names them. */
export function listSeenRisks(
  { risks: lastSet }: Pick<EvidenceMemory, "risks">,
  { threats, lookedAt }: { readonly threats: readonly ThreatObservation[] | null; readonly lookedAt: string },
  acknowledgedAt: string | null,
): SeenRisk[] {
  const set = Object.entries(lastSet).flatMap(([classification, { risk, at }]): SeenRisk[] =>
    risk === null ? [] : [{ classification, risk, shownBy: "Lookout's audit events", at }],
  );
  const isCurrent = acknowledgedAt === null || showEnteredRisks(acknowledgedAt, lookedAt);
  const open = (isCurrent ? (threats ?? []) : []).flatMap(({ classification, risk }): SeenRisk[] =>
    risk === null ? [] : [{ classification, risk, shownBy: "Lookout's open threats", at: lookedAt }],
  );
  return [...set, ...open].sort(
    (a, b) =>
      a.classification.localeCompare(b.classification, "en") ||
      a.shownBy.localeCompare(b.shownBy, "en") ||
      risks.indexOf(a.risk) - risks.indexOf(b.risk),
  );
}
