import type { Tone } from "../charts/breakdown";
import type { ReportData, ReportFinding, SettingRecord, SettingStatus } from "../data";
import { html, type Markup } from "../markup";
import { chip, scrollingTable } from "../page-elements";
import { formatTime } from "../wording";

const tones = {
  acknowledged: "good",
  "by gateway": "good",
  "awaiting console": "mild",
  contradicted: "bad",
  unknown: "off",
} as const satisfies Record<SettingStatus, Tone>;

/** Lookout's settings that the stack declares, their records, and the findings of evidence. */
export function settingsSection({ settings, findings }: Pick<ReportData, "settings" | "findings">): Markup {
  return html`<section aria-labelledby="settings">
    <h2 id="settings">Settings in Lookout's console</h2>
    <p>
      Lookout publishes no interface that writes or reads these settings. Where no gateway does it, a person enters them
      and records the revision that was entered; <em>acknowledged</em> means that there is such a record, not that the
      console was read.
    </p>
    ${settingTable(settings)} ${declaredTable(settings)}
    <h3>Evidence</h3>
    ${
      findings.length === 0
        ? html`<p>No evidence contradicts the records or the declared settings.</p>`
        : html`<ul class="attention">
            ${findings.map(findingItem)}
          </ul>`
    }
  </section>`;
}

function settingTable(records: readonly SettingRecord[]): Markup {
  if (records.length === 0) return html`<p class="nothing">None is declared.</p>`;
  return scrollingTable(
    "settings-table",
    "Settings in Lookout's console and their records",
    html`<th scope="col">Settings</th>
      <th scope="col">Status</th>
      <th scope="col">Declared revision</th>
      <th scope="col">Recorded</th>`,
    records.map(settingRow),
    "words",
  );
}

function settingRow({ title, status, revision, recorded }: SettingRecord): Markup {
  return html`<tr>
    <th scope="row">${title}</th>
    <td>${chip(status, tones[status])}</td>
    <td>${revision === null ? "unknown" : html`<code>${revision}</code>`}</td>
    <td>${recordText(status, revision, recorded)}</td>
  </tr> `;
}

/** The declared settings. The console itself cannot be read. */
function declaredTable(records: readonly SettingRecord[]): Markup | null {
  if (records.length === 0) return null;
  return html`<h3>What is declared</h3>
    ${scrollingTable(
      "declared-table",
      "What the stack declares for Lookout's console",
      html`<th scope="col">Settings</th>
        <th scope="col">Field</th>
        <th scope="col">Value</th>`,
      records.map(declaredRows),
      "words",
    )}
    ${records.map(({ title, reference }) => reference !== null && html`<p>What ${title.toLowerCase()} mean: ${reference}.</p>`)}`;
}

function declaredRows({ title, declared }: SettingRecord): Markup[] {
  if (declared === null) {
    return [
      html`<tr>
        <th scope="row">${title}</th>
        <td colspan="2">not shown: a part of it is a secret, or this release cannot read it</td>
      </tr> `,
    ];
  }
  return declared.map(
    ({ part, label, values }, index) =>
      html`<tr>
        ${index === 0 && html`<th scope="rowgroup" rowspan="${declared.length}">${title}</th>`}
        <td class="field">${part === null ? label : `${part}: ${label}`}</td>
        <td class="value">${values.map((value) => html`<p>${value}</p>`)}</td>
      </tr> `,
  );
}

function recordText(status: SettingStatus, revision: string | null, recorded: SettingRecord["recorded"]): Markup {
  if (recorded === null) return status === "by gateway" ? html`not needed` : html`not recorded`;
  const by = recorded.by === null ? null : html` by ${recorded.by}`;
  const which = recorded.revision === revision ? html`this revision` : html`<code>${recorded.revision}</code>`;
  return html`${which}${by}, ${formatTime(recorded.at)}`;
}

const verdictChips: Readonly<Record<ReportFinding["verdict"], Markup>> = {
  contradicts: chip("contradicts", "bad"),
  fails: chip("does not work", "bad"),
  review: chip("to review", "warm"),
};

function findingItem({ verdict, text }: ReportFinding): Markup {
  return html`<li>${verdictChips[verdict]} ${text}</li>`;
}
