import type { LookupResult } from "../../live/lookup-result";
import type { ReportData } from "../data";
import { html, type Markup } from "../markup";

/** What the report does not show because it could not be read. */
export function blindSpotsSection(data: ReportData): Markup {
  const spots = [
    ...blindSpotsOf("Lookout's devices", data.devices),
    ...blindSpotsOf("The enrollment groups", data.groups),
    ...blindSpotsOf("Policy results", data.policies),
    ...data.blindSpots,
  ];
  return html`<section aria-labelledby="blind-spots">
    <h2 id="blind-spots">What could not be read</h2>
    ${
      spots.length === 0
        ? html`<p>
            Everything in this report could be read. Lookout's own settings cannot be read by anyone; see the section on
            them.
          </p>`
        : html`<dl>
            ${spots.map(
              ({ what, why }) =>
                html`<div>
                  <dt>${what}</dt>
                  <dd>${why}</dd>
                </div>`,
            )}
          </dl>`
    }
  </section>`;
}

function blindSpotsOf(what: string, result: LookupResult<unknown>) {
  return "failure" in result ? [{ what, why: result.failure }] : [];
}
