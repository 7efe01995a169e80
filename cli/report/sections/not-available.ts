import { html, type Markup } from "../markup";

/** Placeholder for data that could not be read. */
export function notAvailable(why: string): Markup {
  return html`<p class="nothing"><strong>Not available.</strong> ${why}</p>`;
}
