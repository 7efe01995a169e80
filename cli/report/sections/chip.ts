import type { Tone } from "../charts/breakdown";
import { html, type Markup } from "../markup";

/** A colored word with a symbol, so that the meaning does not depend on color alone. */
export function chip(word: string, tone: Tone): Markup {
  return html`<span class="chip"
    ><span class="mark tone-text-${tone}" aria-hidden="true">${marks[tone]}</span> ${word}</span
  >`;
}

const marks: Readonly<Record<Tone, string>> = { good: "✓", mild: "…", warm: "!", bad: "✕", calm: "•", off: "–" };
