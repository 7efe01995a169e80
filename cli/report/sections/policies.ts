import { withoutEmptyParts, type Breakdown } from "../charts/breakdown";
import type { Plotter } from "../charts/plotter";
import type { LookupResult } from "../../live/lookup-result";
import type { PolicyPicture, PolicyViolation } from "../data";
import { html, type Markup } from "../markup";
import { scrollingTable } from "../scrolling-table";
import { formatTime, listed } from "../wording";
import { breakdownFigure } from "./breakdown-figure";
import { chip } from "./chip";
import { notSeen } from "./not-seen";

/** What the last run of the policy pack said. */
export function policiesSection(plotter: Plotter, policies: LookupResult<PolicyPicture>): Markup {
  return html`<section aria-labelledby="policies">
    <h2 id="policies">Policy results</h2>
    ${"unseen" in policies ? notSeen(policies.unseen) : results(plotter, policies.seen)}
  </section>`;
}

function results(plotter: Plotter, policies: PolicyPicture): Markup {
  const { violations, passed } = policies;
  const nothingEvaluated = violations.length === 0 && Object.keys(passed).length === 0;
  return html`<p>${originOf(policies)}</p>
    ${violations.length > 0 ? violationTable(violations) : verdict(policies)}
    ${!nothingEvaluated && policyFigure(plotter, policies)}`;
}

function originOf({ source, at, packs, complete }: PolicyPicture): string {
  const pack = packs.length === 0 ? "an unnamed pack" : listed(packs.map(({ name, version }) => `${name} ${version}`));
  const when = at === null ? "" : `, ${formatTime(at)}`;
  const end = complete ? "" : " The results have no end: the run was broken off, and more may be violated.";
  return `${source}, with ${pack}${when}.${end}`;
}

function verdict({ complete }: PolicyPicture): Markup {
  return complete ? html`<p class="verdict-good">No policy is violated.</p>` : html`<p>No violation is listed.</p>`;
}

function policyFigure(plotter: Plotter, policies: PolicyPicture): Markup {
  const tells = Object.keys(policies.passed).length > 0;
  const words = {
    title: tells ? "Resources that each policy judged" : "Violations by policy",
    description: `One bar a policy, divided into ${tells ? "resources that are fine and " : ""}violations by their enforcement level.`,
  };
  return breakdownFigure(plotter, "policy-results", words, "Policy", byPolicy(policies));
}

function violationTable(violations: readonly PolicyViolation[]): Markup {
  return scrollingTable(
    "policy-table",
    "Violations, one by one",
    html`<th scope="col">Policy</th>
      <th scope="col">Level</th>
      <th scope="col">Severity</th>
      <th scope="col">What was found</th>`,
    violations.map(violationRow),
    "words",
  );
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

function byPolicy({ passed, violations }: PolicyPicture): Breakdown {
  // What is violated comes first.
  const names = [...new Set([...violations.map(({ policy }) => policy).sort(), ...Object.keys(passed).sort()])];
  const count = (name: string, advisory: boolean) =>
    violations.filter(({ policy, level }) => policy === name && (level === "advisory") === advisory).length;
  return withoutEmptyParts(
    {
      parts: [
        { title: "Fine", tone: "good" },
        { title: "Mandatory", tone: "bad" },
        { title: "Advisory", tone: "warm" },
      ],
      rows: names.map((name) => ({
        title: name,
        counts: [passed[name] ?? 0, count(name, false), count(name, true)],
      })),
    },
    ["Fine"],
  );
}
