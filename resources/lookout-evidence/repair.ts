import { ConsoleStatus } from "../../model/configuration-mode";
import { evidenceSubjects, type EvidenceSubject } from "../../model/integration/actions";
import type { ThreatClassificationSettings } from "../lookout-threat-classifications/lookout-threat-classifications.schema";
import type { ConsoleForm } from "../../console/runbook/console-form";
import { describeTask, type ConsoleTask, type TaskStep } from "../../console/runbook/task";
import { lookoutConnectorForm } from "../lookout-connector/lookout-connector.form";
import { enrollmentSettingsForm } from "../lookout-enrollment-settings/lookout-enrollment-settings.form";
import { notificationPreferencesForm } from "../lookout-notification-preferences/lookout-notification-preferences.form";
import { threatClassificationsForm } from "../lookout-threat-classifications/lookout-threat-classifications.form";
import { titleOf } from "../../model/risk";
import type { Finding, RecordedSubjects } from "../../console/evidence/evaluate-evidence";
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
  { risks }: EvidenceMemory,
): ConsoleTask {
  const steps = against.flatMap(({ classification }): TaskStep[] => {
    const observation = classification === null ? undefined : risks[classification];
    if (classification === null || observation?.risk === undefined || observation.risk === null) return [];
    const { risk } = observation;
    const only = threatClassificationsForm.fields(onlyOf(settings, classification));
    return only.map(({ tab, label, value, hint }) => ({
      tab: tab ?? null,
      label,
      change: { kind: "replace", from: titleOf(risk), to: String(value) },
      hint: hint ?? null,
    }));
  });
  return { ...task, occasion: "change", steps };
}

function onlyOf(settings: ThreatClassificationSettings, classification: string): ThreatClassificationSettings {
  const only = (choices: ThreatClassificationSettings["risks"]) =>
    Object.fromEntries(Object.entries(choices).filter(([id]) => id === classification));
  const groups = Object.entries(settings.deviceGroups ?? {}).map(([name, choices]) => [name, only(choices)] as const);
  return { risks: only(settings.risks), deviceGroups: Object.fromEntries(groups) };
}
