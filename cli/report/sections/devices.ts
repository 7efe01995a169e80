import { withoutEmptyParts, type Part } from "../charts/breakdown";
import type { Plotter } from "../charts/plotter";
import {
  deviceStates,
  threatLevels,
  type DevicePicture,
  type DeviceState,
  type PlatformCounts,
  type Seen,
  type ThreatLevel,
} from "../data";
import { html, type Markup } from "../markup";
import { breakdownFigure } from "./breakdown-figure";
import { notSeen } from "./not-seen";

const states: Readonly<Record<DeviceState, Part>> = {
  protected: { title: "Protected", tone: "good" },
  disconnected: { title: "Disconnected", tone: "bad" },
  active: { title: "Active", tone: "mild" },
  pending: { title: "Pending", tone: "calm" },
  deactivated: { title: "Deactivated", tone: "off" },
  unknown: { title: "Not told", tone: "off" },
};

const levels: Readonly<Record<ThreatLevel, Part>> = {
  secure: { title: "Secured", tone: "good" },
  low: { title: "Low", tone: "mild" },
  medium: { title: "Medium", tone: "warm" },
  high: { title: "High", tone: "bad" },
  unknown: { title: "Not told", tone: "off" },
};

/** How many devices are in which state, by platform. */
export function statesSection(plotter: Plotter, devices: Seen<DevicePicture>): Markup {
  const words = {
    title: "Devices by platform and state",
    description: "One bar a platform, divided into the states of its devices.",
  };
  return html`<section aria-labelledby="states">
    <h2 id="states">States and platforms</h2>
    ${
      "unseen" in devices
        ? notSeen(devices.unseen)
        : html`<p>
              Pending devices are enrolled, but the app was not activated. Disconnected devices were active and have not
              been heard of for longer than the enrollment settings allow; Intune treats them as not compliant.
              ${devices.seen.counting}
            </p>
            ${breakdownFigure(plotter, "device-states", words, "Platform", {
              ...withoutEmptyParts(breakdownOf(deviceStates, states, devices.seen.states), [
                "Protected",
                "Disconnected",
                "Pending",
              ]),
            })}`
    }
  </section>`;
}

/** How threatened active devices are, by platform. */
export function threatsSection(plotter: Plotter, devices: Seen<DevicePicture>): Markup {
  const words = {
    title: "Active devices by platform and threat level",
    description: "One bar a platform, divided into the threat levels of its active devices.",
  };
  return html`<section aria-labelledby="threats">
    <h2 id="threats">Threat levels</h2>
    ${
      "unseen" in devices
        ? notSeen(devices.unseen)
        : html`<p>A device has the level of its worst open threat. Intune judges compliance by this level.</p>
            ${breakdownFigure(plotter, "threat-levels", words, "Platform", {
              ...withoutEmptyParts(breakdownOf(threatLevels, levels, devices.seen.threats), [
                "Secured",
                "Low",
                "Medium",
                "High",
              ]),
            })}`
    }
  </section>`;
}

function breakdownOf<Key extends string>(
  keys: readonly Key[],
  parts: Readonly<Record<Key, Part>>,
  platforms: readonly PlatformCounts<Key>[],
) {
  return {
    parts: keys.map((key) => parts[key]),
    rows: platforms.map(({ platform, counts }) => ({ title: platform, counts: keys.map((key) => counts[key]) })),
  };
}
