import type { ConsoleForm } from "pulumi-lookout-intune/internal/console/runbook/console-form";
import { lookoutConnectorForm } from "pulumi-lookout-intune/internal/resources/lookout-connector/lookout-connector.form";
import { enrollmentSettingsForm } from "pulumi-lookout-intune/internal/resources/lookout-enrollment-settings/lookout-enrollment-settings.form";
import { consoleQuestions, type ConsoleQuestion } from "../init/questions/lookout";
import type { PartialAnswers } from "../init/questions";

type ConsoleAnswer = keyof typeof consoleQuestions;

const forms: Readonly<Record<ConsoleQuestion["section"], Pick<ConsoleForm<never>, "laterPath" | "fields">>> = {
  connector: lookoutConnectorForm,
  enrollmentSettings: enrollmentSettingsForm,
};

/** Where Lookout's console shows the answers of an existing integration, which no API has. */
export const whereToRead = Object.fromEntries(
  Object.entries(consoleQuestions).map(([name, { section }]) => [name, locate(name, section)]),
) as Readonly<Record<ConsoleAnswer, string>>;

/** Where to read the missing answers; shown before the prompts. */
export function consoleHint(given: PartialAnswers): string | undefined {
  const missing = Object.entries(whereToRead).filter(([name]) => given[name as ConsoleAnswer] === undefined);
  if (missing.length === 0) return undefined;
  return [
    "An existing integration shows these answers in Lookout's console:",
    ...missing.map(([name, where]) => `- ${name}: ${where}`),
  ].join("\n");
}

/** The path to the field of a setting. */
function locate(name: string, section: ConsoleQuestion["section"]): string {
  const form = forms[section];
  // The field that shows a setting is the one that shows the value of this sample: the setting's own name.
  const field = form.fields({ [name]: name } as never).find(({ value }) => value === name);
  const tab = field?.tab === undefined ? "" : `, ${field.tab}`;
  return `${form.laterPath}${tab}, "${field?.label ?? ""}"`;
}
