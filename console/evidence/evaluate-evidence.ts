import { ConsoleStatus } from "../../model/configuration-mode";
import { connectorFailureOf, ConnectorStage, connectorStageOf, connectorUseOf } from "../../model/connector-stage";
import { quoteName } from "../../model/hidden-characters";
import { evidenceSubjects, type EvidenceSubject } from "../../model/integration/actions";
import { describeWrongGroup } from "./enrollment-groups";
import type { EvidenceMemory } from "./evidence-memory";
import { findingOf, isAfter, type Finding, type RecordedSettings, type RecordedSubjects } from "./finding";
import type { DeviceObservation, GroupObservation, IntuneObservation, ThreatObservation } from "./observations";
import { policyFindings, threatFindings } from "./policy-findings";
import { actorOf, isHousekeeping } from "./remembered-change";

/** What the services show now; null for a source that could not be read. */
export interface PresentObservations {
  readonly intune: IntuneObservation | null;
  readonly devices: DeviceObservation | null;
  readonly threats: readonly ThreatObservation[] | null;
  readonly groups: readonly GroupObservation[] | null;
  /** When the observations were collected, ISO 8601. */
  readonly observedAt: string;
}

/** Lists all findings: about acknowledged settings, and about groups that Lookout does not find, even if their names
 *  were not acknowledged. */
export function findEvidence(
  subjects: RecordedSubjects,
  memory: EvidenceMemory,
  present: PresentObservations,
): Finding[] {
  return [...groupsNotFound(present), ...recordFindings(subjects, memory, present)];
}

function groupsNotFound({ groups, observedAt }: PresentObservations): Finding[] {
  return (groups ?? []).flatMap((group) => {
    const wrong = describeWrongGroup(group);
    if (wrong === undefined) return [];
    const text = `${wrong.what} ${wrong.fix}`;
    return [{ subject: "connector", verdict: "fails", text, eventId: null, at: observedAt, classification: null }];
  });
}

function recordFindings(subjects: RecordedSubjects, memory: EvidenceMemory, present: PresentObservations): Finding[] {
  return evidenceSubjects.flatMap((subject) => {
    const recorded = subjects[subject];
    if (recorded?.consoleStatus !== ConsoleStatus.Acknowledged) return [];
    switch (subject) {
      case "connector":
        return [
          ...connectorChanged(recorded, memory),
          ...connectorAtIntune(memory, present),
          ...deviceFindings(present),
        ];
      case "enrollmentSettings":
        return productChanged(recorded, memory);
      case "threatClassifications":
        return [...policyFindings(recorded, memory), ...threatFindings(recorded, present)];
      case "notificationPreferences":
        return [];
    }
  });
}

/** The status of each subject after evaluating the evidence. A subject is contradicted if any finding contradicts it. */
export function statusesWith(
  subjects: RecordedSubjects,
  findings: readonly Finding[],
): Record<EvidenceSubject, ConsoleStatus | null> {
  const statusOf = (subject: EvidenceSubject): ConsoleStatus | null =>
    findings.some((finding) => finding.subject === subject && finding.verdict === "contradicts")
      ? ConsoleStatus.Contradicted
      : (subjects[subject]?.consoleStatus ?? null);
  return {
    connector: statusOf("connector"),
    enrollmentSettings: statusOf("enrollmentSettings"),
    notificationPreferences: statusOf("notificationPreferences"),
    threatClassifications: statusOf("threatClassifications"),
  };
}

function connectorChanged({ acknowledgedAt }: RecordedSettings, { connectorChange }: EvidenceMemory): Finding[] {
  if (connectorChange === null || !isAfter(connectorChange.at, acknowledgedAt)) return [];
  const gone = ["DELETED", "PURGED"].includes(connectorChange.changeType);
  const what = gone ? "deleted" : connectorChange.changeType === "CREATED" ? "created" : "changed";
  const fix = gone
    ? "Create it again as in the runbook, and record that again."
    : "Lookout does not report which fields: compare them with the runbook, and record the acknowledgement again with a later time.";
  return [
    findingOf("connector", "contradicts", connectorChange, `${actorOf(connectorChange)} ${what} Lookout's connector`, {
      acknowledgedAt,
      fix,
    }),
  ];
}

function connectorAtIntune({ wasConnected }: EvidenceMemory, { intune }: PresentObservations): Finding[] {
  if (intune === null) return [];
  const { partnerState, lastHeartbeat } = intune;
  const since = lastHeartbeat === null ? "it never had a heartbeat" : `the last heartbeat was at ${lastHeartbeat}`;
  const found = (verdict: Finding["verdict"], text: string): Finding[] => [
    {
      subject: "connector",
      verdict,
      text: `${text} Check the connector in Lookout's console.`,
      eventId: null,
      at: lastHeartbeat,
      classification: null,
    },
  ];
  if (partnerState === null) {
    return wasConnected
      ? found("contradicts", `Intune no longer has Lookout's connector, although it was connected before (${since}).`)
      : [];
  }
  const shown = `Intune shows Lookout's connector as ${partnerState}`;
  const failure = connectorFailureOf(partnerState);
  if (failure !== undefined) {
    // A partner in an error state proves nothing about what was entered; one that stays silent for days does.
    const verdict = connectorUseOf(partnerState) === "ignored" ? "contradicts" : "review";
    return found(verdict, `${shown}: ${failure} (${since}).`);
  }
  switch (connectorStageOf({ partnerState })) {
    case ConnectorStage.SetUp:
      return [];
    case ConnectorStage.Unknown:
      return found("review", `${shown}, a state that this release does not know (${since}).`);
    case ConnectorStage.ToBeAdded:
    case ConnectorStage.WaitingForContact:
      return wasConnected ? found("contradicts", `${shown}, although it was connected before (${since}).`) : [];
  }
}

/** Device reports prove nothing about the connector's settings, but they show which devices the integration does not
 *  reach. */
function deviceFindings({ devices }: PresentObservations): Finding[] {
  if (devices === null) return [];
  const { connectorIds, sampleSize, activeWithoutConnector } = devices;
  const several =
    `Indirect sign: the newest ${sampleSize} devices report ${connectorIds.length} connector ids (${connectorIds.join(", ")}): the connector may have ` +
    "been created twice. Intune may no longer receive the data of devices with an older id.";
  const none =
    `Indirect sign: ${activeWithoutConnector} of the newest ${sampleSize} devices are active but report no connector, so Intune does not receive their threats. ` +
    "Check whether their owners are still in an enrollment group.";
  return [
    ...(connectorIds.length > 1 ? [several] : []),
    ...(activeWithoutConnector > 0 && connectorIds.length > 0 ? [none] : []),
  ].map((text) => ({ subject: "connector", verdict: "review", text, eventId: null, at: null, classification: null }));
}

function productChanged({ acknowledgedAt }: RecordedSettings, { productChange }: EvidenceMemory): Finding[] {
  if (productChange === null || isHousekeeping(productChange) || !isAfter(productChange.at, acknowledgedAt)) return [];
  const { auditType, unknownNames = [] } = productChange;
  const names = unknownNames.length === 0 ? "" : ` (${unknownNames.map(quoteName).join(", ")})`;
  const fix = "It is not documented whether this includes the enrollment settings: check them in Lookout's console.";
  return [
    findingOf(
      "enrollmentSettings",
      "review",
      productChange,
      `${actorOf(productChange)} changed settings that Lookout names ${auditType}${names}`,
      { acknowledgedAt, fix },
    ),
  ];
}
