import type { Breakdown } from "../charts/breakdown";
import type { Plotter } from "../charts/plotter";
import type { PolicyPicture, PolicyViolation, Seen } from "../data";
import { html, type Markup } from "../markup";
import { scrollingTable } from "../scrolling-table";
import { counted, formatTime, listed } from "../wording";
import { breakdownFigure } from "./breakdown-figure";
import { chip } from "./chip";
import { notSeen } from "./not-seen";

/** What the last run of the policy pack said. */
export function policiesSection(plotter: Plotter, policies: Seen<PolicyPicture>): Markup {
  return html`<section aria-labelledby="policies">
    <h2 id="policies">Policy results</h2>
    ${"unseen" in policies ? notSeen(policies.unseen) : results(plotter, policies.seen)}
  </section>`;
}

function results(plotter: Plotter, { source, at, packs, complete, violations }: PolicyPicture): Markup {
  const pack = packs.length === 0 ? "an unnamed pack" : listed(packs.map(({ name, version }) => `${name} ${version}`));
  const when = at === null ? "" : `, ${formatTime(at)}`;
  const end = complete ? "" : " The results have no end: the run was broken off, and more may be violated.";
  const origin = html`<p>${source} with ${pack}${when}.${end}</p>`;
  if (violations.length === 0) {
    return html`${origin}
      <p class="verdict ${complete ? "verdict-good" : ""}">
        ${complete ? "No policy is violated." : "No violation is listed."}
      </p>`;
  }
  const words = {
    title: "Violations by policy",
    description: `${counted(violations.length, "violation")}, one bar a policy, divided by enforcement level.`,
  };
  return html`${origin}${breakdownFigure(plotter, "policy-violations", words, "Policy", byPolicy(violations))}
  ${scrollingTable(
    "policy-table",
    "Violations, one by one",
    html`<th scope="col">Policy</th>
      <th scope="col">Level</th>
      <th scope="col">Severity</th>
      <th scope="col">What was found</th>`,
    violations.map(violationRow),
    "words",
  )}`;
}

function violationRow({ policy, level, severity, resource, message }: PolicyViolation): Markup {
  const where = resource === null ? html`<small>the whole stack</small>` : html`<small>${resource}</small>`;
  return html`<tr>
    <th scope="row">${policy}</th>
    <td>${chip(level, level === "advisory" ? "warm" : "bad")}</td>
    <td>${severity ?? "not told"}</td>
    <td>${message}<br />${where}</td>
  </tr> `;
}

function byPolicy(violations: readonly PolicyViolation[]): Breakdown {
  const levels = [
    { title: "Mandatory", tone: "bad" as const, has: (level: string) => level !== "advisory" },
    { title: "Advisory", tone: "warm" as const, has: (level: string) => level === "advisory" },
  ];
  const policies = [...new Set(violations.map(({ policy }) => policy))].sort();
  return {
    parts: levels,
    rows: policies.map((policy) => ({
      title: policy,
      counts: levels.map(({ has }) => violations.filter((one) => one.policy === policy && has(one.level)).length),
    })),
  };
}
