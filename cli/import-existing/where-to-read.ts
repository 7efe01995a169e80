import type { ConsoleField, ConsoleForm } from "pulumi-lookout-intune/internal/console/runbook/console-form";
import { lookoutConnectorForm } from "pulumi-lookout-intune/internal/resources/lookout-connector/lookout-connector.form";
import { enrollmentSettingsForm } from "pulumi-lookout-intune/internal/resources/lookout-enrollment-settings/lookout-enrollment-settings.form";
import type { consoleQuestions } from "../init/questions/lookout";
import type { PartialAnswers } from "../init/questions";

type ConsoleAnswer = keyof typeof consoleQuestions;

/** Values by which the fields of the forms are found; nothing shows them. */
const sample = {
  ...{ heartbeatMinutes: 1, errorEmail: "errorEmail", daysUntilDisconnected: 1 },
  ...{ enrollmentGroupNames: [], deviceStatusSync: true, threatStatusSync: true },
};

/** Where Lookout's console shows the answers of an existing integration, which no API has. */
export const whereToRead: Readonly<Record<ConsoleAnswer, string>> = {
  heartbeatMinutes: locate(lookoutConnectorForm, sample, String(sample.heartbeatMinutes)),
  errorEmail: locate(lookoutConnectorForm, sample, sample.errorEmail),
  daysUntilDisconnected: locate(enrollmentSettingsForm, sample, undefined),
};

/** Where to read the missing answers; shown before the prompts. */
export function consoleHint(given: PartialAnswers): string | undefined {
  const missing = Object.entries(whereToRead).filter(([name]) => given[name as ConsoleAnswer] === undefined);
  if (missing.length === 0) return undefined;
  return [
    "An existing integration shows these answers in Lookout's console:",
    ...missing.map(([name, where]) => `- ${name}: ${where}`),
  ].join("\n");
}

/** The path to a field, which is the only one if no value is given. */
function locate<Settings>(form: ConsoleForm<Settings>, settings: Settings, value: string | undefined): string {
  const fields: readonly ConsoleField[] = form.fields(settings);
  const field = fields.find((one) => value === undefined || one.value === value);
  const tab = field?.tab === undefined ? "" : `, ${field.tab}`;
  return `${form.laterPath}${tab}, "${field?.label ?? ""}"`;
}
