import { withoutEmptyParts, type Breakdown } from "../charts/breakdown";
import type { Plotter } from "../charts/plotter";
import type { LookupResult } from "../../live/lookup-result";
import type { PolicyOverview, PolicyViolation } from "../data";
import { html, type Markup } from "../markup";
import { chip, notAvailable, scrollingTable } from "../page-elements";
import { formatTime, listed } from "../wording";
import { breakdownFigure } from "./breakdown-figure";

/** Results of the last policy pack run. */
export function policiesSection(plotter: Plotter, policies: LookupResult<PolicyOverview>): Markup {
  return html`<section aria-labelledby="policies">
    <h2 id="policies">Policy results</h2>
    ${"failure" in policies ? notAvailable(policies.failure) : results(plotter, policies.value)}
  </section>`;
}

function results(plotter: Plotter, policies: PolicyOverview): Markup {
  const { violations, passed } = policies;
  const nothingEvaluated = violations.length === 0 && Object.keys(passed).length === 0;
  return html`<p>${originOf(policies)}</p>
    ${violations.length > 0 ? violationTable(violations) : verdict(policies)}
    ${!nothingEvaluated && policyFigure(plotter, policies)}`;
}

function originOf({ source, at, packs, complete }: PolicyOverview): string {
  const pack = packs.length === 0 ? "an unnamed pack" : listed(packs.map(({ name, version }) => `${name} ${version}`));
  const when = at === null ? "" : `, ${formatTime(at)}`;
  const end = complete
    ? ""
    : " The results are incomplete because the run was interrupted; more policies may be violated.";
  return `${source}, with ${pack}${when}.${end}`;
}

function verdict({ complete }: PolicyOverview): Markup {
  return complete ? html`<p class="verdict-good">No policy is violated.</p>` : html`<p>No violation is listed.</p>`;
}

function policyFigure(plotter: Plotter, policies: PolicyOverview): Markup {
  const hasPassCounts = Object.keys(policies.passed).length > 0;
  const words = {
    title: hasPassCounts ? "Resources that each policy evaluated" : "Violations by policy",
    description: `One bar per policy, divided into ${hasPassCounts ? "passing resources and " : ""}violations by their enforcement level.`,
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
    <td>${severity ?? "unknown"}</td>
    <td>${message}<br />${where}</td>
  </tr> `;
}

function byPolicy({ passed, violations }: PolicyOverview): Breakdown {
  // Violated policies first.
  const names = [...new Set([...violations.map(({ policy }) => policy).sort(), ...Object.keys(passed).sort()])];
  const count = (name: string, advisory: boolean) =>
    violations.filter(({ policy, level }) => policy === name && (level === "advisory") === advisory).length;
  return withoutEmptyParts(
    {
      parts: [
        { title: "Passed", tone: "good" },
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
