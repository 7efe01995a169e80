import { ConsoleStatus } from "../../model/configuration-mode";
import { evidenceSubjects, type EvidenceSubject } from "../../model/integration/actions";
import {
  defaultDeviceGroup,
  listDeclaredRisks,
  type ThreatClassificationSettings,
} from "../lookout-threat-classifications/lookout-threat-classifications.schema";
import type { ConsoleForm } from "../../console/runbook/console-form";
import { describeTask, type ConsoleTask, type TaskStep } from "../../console/runbook/task";
import { lookoutConnectorForm } from "../lookout-connector/lookout-connector.form";
import { enrollmentSettingsForm } from "../lookout-enrollment-settings/lookout-enrollment-settings.form";
import { notificationPreferencesForm } from "../lookout-notification-preferences/lookout-notification-preferences.form";
import { threatClassificationsForm } from "../lookout-threat-classifications/lookout-threat-classifications.form";
import { titleOf } from "../../model/risk";
import type { Finding, RecordedSubjects } from "../../console/evidence/finding";
import { listVoidRisks } from "../../console/evidence/policy-findings";
import { listKnownRisks } from "../../console/evidence/policy-memory";
import type { EvidenceMemory } from "../../console/evidence/evidence-memory";

const forms: Readonly<Record<EvidenceSubject, ConsoleForm<never>>> = {
  connector: lookoutConnectorForm,
  enrollmentSettings: enrollmentSettingsForm,
  notificationPreferences: notificationPreferencesForm,
  threatClassifications: threatClassificationsForm,
};

/** What a person must do about contradicted settings: only the known differences, or else a check of every field.
 *  Null for the others. */
export function repairTasks(
  subjects: RecordedSubjects,
  findings: readonly Finding[],
  memory: EvidenceMemory,
): Record<EvidenceSubject, ConsoleTask | null> {
  const taskOf = (subject: EvidenceSubject): ConsoleTask | null => {
    const recorded = subjects[subject];
    const against = findings.filter((one) => one.subject === subject && one.verdict === "contradicts");
    if (recorded?.consoleStatus !== ConsoleStatus.Acknowledged || recorded.acknowledgedSettings === null) return null;
    if (against.length === 0) return null;
    const settings = recorded.acknowledgedSettings as never;
    const review = describeTask(forms[subject], recorded.revision, settings, settings);
    return subject === "threatClassifications" ? onlyContradicted(review, settings, against, memory) : review;
  };
  return Object.fromEntries(evidenceSubjects.map((subject) => [subject, taskOf(subject)])) as Record<
    EvidenceSubject,
    ConsoleTask | null
  >;
}

function onlyContradicted(
  task: ConsoleTask,
  settings: ThreatClassificationSettings,
  against: readonly Finding[],
  memory: EvidenceMemory,
): ConsoleTask {
  const steps = against.flatMap((finding): TaskStep[] =>
    finding.classification === null ? resetSteps(settings, finding, memory) : riskSteps(settings, finding, memory),
  );
  return { ...task, occasion: "change", steps };
}

/** After a reset nobody knows what the console holds, so each risk that nobody set since is entered again. */
function resetSteps(
  settings: ThreatClassificationSettings,
  { deviceGroup }: Finding,
  memory: EvidenceMemory,
): TaskStep[] {
  if (deviceGroup === undefined) return [];
  const unknown = listVoidRisks(listDeclaredRisks(settings), deviceGroup, memory);
  const only = onlyOf(settings, deviceGroup, (id) => unknown.some(({ classification }) => classification === id));
  return stepsOf(only, (value) => ({ kind: "enter", values: [value] }));
}

function riskSteps(
  settings: ThreatClassificationSettings,
  { classification, deviceGroup }: Finding,
  memory: EvidenceMemory,
): TaskStep[] {
  const known = listKnownRisks(memory).find(
    (one) => one.classification === classification && one.deviceGroup === deviceGroup,
  );
  if (known === undefined || known.risk === null) return [];
  const from = titleOf(known.risk);
  const only = onlyOf(settings, deviceGroup, (id) => id === classification);
  return stepsOf(only, (value) => ({ kind: "replace", from, to: value }));
}

function stepsOf(settings: ThreatClassificationSettings, changeTo: (value: string) => TaskStep["change"]): TaskStep[] {
  return threatClassificationsForm.fields(settings).map(({ tab, label, value, hint }) => ({
    tab: tab ?? null,
    label,
    change: changeTo(String(value)),
    hint: hint ?? null,
  }));
}

/** The settings of these classifications in one device group; undefined means all groups. */
function onlyOf(
  settings: ThreatClassificationSettings,
  deviceGroup: string | undefined,
  isIncluded: (classification: string) => boolean,
): ThreatClassificationSettings {
  const only = (group: string, choices: ThreatClassificationSettings["risks"]) =>
    Object.fromEntries(
      Object.entries(choices).filter(([id]) => [undefined, group].includes(deviceGroup) && isIncluded(id)),
    );
  const groups = Object.entries(settings.deviceGroups ?? {}).map(
    ([name, choices]) => [name, only(name, choices)] as const,
  );
  return { risks: only(defaultDeviceGroup, settings.risks), deviceGroups: Object.fromEntries(groups) };
}
