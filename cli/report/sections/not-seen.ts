import { html, type Markup } from "../markup";

/** Stands where something could not be looked at. */
export function notSeen(why: string): Markup {
  return html`<p class="nothing"><strong>Not seen.</strong> ${why}</p>`;
}
