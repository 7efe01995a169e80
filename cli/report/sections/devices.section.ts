import {
  enrollmentStates,
  phonePlatforms,
  securityLevels,
  type EnrollmentState,
  type PhonePlatform,
  type SecurityLevel,
} from "pulumi-lookout-intune/internal/model/enrollment/records";
import { risks } from "pulumi-lookout-intune/internal/model/risk";
import type { LookupResult } from "../../live/lookup-result";
import { sum, withoutEmptyParts, type Breakdown, type Part } from "../charts/breakdown";
import type { Plotter } from "../charts/plotter";
import type { DeviceOverview } from "../data";
import { html, type Markup } from "../markup";
import { formatCount, listed, platformTitles } from "../wording";
import { breakdownFigure } from "./breakdown-figure";
import { listsPart } from "./groups.section";
import { notAvailable } from "../page-elements";

const states = {
  active: { title: "Active", tone: "good" },
  pending: { title: "Pending", tone: "calm" },
  disconnected: { title: "Disconnected", tone: "bad" },
  deactivated: { title: "Deactivated", tone: "off" },
  unknown: { title: "Unknown", tone: "off" },
} as const satisfies Record<EnrollmentState, Part>;

const levels = {
  secure: { title: "Secured", tone: "good" },
  low: { title: "Low", tone: "mild" },
  medium: { title: "Medium", tone: "warm" },
  high: { title: "High", tone: "bad" },
  unknown: { title: "Unknown", tone: "off" },
} as const satisfies Record<SecurityLevel, Part>;

/** Number of devices by state and platform. */
export function statesSection(plotter: Plotter, devices: LookupResult<DeviceOverview>): Markup {
  return html`<section aria-labelledby="states">
    <h2 id="states">States and platforms</h2>
    ${"failure" in devices ? notAvailable(devices.failure) : stateFigure(plotter, devices.value)} ${listsPart(devices)}
  </section>`;
}

function stateFigure(plotter: Plotter, { states: counts }: DeviceOverview): Markup {
  const words = {
    title: "Devices by platform and state",
    description: "One bar per platform, divided into the states of its devices.",
  };
  const breakdown = breakdownOf(enrollmentStates, states, (platform, state) => counts[state][platform]);
  return html`<p>
      Pending devices are enrolled, but nobody has activated the app on them. Disconnected devices were active and have
      not been heard of for longer than the enrollment settings allow; Intune treats them as not compliant. An Android
      device with a work profile is counted once.
    </p>
    ${breakdownFigure(plotter, "device-states", words, "Platform", breakdown)}`;
}

/** Threat levels of activated devices by platform. */
export function threatsSection(plotter: Plotter, devices: LookupResult<DeviceOverview>): Markup {
  return html`<section aria-labelledby="threats">
    <h2 id="threats">Threat levels</h2>
    ${"failure" in devices ? notAvailable(devices.failure) : threatFigure(plotter, devices.value)}
  </section>`;
}

function threatFigure(plotter: Plotter, { threats, openThreats }: DeviceOverview): Markup {
  const words = {
    title: "Activated devices by platform and threat level",
    description: "One bar per platform, divided into the threat levels of its activated devices.",
  };
  const order = [...securityLevels.filter((level) => level !== "unknown"), "unknown"] as const;
  const breakdown = breakdownOf(order, levels, (platform, level) => threats[platform][level]);
  return html`<p>
      A device has the level of its worst open threat. Intune evaluates compliance by this level.
      ${openThreats !== null && describeOpenThreats(openThreats)}
    </p>
    ${breakdownFigure(plotter, "threat-levels", words, "Platform", breakdown)}`;
}

/** Worst risk first, unknown risks last. */
function describeOpenThreats(byRisk: Readonly<Record<string, number>>): string {
  const rank = (name: string) => (risks as readonly string[]).indexOf(name.toLowerCase());
  const counts = Object.entries(byRisk).toSorted(([one], [other]) => rank(other) - rank(one));
  if (counts.length === 0) return "No threat is open.";
  return `Open threats by Lookout's risk: ${listed(counts.map(([name, count]) => `${formatCount(count)} ${name.toLowerCase()}`))}.`;
}

/** Omits other platforms and unclassified devices if their count is zero. */
function breakdownOf<Key extends string>(
  keys: readonly Key[],
  parts: Readonly<Record<Key, Part>>,
  count: (platform: PhonePlatform, key: Key) => number,
): Breakdown {
  const rows = phonePlatforms.map((platform) => ({
    platform,
    title: platformTitles[platform],
    counts: keys.map((key) => count(platform, key)),
  }));
  return withoutEmptyParts(
    {
      parts: keys.map((key) => parts[key]),
      rows: rows.filter(({ platform, counts }) => platform !== "other" || sum(counts) > 0),
    },
    ["Unknown", "Deactivated"],
  );
}
