import { risks, type Risk } from "../../model/risk";
import type { EvidenceMemory } from "./memory";
import type { ThreatObservation } from "./observations";

/** A risk that Lookout was seen to give to a classification. Neither source names the device group or the platform. */
export interface SeenRisk {
  /** An id of Lookout's, such as `ADWARE`. */
  readonly classification: string;
  readonly risk: Risk;
  /** Audit events tell what was set last; open threats, what Lookout works with. */
  readonly shownBy: "Lookout's audit events" | "Lookout's open threats";
  /** When it was set, or seen; ISO 8601. */
  readonly at: string;
}

/** How long Lookout can take to judge open issues anew after a changed risk, in ms. Source:
 *  https://doc.lookout.com/en/mobile-endpoint-security/mes-console/lookout-mobile-endpoint-security-console-administration/core-modules/the-protections-module/the-policies-tab/ */
const rejudgingMs = 24 * 60 * 60 * 1000;

/** Whether open threats show the risks that were entered at a time, and no longer those from before. */
export function showEnteredRisks(enteredAt: string, lookedAt: string): boolean {
  return Date.parse(lookedAt) - Date.parse(enteredAt) >= rejudgingMs;
}

/** Every risk that was seen, by classification and from the least, whatever is declared. One that this release does not know has no
 *  effect that could be told: a finding names it. */
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
