import type { Finding } from "pulumi-lookout-intune/internal/console/evidence/finding";
import { describeAddConnectorStep } from "pulumi-lookout-intune/internal/model/add-connector-step";
import { ConsoleStatus } from "pulumi-lookout-intune/internal/model/configuration-mode";
import {
  connectorFailureOf,
  ConnectorStage,
  connectorStageOf,
} from "pulumi-lookout-intune/internal/model/connector-stage";
import { capitalized } from "pulumi-lookout-intune/internal/model/sentence";
import { ConsentStatus } from "pulumi-lookout-intune/internal/resources/lookout-tenant-consent/lookout-tenant-consent.schema";
import type { EvidenceSource } from "pulumi-lookout-intune/internal/resources/lookout-evidence/lookout-evidence.collect";
import { nameOf, type LiveResource } from "../live/live-resources";
import type { Values } from "../stack/stack-state";
import type { DriftEntry, Verdict } from "./drift-entry";

/** Finds drift of one resource of this package; empty if it matches its declaration. */
export function driftOf(resource: LiveResource): DriftEntry[] {
  const { actual } = resource;
  if ("failure" in actual) return [entry(resource, "unknown", [actual.failure])];
  if (actual.value === undefined) return [entry(resource, "gone", [`${titleOf(resource)} no longer exists.`])];
  const { outputs, differences } = actual.value;
  const observed = observe(resource, resource.stored.outputs, outputs);
  if (differences.length > 0) return [{ ...entry(resource, "differs", []), differences }, ...observed];
  return observed;
}

/** Drift that shows in outputs only, not in declared properties. */
function observe(resource: LiveResource, before: Values, now: Values): DriftEntry[] {
  const log = (verdict: Verdict, ...evidence: string[]) => [entry(resource, verdict, evidence)];
  switch (resource.type) {
    case "LookoutTenantConsent":
      // A read that failed leaves what an earlier one showed.
      if (
        now.consentStatus === ConsentStatus.Found &&
        typeof now.observedAt === "string" &&
        now.observedAt === before.observedAt
      )
        return log("unknown", `The consent existed. ${String(now.consentNote)}`);
      return before.consentStatus === ConsentStatus.Found && now.consentStatus !== ConsentStatus.Found
        ? log(
            now.consentStatus === ConsentStatus.NotChecked ? "unknown" : "differs",
            `The consent existed, and is ${String(now.consentStatus)} now. ${String(now.consentNote)}`,
          )
        : [];
    case "IntuneMtdConnector":
      return observeConnector(resource, now);
    case "IntuneManagedGooglePlayApp":
      return now.found === false
        ? log("pending", `Intune does not have the app yet, so it is assigned to nobody.`)
        : [];
    case "LookoutConnector":
    case "LookoutEnrollmentSettings":
    case "LookoutNotificationPreferences":
    case "LookoutThreatClassifications":
      return now.consoleStatus === ConsoleStatus.AwaitingConsole
        ? log("pending", `Revision ${String(now.revision)} is not recorded as entered in Lookout's console.`)
        : [];
    case "LookoutEvidence":
      return observeEvidence(resource, now);
    default:
      return [];
  }
}

function observeConnector(resource: LiveResource, { connected, partnerState, lastHeartbeat }: Values): DriftEntry[] {
  const word = (value: unknown, none: string) => (typeof value === "string" ? value : none);
  const state = `Intune shows the connector as ${word(partnerState, "missing")}, last heartbeat ${word(lastHeartbeat, "never")}.`;
  const log = (verdict: Verdict, what: string) => [entry(resource, verdict, [`${state} ${what}`])];
  const stage = connectorStageOf(typeof partnerState === "string" ? { partnerState } : undefined);
  if (stage === ConnectorStage.Unknown) return log("unknown", "This release does not know that state.");
  if (connected === false) {
    const step = stage === ConnectorStage.ToBeAdded ? ` ${describeAddConnectorStep()}` : "";
    return log("pending", `Its toggles cannot be set before Lookout has connected.${step}`);
  }
  if (stage !== ConnectorStage.SetUp) return log("differs", "Lookout is no longer connected.");
  const failure = connectorFailureOf(partnerState);
  return failure === undefined ? [] : log("differs", `${capitalized(failure)}.`);
}

function observeEvidence(resource: LiveResource, { findings, evidenceSources }: Values): DriftEntry[] {
  const unread = ((evidenceSources ?? []) as EvidenceSource[]).filter(({ observed }) => !observed);
  const unseen = unread.map(({ source, note }) => `${source} could not be read: ${note}`);
  return [
    ...((findings ?? []) as Finding[]).map((finding) => ({
      ...entry(resource, finding.verdict === "review" ? "review" : "differs", [finding.text]),
      title: finding.verdict === "fails" ? "Enrollment groups" : `Record of ${finding.subject}`,
    })),
    ...(unseen.length === 0 ? [] : [entry(resource, "review", unseen)]),
  ];
}

function entry(resource: LiveResource, verdict: Verdict, evidence: readonly string[]): DriftEntry {
  const { type, stored } = resource;
  return {
    resource: stored.name,
    type,
    title: titleOf(resource),
    id: stored.id ?? null,
    side: type.startsWith("Intune") || type === "LookoutTenantConsent" ? "Microsoft" : "Lookout",
    verdict,
    differences: [],
    evidence,
  };
}

function titleOf({ type, stored }: LiveResource): string {
  return `${type} ${nameOf(stored)}`;
}
