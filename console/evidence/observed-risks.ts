import { risks, type Risk } from "../../model/risk";
import type { ThreatObservation } from "./observations";
import { listKnownResponses, listKnownRisks, type PolicyMemory } from "./policy-memory";

/** A risk that Lookout gives to a classification. No source names the platform. */
export interface ObservedRisk {
  /** Lookout's id, such as `ADWARE`. */
  readonly classification: string;
  /** Name of Lookout's device group. Absent for open threats, and for events that name no group. */
  readonly deviceGroup?: string;
  readonly risk: Risk;
  /** Audit events show what was set last; open threats show the risk in effect. */
  readonly source: "Lookout's audit events" | "Lookout's open threats";
  /** When it was set or observed, ISO 8601. */
  readonly at: string;
}

/** How long Lookout can take to re-evaluate open issues after a risk changes, in ms. Source:
 *  https://doc.lookout.com/en/mobile-endpoint-security/mes-console/lookout-mobile-endpoint-security-console-administration/core-modules/the-protections-module/the-policies-tab/ */
const reassessmentMs = 24 * 60 * 60 * 1000;

/** Whether open threats already reflect the risks entered at `enteredAt`, and no longer the previous ones. */
export function showEnteredRisks(enteredAt: string, observedAt: string): boolean {
  return Date.parse(observedAt) - Date.parse(enteredAt) >= reassessmentMs;
}

/** Every observed risk, sorted by classification and then from the lowest risk. Risks that this release does not know
 *  are left out, because their effect is unknown; a finding names them. */
export function listObservedRisks(
  memory: PolicyMemory,
  { threats, observedAt }: { readonly threats: readonly ThreatObservation[] | null; readonly observedAt: string },
  acknowledgedAt: string | null,
): ObservedRisk[] {
  const set = listKnownRisks(memory).flatMap(({ classification, deviceGroup, risk, at }): ObservedRisk[] => {
    const group = deviceGroup === undefined ? {} : { deviceGroup };
    return risk === null ? [] : [{ classification, ...group, risk, source: "Lookout's audit events", at }];
  });
  const isCurrent = acknowledgedAt === null || showEnteredRisks(acknowledgedAt, observedAt);
  const open = (isCurrent ? (threats ?? []) : []).flatMap(({ classification, risk }): ObservedRisk[] =>
    risk === null ? [] : [{ classification, risk, source: "Lookout's open threats", at: observedAt }],
  );
  return [...set, ...open].sort(
    (a, b) =>
      a.classification.localeCompare(b.classification, "en") ||
      a.source.localeCompare(b.source, "en") ||
      risks.indexOf(a.risk) - risks.indexOf(b.risk),
  );
}

/** What Lookout does on a phone about an issue of a classification. It is shown only: no setting declares it. */
export interface ObservedResponse {
  /** Lookout's id, such as `ADWARE`. */
  readonly classification: string;
  /** Name of Lookout's device group. Absent if the event names no group. */
  readonly deviceGroup?: string;
  /** In Lookout's word, such as `notify`. */
  readonly response: string;
  /** Id of Lookout's event. */
  readonly eventId: string;
  /** When it was set, ISO 8601. */
  readonly at: string;
}

/** Every response that the audit stream shows, the Default Group's first. */
export function listObservedResponses(memory: PolicyMemory): ObservedResponse[] {
  return listKnownResponses(memory).map(({ classification, deviceGroup, response, eventId, at }) => ({
    classification,
    ...(deviceGroup === undefined ? {} : { deviceGroup }),
    response,
    eventId,
    at,
  }));
}
