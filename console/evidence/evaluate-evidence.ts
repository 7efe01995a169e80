import { ConsoleStatus } from "../../model/configuration-mode";
import { connectorFailureOf, ConnectorStage, connectorStageOf, connectorUseOf } from "../../model/connector-stage";
import { evidenceSubjects, type EvidenceSubject } from "../../model/integration/actions";
import {
  listDeclaredRisks,
  type ThreatClassificationSettings,
} from "../../resources/lookout-threat-classifications/lookout-threat-classifications.schema";
import { describeComplianceEffect, titleOf, type Risk } from "../../model/risk";
import { describeWrongGroup } from "./enrollment-groups";
import type { EvidenceMemory, RememberedChange, RememberedRisk } from "./evidence-memory";
import type { DeviceObservation, GroupObservation, IntuneObservation, ThreatObservation } from "./observations";
import { showEnteredRisks } from "./observed-risks";

/** What a person recorded about one set of settings. */
export interface RecordedSettings {
  readonly revision: string;
  /** Null in gateway mode, where no acknowledgement is needed. */
  readonly consoleStatus: ConsoleStatus | null;
  readonly acknowledgedSettings: object | null;
  /** When the current revision was entered, ISO 8601; null if it was not acknowledged. */
  readonly acknowledgedAt: string | null;
}
export type RecordedSubjects = Partial<Readonly<Record<EvidenceSubject, RecordedSettings>>>;

/** One piece of evidence and what it means for a subject. */
export interface Finding {
  readonly subject: EvidenceSubject;
  /** `contradicts`: the acknowledgement can no longer be true. `fails`: it may be true, but the integration does not
   *  work. `review`: nothing is proved, but somebody should check. */
  readonly verdict: "contradicts" | "fails" | "review";
  /** What was observed and what to do, as text for people. */
  readonly text: string;
  /** Id of Lookout's event; null if the finding comes from Intune or from devices. */
  readonly eventId: string | null;
  /** When it happened or was observed, ISO 8601; null if unknown. */
  readonly at: string | null;
  /** The classification that the finding is about; null for other findings. */
  readonly classification: string | null;
}

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
        return [...risksChanged(recorded, memory), ...threatFindings(recorded, present)];
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
    finding("connector", "contradicts", connectorChange, `${actorOf(connectorChange)} ${what} Lookout's connector`, {
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
    `The newest ${sampleSize} devices report ${connectorIds.length} connector ids (${connectorIds.join(", ")}): the connector may have ` +
    "been created twice. Intune may no longer receive the data of devices with an older id.";
  const none =
    `${activeWithoutConnector} of the newest ${sampleSize} devices are active but report no connector, so Intune does not receive their threats. ` +
    "Check whether their owners are still in an enrollment group.";
  return [
    ...(connectorIds.length > 1 ? [several] : []),
    ...(activeWithoutConnector > 0 && connectorIds.length > 0 ? [none] : []),
  ].map((text) => ({ subject: "connector", verdict: "review", text, eventId: null, at: null, classification: null }));
}

function productChanged({ acknowledgedAt }: RecordedSettings, { productChange }: EvidenceMemory): Finding[] {
  if (productChange === null || !isAfter(productChange.at, acknowledgedAt)) return [];
  const fix = "It is not documented whether this includes the enrollment settings: check them in Lookout's console.";
  return [
    finding(
      "enrollmentSettings",
      "review",
      productChange,
      `${actorOf(productChange)} changed settings that Lookout names ${productChange.auditType}`,
      { acknowledgedAt, fix },
    ),
  ];
}

/** An event names neither device group nor platform, so it contradicts only if no declared risk of its classification
 *  equals it. */
function risksChanged(
  { acknowledgedSettings, acknowledgedAt }: RecordedSettings,
  { risks }: EvidenceMemory,
): Finding[] {
  const declared = listDeclaredRisks(acknowledgedSettings as ThreatClassificationSettings);
  const classifications = [...new Set(declared.map(({ classification }) => classification))];
  return classifications.flatMap((classification) => {
    const actual = risks[classification];
    const desired = declared.filter((one) => one.classification === classification).map(({ risk }) => risk);
    if (actual === undefined || (actual.risk !== null && desired.includes(actual.risk))) return [];
    const fix =
      `Declared: ${[...new Set(desired)].map(titleOf).join(" or ")}. Set it again in Lookout's console, or declare the new risk. ` +
      compareEffects(actual.risk, desired);
    return [
      {
        ...finding(
          "threatClassifications",
          actual.risk === null ? "review" : "contradicts",
          actual,
          `${actorOf(actual)} set ${classification} to ${showRisk(actual)}`,
          {
            acknowledgedAt,
            fix,
          },
        ),
        classification,
      },
    ];
  });
}

/** An open threat shows the risk of its device's group. That proves nothing, so the finding only asks somebody to
 *  check. */
function threatFindings(
  { acknowledgedSettings, acknowledgedAt }: RecordedSettings,
  { threats, observedAt }: PresentObservations,
): Finding[] {
  if (threats === null || acknowledgedAt === null) return [];
  if (!showEnteredRisks(acknowledgedAt, observedAt)) return [];
  const declared = listDeclaredRisks(acknowledgedSettings as ThreatClassificationSettings);
  return threats.flatMap(({ classification, risk, shown, threatId, count }) => {
    const desired = declared.filter((one) => one.classification === classification).map((one) => one.risk);
    if (desired.length === 0 || (risk !== null && desired.includes(risk))) return [];
    const text =
      `${count} open ${count === 1 ? "threat" : "threats"} of ${classification} (such as ${threatId}) have the risk ${showRisk({ risk, shown })}; declared: ` +
      `${[...new Set(desired)].map(titleOf).join(" or ")}. A device group that is not declared here may define it: check its policy in Lookout's console. ${compareEffects(risk, desired)}`;
    return [{ subject: "threatClassifications", verdict: "review", text, eventId: null, at: null, classification }];
  });
}

/** Compares how the actual risk and the declared risks affect compliance. */
function compareEffects(actual: Risk | null, declared: readonly Risk[]): string {
  const effects = [...new Set(declared)].map(describeComplianceEffect).join("; ");
  const effect = actual === null ? "an unknown level" : describeComplianceEffect(actual);
  return `In Intune, an open issue of this classification counts as ${effect}; declared: ${effects}.`;
}

/** A risk as the console shows it, or in Lookout's word if this release does not know it. */
function showRisk({ risk, shown }: Pick<RememberedRisk, "risk" | "shown">): string {
  return risk === null ? `"${String(shown)}", which this release does not know` : titleOf(risk);
}

function finding(
  subject: EvidenceSubject,
  verdict: Finding["verdict"],
  { eventId, at }: RememberedChange,
  what: string,
  { acknowledgedAt, fix }: { acknowledgedAt: string | null; fix: string },
): Finding {
  const record = acknowledgedAt === null ? "" : `; acknowledged at ${acknowledgedAt}`;
  return {
    subject,
    verdict,
    text: `${what} at ${at} (Lookout's audit event ${eventId}${record}). ${fix}`,
    eventId,
    at,
    classification: null,
  };
}

function actorOf({ actorType, actorId }: RememberedChange): string {
  const who = actorType === "ADMIN" ? "An administrator" : actorType === "SYSTEM" ? "Lookout's system" : actorType;
  return actorId === null ? who : `${who} (${actorId})`;
}

function isAfter(at: string, acknowledgedAt: string | null): boolean {
  return acknowledgedAt !== null && Date.parse(at) > Date.parse(acknowledgedAt);
}
