import assert from "node:assert/strict";

/** What a person reads in one section of the runbook, and where it goes. */
export interface RunbookTask {
  readonly url: string;
  /** Where in the console's menu. */
  readonly path: string;
  readonly fields: readonly Field[];
  /** The form of the local console, and what is entered there. */
  readonly form: string;
  readonly body: object;
}

interface Field {
  readonly tab: string;
  readonly label: string;
  readonly values: readonly string[];
}

/** Reads the section of a revision, as a person would: nothing but its text. */
export function readRunbookTask(runbook: string, revision: string): RunbookTask {
  const section = runbook.split(/^## /m).find((part) => part.split("\n")[0]?.includes(revision));
  assert.ok(section, `the runbook has no section for revision ${revision}:\n${runbook}`);
  const url = /^1\. Sign in to (\S+) as /m.exec(section)?.[1];
  const path = /^2\. Open \*\*(.+)\*\*\.$/m.exec(section)?.[1];
  assert.ok(url !== undefined && path !== undefined, section);
  const fields = readFields(section);
  assert.ok(fields.length > 0, section);
  const [, form] =
    forms.find(([location]) => path.startsWith(location)) ?? assert.fail(`nobody knows the form ${path}`);
  return { url, path, fields, ...form(fields) };
}

/** A field is a line with its value, or with a list of values below it. */
function readFields(section: string): Field[] {
  let tab = "";
  const fields: { tab: string; label: string; values: string[] }[] = [];
  for (const line of section.split("\n")) {
    tab = /^### (.+)$/.exec(line)?.[1] ?? tab;
    const field = /^- (.+?):(?: `(.*)`)?$/.exec(line);
    if (field !== null) fields.push({ tab, label: field[1] ?? "", values: field[2] === undefined ? [] : [field[2]] });
    const member = /^ {2}- `(.*)`$/.exec(line)?.[1];
    if (member !== undefined) fields.at(-1)?.values.push(member);
  }
  return fields;
}

type Form = (fields: readonly Field[]) => Pick<RunbookTask, "form" | "body">;

/** The console's forms, by the location that the runbook gives. */
const forms: readonly (readonly [string, Form])[] = [
  [
    "System > Connectors",
    (fields) => ({
      form: "connector",
      body: {
        heartbeatMinutes: Number(valueOf(fields, "Connection Settings", /^Heartbeat Frequency \(minutes\)$/)),
        enrollmentGroupNames: valuesOf(fields, "Enrollment Management", /security groups/),
        deviceStatusSync: isOn(valueOf(fields, "State Sync", /^Device status$/)),
        threatStatusSync: isOn(valueOf(fields, "State Sync", /^Threat status$/)),
        errorEmail: valueOf(fields, "Error Management", /email address/i),
      },
    }),
  ],
  [
    "System > Manage Enrollment",
    (fields) => ({
      form: "enrollment-settings",
      body: { daysUntilDisconnected: Number(valueOf(fields, "", /^Disconnected Status \(days\)$/)) },
    }),
  ],
  [
    "Protections > Policies",
    (fields) => ({
      form: "classifications",
      body: Object.fromEntries(
        fields.map(({ label, values }) => [label.replace(/^Risk of /, ""), values[0]?.toUpperCase()]),
      ),
    }),
  ],
  [
    "Preferences",
    (fields) => ({
      form: "notification-preferences",
      body: {
        recipients: [...new Set(fields.map(({ tab }) => tab))].map((tab) => ({
          email: tab.replace(/^Signed in as /, ""),
          notifications: Object.fromEntries(
            fields.filter((field) => field.tab === tab).map(({ label, values }) => [label, isOn(values[0])]),
          ),
        })),
      },
    }),
  ],
];

function valuesOf(fields: readonly Field[], tab: string, label: RegExp): readonly string[] {
  const found = fields.filter((field) => field.tab === tab && label.test(field.label));
  assert.equal(found.length, 1, `${tab}: ${String(label)} in ${JSON.stringify(fields)}`);
  return found[0]?.values ?? [];
}

function valueOf(fields: readonly Field[], tab: string, label: RegExp): string {
  const [value, ...others] = valuesOf(fields, tab, label);
  assert.ok(value !== undefined && others.length === 0);
  return value;
}

function isOn(value: string | undefined): boolean {
  assert.match(value ?? "", /^(on|off)$/i);
  return value?.toLowerCase() === "on";
}
