import { enrollmentListNames, enrollmentLists } from "pulumi-lookout-intune/internal/model/enrollment/lists";
import { capitalized } from "pulumi-lookout-intune/internal/model/sentence";
import type { LookupResult } from "../../live/lookup-result";
import type { Plotter } from "../charts/plotter";
import type { DeviceOverview, GroupOverview } from "../data";
import { html, type Markup } from "../markup";
import { notAvailable, scrollingTable } from "../page-elements";
import { counted, formatCount, listed } from "../wording";
import { breakdownFigure } from "./breakdown-figure";

/** Progress of each enrollment group. */
export function groupsPart(plotter: Plotter, groups: LookupResult<readonly GroupOverview[]>): Markup {
  return "failure" in groups ? notAvailable(groups.failure) : groupFigure(plotter, groups.value);
}

function groupFigure(plotter: Plotter, groups: readonly GroupOverview[]): Markup {
  const waiting = groups.filter(({ reached }) => !reached).map(({ group }) => group);
  const people = groups.map(({ group, people: count }) => `${group}: ${formatCount(count)}`);
  const rows = groups.flatMap(({ group, phones, enrolled }) =>
    phones === null || enrolled === null ? [] : [{ title: group, counts: [enrolled, phones - enrolled] }],
  );
  const words = {
    title: "Phones of each enrollment group's members that Intune manages",
    description: `${counted(rows.length, "group")}, each divided into phones in Lookout and not in Lookout.`,
  };
  const parts = [
    { title: "In Lookout", tone: "good" as const },
    { title: "Not in Lookout", tone: "off" as const },
  ];
  return html`<p>
      ${groups.length > 0 && `People in the groups: ${listed(people)}.`}
      ${waiting.length > 0 && `The rollout has not reached ${listed(waiting)} yet.`}
    </p>
    ${
      rows.length < groups.length
        ? notAvailable(
            "The number of their phones in Lookout is unknown, because not all devices of Intune and Lookout could be read.",
          )
        : breakdownFigure(plotter, "groups", words, "Group", { parts, rows })
    }`;
}

/** What needs attention, with counts and fixes. */
export function listsPart(devices: LookupResult<DeviceOverview>): Markup | null {
  if ("failure" in devices) return null;
  const { lists } = devices.value;
  return html`<h3>Needs attention</h3>
    ${scrollingTable(
      "lists-table",
      "Lists of devices and people that need attention",
      html`<th scope="col">What</th>
        <th scope="col" class="number">How many</th>
        <th scope="col">Meaning and fix</th>`,
      enrollmentListNames.map((name) => {
        const { title, meaning, fix } = enrollmentLists[name];
        const count = lists[name];
        return html`<tr>
          <th scope="row">${title}</th>
          <td class="number">${count === null ? "unknown" : formatCount(count)}</td>
          <td>${sentence(meaning)} ${count !== 0 && fix}</td>
        </tr> `;
      }),
      "words",
    )}
    <p>
      <code>lookout-intune enrollment</code> names them: each profile of an Android device is a line there, so there can
      be more lines than devices.
    </p>`;
}

function sentence(text: string): string {
  return `${capitalized(text)}.`;
}
