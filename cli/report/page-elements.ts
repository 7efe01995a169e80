import { html, type Insert, type Markup } from "./markup";
import type { Tone } from "./charts/breakdown";

/** A table in its own region, which scrolls on narrow screens, also by keyboard. The caption is for screen readers. */
export function scrollingTable(
  id: string,
  caption: string,
  heads: Markup,
  rows: Insert,
  kind: "figures" | "words",
): Markup {
  return html`<div class="scroll" role="region" tabindex="0" aria-labelledby="${id}">
    <table class="${kind}">
      <caption class="unseen" id="${id}">
        ${caption}
      </caption>
      <thead>
        <tr>
          ${heads}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

/** A colored word with a symbol, so that the meaning does not depend on color alone. */
export function chip(word: string, tone: Tone): Markup {
  return html`<span class="chip"
    ><span class="mark tone-text-${tone}" aria-hidden="true">${marks[tone]}</span> ${word}</span
  >`;
}

const marks: Readonly<Record<Tone, string>> = { good: "✓", mild: "…", warm: "!", bad: "✕", calm: "•", off: "–" };

/** Placeholder for data that could not be read. */
export function notAvailable(why: string): Markup {
  return html`<p class="nothing"><strong>Not available.</strong> ${why}</p>`;
}
