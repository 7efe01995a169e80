import { printable } from "../model/printable";
import { withFullStop } from "../model/sentence";
import { CommandPlaceholder, isPasteable, shellCommand } from "../model/shell-command";

/** A problem with the stack config. */
export interface ConfigProblem {
  /** The full key, such as `lookout-intune:connector.heartbeatMinutes`. */
  readonly key: string;
  /** The current value, such as `is 0` or `is missing`. Never the value of a secret. */
  readonly found?: string;
  /** Cause and fix: one sentence without a final period. */
  readonly message: string;
  /** The command that fixes it, if a single command can. */
  readonly fix?: string;
}

/** Whether two problems are the same, regardless of the current value. */
export function isSameProblem(one: ConfigProblem, other: ConfigProblem): boolean {
  return one.key === other.key && one.message === other.message;
}

/** Formats a value for a message: one line, at most 80 characters. */
export function showValue(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** Returns the command that sets a value; for a missing or empty map, the command that sets its first member. Undefined if no
 *  single command can, or none that is safe to paste. */
export function setCommand(key: string, value: unknown): string | undefined {
  const leaf = firstMembers[key];
  const isMissing = value === undefined || (typeof value === "object" && Object.keys(value ?? {}).length === 0);
  if (leaf !== undefined) return isMissing ? setCommand(leaf, "") : undefined;
  if (value !== null && typeof value === "object") return undefined;
  const example = examples[settingOf(key)] ?? placeholderOf(settingOf(key));
  return isPath(key)
    ? shellCommand`pulumi config set --path ${key} ${example}`
    : shellCommand`pulumi config set ${key} ${example}`;
}

/** Returns the command that removes a setting. Undefined if none is safe to paste. */
export function removeCommand(key: string): string | undefined {
  return isPath(key) ? shellCommand`pulumi config rm --path ${key}` : shellCommand`pulumi config rm ${key}`;
}

/** Formats all problems as one message, in the order in which to fix them. */
export function formatProblems(problems: readonly ConfigProblem[], signInProblems: readonly string[]): string {
  const count = problems.length + signInProblems.length;
  const lines = [
    ...problems.flatMap(({ key, found, message, fix = fixByHand(key) }) => [
      printable(`- ${key}${found === undefined ? "" : ` ${found}`}: ${withFullStop(message)}`),
      ...(fix === undefined ? [] : [`    ${fix}`]),
    ]),
    ...signInProblems.map((problem) => printable(`- ${withFullStop(problem)}`)),
  ];
  return [
    `The stack's config has ${count === 1 ? "1 problem" : `${count} problems`}; nothing was changed.`,
    ...lines,
  ].join("\n");
}

/** No command can name such a key without a risk for whoever pastes it. */
function fixByHand(key: string): string | undefined {
  return isPasteable(key)
    ? undefined
    : "Edit this key in Pulumi.<stack>.yaml. It has characters that are not safe in a command.";
}

const firstMembers: Readonly<Record<string, string>> = {
  "lookout-intune:accessGroups": "lookout-intune:accessGroups.full.displayName",
  "lookout-intune:accessGroups.full": "lookout-intune:accessGroups.full.displayName",
  "lookout-intune:conditionalAccess.breakGlassGroup":
    "lookout-intune:conditionalAccess.breakGlassGroup.existingObjectId",
  "lookout-intune:conditionalAccess.includedApplications": "lookout-intune:conditionalAccess.includedApplications[0]",
  "lookout-intune:enrollmentGroups": "lookout-intune:enrollmentGroups.pilot.displayName",
  "lookout-intune:intuneConnector": "lookout-intune:intuneConnector.ios.enabled",
};

/** Values that can be set as they are. */
const examples: Readonly<Record<string, string>> = { partner: "Lookout for Work", enabled: "true" };

const placeholders: Readonly<Record<string, string>> = {
  errorEmail: "<address>",
  existingObjectId: "<object id>",
  displayName: "<name>",
  mode: "<console or gateway>",
  lookoutTenant: "<none, tied or separate>",
  applicationId: "<client id>",
  "includedApplications[0]": "<Office365, All, or a client id>",
  operator: "<AND or OR>",
};

function settingOf(key: string): string {
  return key.split(/[.:]/).at(-1) ?? "";
}

function placeholderOf(setting: string): CommandPlaceholder {
  // Every setting that is a time has its unit in its name.
  const unit = /days|hours|minutes/i.exec(setting)?.[0].toLowerCase();
  return new CommandPlaceholder(placeholders[setting] ?? (unit === undefined ? "<value>" : `<${unit}>`));
}

function isPath(key: string): boolean {
  return /[.[]/.test(key);
}
