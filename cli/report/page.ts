import { contentSecurityPolicy } from "pulumi-lookout-intune/internal/model/page-security";
import { loadPlotter } from "./charts/plotter";
import type { Made, ReportData } from "./data";
import { html, Markup } from "./markup";
import { atAGlance } from "./sections/at-a-glance.section";
import { blindSpotsSection } from "./sections/blind-spots.section";
import { statesSection, threatsSection } from "./sections/devices.section";
import { policiesSection } from "./sections/policies.section";
import { rolloutSection } from "./sections/rollout.section";
import { settingsSection } from "./sections/settings.section";
import { stepsSection } from "./sections/steps.section";
import { style } from "./style";
import { formatTime } from "./wording";

// Not part of the page's template, because formatting would change the digest.
const styleElement = Markup.trusted(`<style>${style}</style>`);

const title = "Lookout and Intune: state of the integration";

/** Writes the report as one HTML file. */
export async function writeReport(data: ReportData): Promise<string> {
  const plotter = await loadPlotter();
  const { made, devices } = data;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(style)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>${titleOf(made)}</title>
        ${styleElement}
      </head>
      <body>
        <main>
          <header>
            <h1>${title}</h1>
            <ul class="about">
              ${aboutItems(made)}
            </ul>
          </header>
          ${atAGlance(data)} ${rolloutSection(plotter, data)} ${statesSection(plotter, devices)}
          ${threatsSection(plotter, devices)} ${stepsSection(data.steps, made.at)} ${settingsSection(data)}
          ${policiesSection(plotter, data.policies)} ${blindSpotsSection(data)} ${closing(made)}
        </main>
      </body>
    </html> `;
  return page.toString();
}

function titleOf({ stack }: Made): string {
  return `${title} (${stack})`;
}

function aboutItems({ at, stack, tenantId }: Made): Markup[] {
  return [
    html`<li>Made <strong>${formatTime(at)}</strong></li>`,
    html`<li>Stack <strong>${stack}</strong></li>`,
    ...(tenantId === null ? [] : [html`<li>Entra tenant <strong>${tenantId}</strong></li>`]),
  ];
}

function closing({ at, version }: Made): Markup {
  return html`<footer>
    <p>
      Made by <code>lookout-intune report</code>, pulumi-lookout-intune ${version}, at ${at}. It shows counts, and names
      no user of a device. Times are in UTC.
    </p>
  </footer>`;
}
