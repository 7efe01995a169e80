import { sum } from "../charts/breakdown";
import { enrollmentLists } from "pulumi-lookout-intune/internal/model/enrollment/lists";
import { phonePlatforms } from "pulumi-lookout-intune/internal/model/enrollment/records";
import type { LookupResult } from "../../live/lookup-result";
import type { DeviceOverview, ReportData } from "../data";
import { html, type Markup } from "../markup";
import { counted, formatCount, formatShare } from "../wording";
import { stepCounts } from "./steps.section";

interface Tile {
  readonly figure: string;
  readonly title: string;
  readonly note: string;
  readonly tone: "good" | "warm" | "bad" | "calm";
}

/** The key figures, and what needs attention first. */
export function atAGlance(data: ReportData): Markup {
  const attention = needsAttention(data);
  return html`<section aria-labelledby="glance">
    <h2 id="glance">At a glance</h2>
    <ul class="tiles">
      ${tilesOf(data).map(tile)}
    </ul>
    <h3>Needs attention</h3>
    ${
      attention.length === 0
        ? html`<p class="verdict verdict-good">Nothing that could be read needs attention.</p>`
        : html`<ul class="attention">
            ${attention.map((text) => html`<li>${text}</li>`)}
          </ul>`
    }
  </section>`;
}

function tile({ figure, title, note, tone }: Tile): Markup {
  return html`<li class="tile edge-${tone}">
    <strong>${figure}</strong> <span>${title}</span> <small>${note}</small>
  </li>`;
}

function tilesOf({ devices, steps, settings, policies }: ReportData): Tile[] {
  return [...deviceTiles(devices), stepTile(steps), settingTile(settings), policyTile(policies)];
}

function deviceTiles(devices: LookupResult<DeviceOverview>): Tile[] {
  if ("failure" in devices) {
    return [{ figure: "–", title: "devices", note: "could not be counted", tone: "calm" }];
  }
  const { all, active, pending, high, activated } = deviceTotals(devices.value);
  return [
    {
      figure: formatCount(active),
      title: active === 1 ? "device active" : "devices active",
      note: `${formatShare(active, all)} of ${counted(all, "device")} that Lookout knows`,
      tone: "good",
    },
    {
      figure: formatCount(pending),
      title: pending === 1 ? "device pending" : "devices pending",
      note: "enrolled, but the app is not activated",
      tone: pending > 0 ? "warm" : "good",
    },
    {
      figure: formatCount(high),
      title: high === 1 ? "device at high risk" : "devices at high risk",
      note: `${formatShare(high, activated)} of ${counted(activated, "activated device")}`,
      tone: high > 0 ? "bad" : "good",
    },
  ];
}

function stepTile(steps: ReportData["steps"]): Tile {
  const counts = stepCounts(steps);
  const declared = steps.length - counts["not declared"];
  return {
    figure: `${counts.done} of ${declared}`,
    title: "steps done",
    note:
      counts["not declared"] === 0
        ? "of the integration"
        : `of those declared; ${counts["not declared"]} ${counts["not declared"] === 1 ? "is" : "are"} not`,
    tone: counts.failing > 0 ? "bad" : counts.done === declared ? "good" : "warm",
  };
}

function settingTile(settings: ReportData["settings"]): Tile {
  const good = settings.filter(({ status }) => status === "acknowledged" || status === "by gateway").length;
  const contradicted = settings.some(({ status }) => status === "contradicted");
  return {
    figure: `${good} of ${settings.length}`,
    title: "console settings confirmed",
    note: contradicted ? "evidence contradicts some" : "by a record or a gateway",
    tone: contradicted ? "bad" : good === settings.length ? "good" : "warm",
  };
}

function policyTile(policies: ReportData["policies"]): Tile {
  if ("failure" in policies) return { figure: "–", title: "policy violations", note: "no results", tone: "calm" };
  const { violations } = policies.value;
  const mandatory = violations.filter(isMandatory).length;
  return {
    figure: formatCount(violations.length),
    title: violations.length === 1 ? "policy violation" : "policy violations",
    note:
      violations.length === 0
        ? "in the last run of the pack"
        : counted(mandatory, "of them mandatory", "of them mandatory"),
    tone: mandatory > 0 ? "bad" : violations.length > 0 ? "warm" : "good",
  };
}

/** What needs attention, worst first. */
export function needsAttention({ devices, steps, settings, findings, policies }: ReportData): string[] {
  const contradicted = settings.filter(({ status }) => status === "contradicted");
  const failing = steps.filter(({ state }) => state === "failing");
  const mandatory = "value" in policies ? policies.value.violations.filter(isMandatory) : [];
  const totals = "value" in devices ? deviceTotals(devices.value) : undefined;
  const waiting = steps.filter(({ state }) => state === "waiting");
  const tenant = steps.filter(
    ({ id, state }) => id === "lookout-tenant" && (state === "waiting" || state === "unknown"),
  );
  const toReview = findings.filter(({ verdict }) => verdict === "review").length;
  return [
    // Everything that you set up for an unusable Lookout tenant is lost.
    ...tenant.map(({ number, state, toDo }) => `Step ${number}, before all others, is ${state}. ${toDo ?? ""}`),
    ...failing.map(({ number, title, toDo }) => `Step ${number} is failing: ${title}. ${toDo ?? ""}`.trim()),
    ...contradicted.map(({ title }) => `Evidence contradicts the record for “${title}”.`),
    ...(mandatory.length > 0 ? [`The policy pack found ${counted(mandatory.length, "mandatory violation")}.`] : []),
    ...(totals !== undefined && totals.high > 0
      ? [`${counted(totals.high, "device has", "devices have")} threats of high risk.`]
      : []),
    ...(totals !== undefined && totals.disconnected > 0
      ? [`${counted(totals.disconnected, "device is", "devices are")} disconnected, and therefore not compliant.`]
      : []),
    ...needsAttentionLines(devices),
    ...(toReview > 0 ? [`Evidence has ${counted(toReview, "finding")} to review.`] : []),
    ...waiting
      .filter((step) => !tenant.includes(step))
      .map(({ number, title, waitingFor }) => `Step ${number} is waiting for ${waitingFor ?? "a person"}: ${title}.`),
  ];
}

function needsAttentionLines(devices: LookupResult<DeviceOverview>): string[] {
  if ("failure" in devices) return [];
  const lists = devices.value.lists;
  return (["not-enrolled", "no-device-id", "not-in-group"] as const).flatMap((name) => {
    const count = lists[name] ?? 0;
    return count === 0 ? [] : [`${enrollmentLists[name].title}: ${counted(count, "device")}.`];
  });
}

function isMandatory({ level }: { readonly level: string }): boolean {
  return level === "mandatory" || level === "remediate";
}

function deviceTotals({ states, threats }: DeviceOverview) {
  const total = (counts: Readonly<Record<string, number>>) => sum(Object.values(counts));
  const activated = total(states.active) + total(states.disconnected);
  return {
    all: sum(Object.values(states).map(total)),
    active: total(states.active),
    pending: total(states.pending),
    disconnected: total(states.disconnected),
    activated,
    high: sum(phonePlatforms.map((platform) => threats[platform].high)),
  };
}
