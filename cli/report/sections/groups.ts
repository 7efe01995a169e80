import { enrollmentListNames, enrollmentLists } from "pulumi-lookout-intune/internal/model/enrollment/lists";
import type { LookupResult } from "../../live/lookup-result";
import type { Plotter } from "../charts/plotter";
import type { DevicePicture, GroupPicture } from "../data";
import { html, type Markup } from "../markup";
import { scrollingTable } from "../scrolling-table";
import { counted, formatCount, listed } from "../wording";
import { breakdownFigure } from "./breakdown-figure";
import { notSeen } from "./not-seen";

/** How far each enrollment group is. */
export function groupsPart(plotter: Plotter, groups: LookupResult<readonly GroupPicture[]>): Markup {
  return "unseen" in groups ? notSeen(groups.unseen) : groupFigure(plotter, groups.seen);
}

function groupFigure(plotter: Plotter, groups: readonly GroupPicture[]): Markup {
  const waiting = groups.filter(({ reached }) => !reached).map(({ group }) => group);
  const people = groups.map(({ group, people: count }) => `${group}: ${formatCount(count)}`);
  const rows = groups.flatMap(({ group, phones, enrolled }) =>
    phones === null || enrolled === null ? [] : [{ title: group, counts: [enrolled, phones - enrolled] }],
  );
  const words = {
    title: "Phones of each enrollment group's members that Intune manages",
    description: `${counted(rows.length, "group")}, each divided into phones that Lookout has and has not.`,
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
        ? notSeen(
            "Which of their phones Lookout has is not known, as not all of Intune's and Lookout's devices could be read.",
          )
        : breakdownFigure(plotter, "groups", words, "Group", { parts, rows })
    }`;
}

/** What somebody has to look after, by how many, and what to do. */
export function listsPart(devices: LookupResult<DevicePicture>): Markup | null {
  if ("unseen" in devices) return null;
  const { lists } = devices.seen;
  return html`<h3>To look after</h3>
    ${scrollingTable(
      "lists-table",
      "Lists of devices and people to look after",
      html`<th scope="col">What</th>
        <th scope="col" class="number">How many</th>
        <th scope="col">What it means, and what to do</th>`,
      enrollmentListNames.map((name) => {
        const { title, meaning, fix } = enrollmentLists[name];
        const count = lists[name];
        return html`<tr>
          <th scope="row">${title}</th>
          <td class="number">${count === null ? "not seen" : formatCount(count)}</td>
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
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
