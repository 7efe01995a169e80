import { isPlaceholder } from "../model/placeholder";

/** One thing that is wrong with the stack's config. */
export interface ConfigProblem {
  /** The full key, such as `lookout-intune:enrollmentSettings.daysUntilDisconnected`. */
  readonly key: string;
  /** What was found, such as `is 91` or `is missing`. Never the value of a secret. */
  readonly found?: string;
  /** Cause and fix, one sentence without its full stop. */
  readonly message: string;
  /** The command that corrects it, where one command does. */
  readonly fix?: string;
}

/** The same problem, whatever it was found beside. */
export function isSameProblem(one: ConfigProblem, other: ConfigProblem): boolean {
  return one.key === other.key && one.message === other.message;
}

/** How a value is written in a message: short, on one line. */
export function showValue(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** The command that sets a value; for a map that is missing or empty, the one that sets its first member. */
export function setCommand(key: string, value: unknown): string | undefined {
  const leaf = firstMembers[key];
  const isMissing = value === undefined || (typeof value === "object" && Object.keys(value ?? {}).length === 0);
  if (leaf !== undefined) return isMissing ? setCommand(leaf, "") : undefined;
  if (value !== null && typeof value === "object") return undefined;
  const placeholder = typeof value === "string" && isPlaceholder(value) ? value : placeholderOf(key);
  return `pulumi config set ${quoted(key)} ${placeholder}`;
}

export function removeCommand(key: string): string {
  return `pulumi config rm ${quoted(key)}`;
}

/** All problems in one text, for a person who corrects them from top to bottom. */
export function formatProblems(problems: readonly ConfigProblem[], signInProblems: readonly string[]): string {
  const count = problems.length + signInProblems.length;
  const lines = [
    ...problems.flatMap(({ key, found, message, fix }) => [
      `- ${key}${found === undefined ? "" : ` ${found}`}: ${withFullStop(message)}`,
      ...(fix === undefined ? [] : [`    ${fix}`]),
    ]),
    ...signInProblems.map((problem) => `- ${withFullStop(problem)}`),
  ];
  return [
    `The stack's config has ${count === 1 ? "1 problem" : `${count} problems`}; nothing was changed.`,
    ...lines,
  ].join("\n");
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

const placeholders: Readonly<Record<string, string>> = {
  daysUntilDisconnected: "<days>",
  unresponsiveAfterDays: "<days>",
  heartbeatMinutes: "<minutes>",
  waitMinutes: "<minutes>",
  errorEmail: "<address>",
  existingObjectId: "<object id>",
  displayName: "'<name>'",
  mode: "<console or gateway>",
  partner: "'Lookout for Work'",
  lookoutTenant: "<none, tied or separate>",
  applicationId: "<client id>",
  enabled: "true",
  "includedApplications[0]": "<Office365, All, or a client id>",
  operator: "<AND or OR>",
};

function placeholderOf(key: string): string {
  return placeholders[key.split(/[.:]/).at(-1) ?? ""] ?? "<value>";
}

function quoted(key: string): string {
  return /[.[]/.test(key) ? `--path '${key}'` : key;
}

function withFullStop(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
