import { escapeHtml as escape } from "../escape-html";
import type { GuideLink } from "../guide-links";
import { lookoutConsoleUrl } from "../onboarding";
import {
  headingOf,
  introductionOf,
  recordCommands,
  releasedField,
  runbookPreface,
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

/** Writes a change set as one self-contained page with a box to tick for every step, in the order of the tasks. */
export function writeRunbookPage(tasks: readonly ConsoleTask[]): string {
  const commands = recordCommands(tasks).map(escape).join("\n");
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>Lookout's console: runbook</title><style>${style}</style></head><body><main>`,
    `<h1>Lookout's console</h1><p>${escape(runbookPreface)}</p>`,
    ...tasks.map(taskSection),
    "<h2>When everything is entered</h2>",
    "<p>Record it, so that the change is reviewed like code, and run <code>pulumi up</code> again:</p>",
    `<pre>${commands}</pre></main></body></html>\n`,
  ].join("\n");
}

function taskSection(task: ConsoleTask): string {
  const address = escape(lookoutConsoleUrl);
  return [
    `<section><h2>${escape(headingOf(task))}</h2><ol>`,
    `<li>Sign in to <a href="${address}">${address}</a> as ${escape(task.signedInAs)}.</li>`,
    `<li>Open <strong>${escape(task.path)}</strong>.</li><li>${escape(introductionOf(task))}</li></ol>`,
    ...(task.reference === undefined ? [] : [`<p>To read first: ${linkText(task.reference)}.</p>`]),
    ...stepsByTab(task).map(({ tab, steps }) => {
      const legend = tab === null ? "" : `<legend>${escape(tab)}</legend>`;
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
  return `<li><label><input type="checkbox"> ${escape(step.label)}: ${changeText(step)}</label>${hint}</li>`;
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
      return `${change.values.map(code).join(", ")} ${releasedField}`;
  }
}

function code(value: string): string {
  return `<code>${escape(value)}</code>`;
}
