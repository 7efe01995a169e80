import type { ReportStep, Seen, StepState } from "../data";
import { html, type Markup } from "../markup";
import { scrollingTable } from "../scrolling-table";
import { counted, listed } from "../wording";
import { chip } from "./chip";
import { notSeen } from "./not-seen";

const tones = { done: "good", waiting: "mild", failing: "bad", unknown: "off" } as const satisfies Record<
  StepState,
  string
>;

/** The steps of the integration, what is known of each, and from what. */
export function stepsSection(steps: Seen<readonly ReportStep[]>): Markup {
  return html`<section aria-labelledby="steps">
    <h2 id="steps">The steps of the integration</h2>
    ${"unseen" in steps ? notSeen(steps.unseen) : stepTable(steps.seen)}
  </section>`;
}

export function stepCounts(steps: readonly ReportStep[]): Record<StepState, number> {
  const count = (state: StepState) => steps.filter((step) => step.state === state).length;
  return { done: count("done"), waiting: count("waiting"), failing: count("failing"), unknown: count("unknown") };
}

function stepTable(steps: readonly ReportStep[]): Markup {
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
      steps.map(stepRow),
      "words",
    )}`;
}

function stepRow({ number, title, state, waitingFor, evidence }: ReportStep): Markup {
  const who = waitingFor === null ? null : html`<br /><small>for ${waitingFor}</small>`;
  return html`<tr>
    <td class="number">${number}</td>
    <th scope="row">${title}</th>
    <td>${chip(state, tones[state])}${who}</td>
    <td>${evidence}</td>
  </tr> `;
}
