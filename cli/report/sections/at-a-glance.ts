import { sum } from "../charts/breakdown";
import type { DevicePicture, ReportData, Seen } from "../data";
import { html, type Markup } from "../markup";
import { counted, formatCount, formatShare } from "../wording";
import { stepCounts } from "./steps";

interface Tile {
  readonly figure: string;
  readonly title: string;
  readonly note: string;
  readonly tone: "good" | "warm" | "bad" | "calm";
}

/** The figures that a reader takes away, and what somebody has to look at first. */
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
        ? html`<p class="verdict verdict-good">Nothing that could be seen needs attention.</p>`
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

function deviceTiles(devices: Seen<DevicePicture>): Tile[] {
  if ("unseen" in devices) {
    return [{ figure: "–", title: "devices", note: "could not be counted", tone: "calm" }];
  }
  const { all, protectedOnes, pending, high, active } = deviceTotals(devices.seen);
  return [
    {
      figure: formatCount(protectedOnes),
      title: "devices protected",
      note: `${formatShare(protectedOnes, all)} of ${counted(all, "device")} that Lookout knows`,
      tone: "good",
    },
    {
      figure: formatCount(pending),
      title: "devices pending",
      note: "enrolled, but nobody has activated the app yet",
      tone: pending > 0 ? "warm" : "good",
    },
    {
      figure: formatCount(high),
      title: "devices at high risk",
      note: `${formatShare(high, active)} of ${counted(active, "active device")}`,
      tone: high > 0 ? "bad" : "good",
    },
  ];
}

function stepTile(steps: ReportData["steps"]): Tile {
  if ("unseen" in steps) return { figure: "–", title: "steps done", note: "could not be read", tone: "calm" };
  const { done, failing } = stepCounts(steps.seen);
  const all = steps.seen.length;
  const tone = failing > 0 ? "bad" : done === all ? "good" : "warm";
  return { figure: `${done} of ${all}`, title: "steps done", note: "of the integration", tone };
}

function settingTile(settings: ReportData["settings"]): Tile {
  const title = "console settings confirmed";
  if ("unseen" in settings) return { figure: "–", title, note: "could not be read", tone: "calm" };
  const good = settings.seen.filter(({ status }) => status === "acknowledged" || status === "by gateway").length;
  const contradicted = settings.seen.some(({ status }) => status === "contradicted");
  return {
    figure: `${good} of ${settings.seen.length}`,
    title,
    note: contradicted ? "evidence contradicts some" : "by a person's record or a gateway",
    tone: contradicted ? "bad" : good === settings.seen.length ? "good" : "warm",
  };
}

function policyTile(policies: ReportData["policies"]): Tile {
  if ("unseen" in policies) return { figure: "–", title: "policy violations", note: "no result to show", tone: "calm" };
  const { violations } = policies.seen;
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

/** What somebody has to look at, worst first. */
export function needsAttention({ devices, steps, settings, findings, policies }: ReportData): string[] {
  const contradicted = "seen" in settings ? settings.seen.filter(({ status }) => status === "contradicted") : [];
  const failing = "seen" in steps ? steps.seen.filter(({ state }) => state === "failing") : [];
  const mandatory = "seen" in policies ? policies.seen.violations.filter(isMandatory) : [];
  const totals = "seen" in devices ? deviceTotals(devices.seen) : undefined;
  const looks = findings.filter(({ verdict }) => verdict === "look").length;
  return [
    ...failing.map(({ number, title, evidence }) => `Step ${number} is failing: ${title}. ${evidence}`),
    ...contradicted.map(({ title }) => `What was recorded for “${title}” is contradicted by evidence.`),
    ...(mandatory.length > 0 ? [`The policy pack found ${counted(mandatory.length, "mandatory violation")}.`] : []),
    ...(totals !== undefined && totals.high > 0
      ? [`${counted(totals.high, "active device has", "active devices have")} threats of high risk.`]
      : []),
    ...(totals !== undefined && totals.disconnected > 0
      ? [`${counted(totals.disconnected, "device is", "devices are")} disconnected, and so not compliant.`]
      : []),
    ...(looks > 0 ? [`Evidence has ${counted(looks, "thing")} for somebody to look at.`] : []),
  ];
}

function isMandatory({ level }: { readonly level: string }): boolean {
  return level === "mandatory" || level === "remediate";
}

function deviceTotals({ states, threats }: DevicePicture) {
  const stateTotal = (key: keyof (typeof states)[number]["counts"]) => sum(states.map(({ counts }) => counts[key]));
  return {
    all: sum(states.flatMap(({ counts }) => Object.values(counts))),
    protectedOnes: stateTotal("protected"),
    pending: stateTotal("pending"),
    disconnected: stateTotal("disconnected"),
    active: sum(threats.flatMap(({ counts }) => Object.values(counts))),
    high: sum(threats.map(({ counts }) => counts.high)),
  };
}
