import { sources, type Evidence, type Step, type StepState } from "../../status/step";
import type { Tone } from "../charts/breakdown";
import { html, type Markup } from "../markup";
import { chip, scrollingTable } from "../page-elements";
import { counted, formatCount, formatTime, listed } from "../wording";
import { formatAge } from "../../terminal/text";

const tones = {
  done: "good",
  waiting: "mild",
  failing: "bad",
  unknown: "warm",
  "not declared": "off",
} as const satisfies Record<StepState, Tone>;

/** The steps of the integration in the order of execution, with state and evidence. */
export function stepsSection(steps: readonly Step[], madeAt: string): Markup {
  return html`<section aria-labelledby="steps">
    <h2 id="steps">The steps of the integration</h2>
    ${stepTable(steps, Date.parse(madeAt))}
  </section>`;
}

export function stepCounts(steps: readonly Step[]): Record<StepState, number> {
  const count = (state: StepState) => steps.filter((step) => step.state === state).length;
  return {
    done: count("done"),
    waiting: count("waiting"),
    failing: count("failing"),
    unknown: count("unknown"),
    "not declared": count("not declared"),
  };
}

function stepTable(steps: readonly Step[], now: number): Markup {
  const counts = stepCounts(steps);
  const parts = (Object.keys(tones) as StepState[]).filter((state) => counts[state] > 0);
  return html`<p>Of ${counted(steps.length, "step")}, ${listed(parts.map((state) => `${counts[state]} ${state}`))}.</p>
    <ol class="strip" aria-hidden="true">
      ${steps.map(({ number, state }) => html`<li class="tone-back-${tones[state]}">${number}</li>`)}
    </ol>
    ${scrollingTable(
      "step-table",
      "The steps, their states and the evidence",
      html`<th scope="col" class="number">No.</th>
        <th scope="col">Step</th>
        <th scope="col">State</th>
        <th scope="col">Evidence</th>`,
      steps.map((step) => stepRow(step, now)),
      "words",
    )}`;
}

function stepRow({ number, title, state, waitingFor, evidence, toDo }: Step, now: number): Markup {
  const who = waitingFor === null ? null : html`<br /><small>for ${waitingFor}</small>`;
  return html`<tr>
    <td class="number">${number}</td>
    <th scope="row">${title}</th>
    <td>${chip(state, tones[state])}${who}</td>
    <td>
      ${evidence.slice(0, shownEvidence).map((one) => evidenceLine(one, now))} ${more(evidence.length - shownEvidence)}
      ${evidence.length === 0 && toDo} ${evidence.length > 0 && state === "waiting" && html`<p>To do: ${toDo}</p>`}
    </td>
  </tr> `;
}

/** `lookout-intune status` shows the rest. */
const shownEvidence = 3;

function evidenceLine({ text, from, at }: Evidence, now: number): Markup {
  const where = [sources[from], ...(at === null ? [] : timeOf(from, at, now))].join(", ");
  return html`<p>${text.replace(/\.$/, "")}. <small>${where}</small></p>`;
}

/** Dates for records, ages for anything else. Data that was read for this report needs no time. */
function timeOf(from: Evidence["from"], at: string, now: number): string[] {
  if (from === "record") return [formatTime(at)];
  const age = formatAge(at, now);
  return age === "now" || age === "" ? [] : [age];
}

function more(count: number): Markup | null {
  return count > 0 ? html`<p><small>and ${formatCount(count)} more</small></p>` : null;
}
