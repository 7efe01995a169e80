import { findEvidence } from "../../console/evidence/evaluate-evidence";
import { emptyMemory, rememberEvents } from "../../console/evidence/evidence-memory";
import type { RecordedSubjects } from "../../console/evidence/finding";
import type { AuditEvent } from "../../console/evidence/observations";
import { listObservedResponses } from "../../console/evidence/observed-risks";
import { listOtherChanges } from "../../console/evidence/other-changes";
import { ConsoleStatus } from "../../model/configuration-mode";
import { declaredExample, eventForms } from "./lookout-event-forms";

const introduction = `# What Lookout's audit events mean

Evidence reads Lookout's audit events and compares them with what you recorded as entered. This table has each form of an
event, how well the form is known, and what is reported about it if it comes after the record.

- **contradicts**: the record can no longer be true. **review**: nothing is proved; check it in Lookout's console.
  **reported**: it concerns no declared setting, and is in the output \`otherChanges\` of \`LookoutEvidence\`.
  **shown**: what Lookout does on phones, in the output \`observedResponses\`. No setting declares it.
- An event is a change, not a value. Of each subject the last change that counts is kept, ordered by its time, then its id.
- Lookout's support acts as an administrator, too. An event cannot tell whether it was one of yours.
- Names of device groups are compared letter for letter. An empty name is taken for the Default Group, which is inferred. An
  event without the attribute is compared with the declared risks of all groups, and contradicts only if it equals none.
- No event is known for the disconnect window and for notification preferences, and none of a connector was seen. For
  these, only indirect signs exist: Intune's connector and its heartbeat, and the states of devices. Findings from devices and open threats begin with "Indirect sign".

The examples are compared with these declared risks: in the Default Group \`ADWARE\`, \`WORM\` and \`DENYLISTED_APP\` High, in the group
\`Executives\` \`ADWARE\` Medium.

Generated from \`scripts/docs/lookout-event-forms.ts\` and the reader itself by \`npm run docs\`.
`;

/** The page of event forms, as Markdown. What is reported comes from the reader of events. */
export function writeLookoutEventsPage(): string {
  const rows = eventForms.map(
    ({ form, certainty, event }) => `| ${event.auditType} | ${form} | ${certainty} | ${reportedAbout(event)} |`,
  );
  const head = ["| Type | Form | Known from | What is reported |", "| --- | --- | --- | --- |"];
  return [introduction, ...head, ...rows, ""].join("\n");
}

function reportedAbout(event: AuditEvent): string {
  const memory = rememberEvents(emptyMemory, {
    events: [event],
    lastEventId: event.id,
    seenUntil: null,
    historyFrom: null,
  });
  const nothingElse = { intune: null, devices: null, threats: null, groups: null, observedAt: event.at };
  const findings = findEvidence(recorded, memory, nothingElse);
  const texts = [
    ...findings.map(({ verdict, text }) => `**${verdict}**: ${shorten(text, event)}`),
    ...listObservedResponses(memory).map(
      ({ classification, response }) => `**shown**: the response to ${classification} is \`${response}\``,
    ),
    ...listOtherChanges(memory).map(({ text }) => `**reported**: ${shorten(text, event)}`),
  ];
  return texts.length === 0 ? "nothing" : texts.join("<br>");
}

/** What happened, without the time and the event's id. */
function shorten(text: string, { at }: AuditEvent): string {
  return (text.split(` at ${at}`)[0] ?? "").replace(/,$/, "");
}

const record = (acknowledgedSettings: object) => ({
  revision: "r-0123456789ab",
  consoleStatus: ConsoleStatus.Acknowledged,
  acknowledgedSettings,
  acknowledgedAt: "2026-01-08T09:00:00Z",
});
const recorded: RecordedSubjects = {
  connector: record({}),
  enrollmentSettings: record({}),
  threatClassifications: record(declaredExample),
};
