import { html, type Insert, type Markup } from "./markup";

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
