import { html, type Insert, type Markup } from "./markup";

/** A table in a place of its own, which scrolls on a narrow screen, with the keyboard too. The caption is for those who do not see
 *  what stands around it. */
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
