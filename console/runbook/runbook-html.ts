import type { AddConnectorStep } from "../../model/add-connector-step";
import { escapeHtml as escape } from "../../model/escape-html";
import { onOneLine } from "../../model/hidden-characters";
import type { GuideLink } from "../../model/guide-links";
import { contentSecurityPolicy } from "../../model/page-security";
import { lookoutConsoleUrl } from "../../model/lookout-endpoints";
import { afterAddition, prefaceOf, runbookSections, runbookTitle } from "./runbook-sections";
import {
  headingOf,
  introductionOf,
  recordCommands,
  recordTitleOf,
  releasedFieldText,
  showValue,
  stepsByTab,
  type ConsoleTask,
  type TaskStep,
} from "./task";

const style = `
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem; }
code, pre { font-family: ui-monospace, monospace; background: rgb(127 127 127 / .15); border-radius: 4px; padding: .1em .3em; overflow-wrap: anywhere; }
pre { padding: .8em; white-space: pre-wrap; }
fieldset { border: 1px solid rgb(127 127 127 / .5); border-radius: 6px; margin: 1rem 0; }
legend { font-weight: 600; padding: 0 .4em; }
li { margin: .4rem 0; }
ul.steps { list-style: none; padding-left: .2rem; }
small { display: block; margin-left: 1.8rem; }
@media print { fieldset, pre { break-inside: avoid; } }
`.trim();

/** Writes a runbook as one self-contained HTML page with a checkbox for every step, in the order of the tasks. Set
 *  `addition` while Intune's connector is still to be added. */
export function writeRunbookPage(tasks: readonly ConsoleTask[], addition: AddConnectorStep | null = null): string {
  const title = escape(runbookTitle(tasks, addition));
  const preface = prefaceOf(tasks);
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${escape(contentSecurityPolicy(style))}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">',
    `<title>${title}: runbook</title><style>${style}</style></head><body><main>`,
    `<h1>${title}</h1>${preface === null ? "" : `<p>${escape(preface)}</p>`}`,
    ...runbookSections(tasks, addition).map((section) =>
      "task" in section ? taskSection(section.task) : additionSection(section.addition),
    ),
    ...(tasks.length === 0 ? [] : recordLines(tasks)),
    "</main></body></html>\n",
  ].join("\n");
}

function recordLines(tasks: readonly ConsoleTask[]): string[] {
  return [
    `<h2>${recordTitleOf(tasks)}</h2>`,
    "<p>Record it, so that the change is reviewed like code, and run <code>pulumi up</code> again:</p>",
    `<pre>${recordCommands(tasks).map(escape).join("\n")}</pre>`,
  ];
}

function additionSection({ title, person, url, path, choice, finish, then }: AddConnectorStep): string {
  return [
    `<section><h2>${escape(title)}</h2><ul class="steps">`,
    ...[
      `Sign in to <a href="${escape(url)}">${escape(url)}</a> as ${escape(person)}.`,
      `Open <strong>${escape(path)}</strong>.`,
      `Choose <strong>${escape(choice)}</strong>, then <strong>${escape(finish)}</strong>.`,
    ].map((step) => `<li><label><input type="checkbox"> ${step}</label></li>`),
    `</ul><p>${escape(`${then} ${afterAddition}`)}</p></section>`,
  ].join("\n");
}

function taskSection(task: ConsoleTask): string {
  const address = escape(lookoutConsoleUrl);
  return [
    `<section><h2>${escape(headingOf(task))}</h2><ol>`,
    `<li>Sign in to <a href="${address}">${address}</a> as ${escape(task.signedInAs)}.</li>`,
    `<li>Open <strong>${escape(task.path)}</strong>.</li><li>${escape(introductionOf(task))}</li></ol>`,
    ...(task.reference === undefined ? [] : [`<p>Read first: ${linkText(task.reference)}.</p>`]),
    ...stepsByTab(task).map(({ tab, steps }) => {
      const legend = tab === null ? "" : `<legend>${escape(onOneLine(tab))}</legend>`;
      return `<fieldset>${legend}<ul class="steps">${steps.map(stepItem).join("")}</ul></fieldset>`;
    }),
    `<p>${escape(task.finish)}</p></section>`,
  ].join("\n");
}

function linkText({ title, url, caution }: GuideLink): string {
  const link = `<a href="${escape(url)}">${escape(title)}</a>`;
  return caution === undefined ? link : `${link} (${escape(caution)})`;
}

function stepItem(step: TaskStep): string {
  const hint = step.hint === null ? "" : `<small>${escape(step.hint)}</small>`;
  return `<li><label><input type="checkbox"> ${escape(onOneLine(step.label))}: ${changeText(step)}</label>${hint}</li>`;
}

function changeText({ change }: TaskStep): string {
  switch (change.kind) {
    case "enter":
      return change.values.map(code).join(", ");
    case "replace":
      return `<del>${code(change.from)}</del> → <ins>${code(change.to)}</ins>`;
    case "edit list":
      return [
        ...change.remove.map((value) => `remove <del>${code(value)}</del>`),
        ...change.add.map((value) => `add <ins>${code(value)}</ins>`),
      ].join(", ");
    case "release":
      return `${change.values.map(code).join(", ")} ${releasedFieldText}`;
  }
}

function code(value: string): string {
  const { shown, note } = showValue(value);
  return `<code>${escape(shown)}</code>${escape(note)}`;
}
