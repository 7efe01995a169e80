import { eventSources, type EventSource } from "../../model/lookout-endpoints";
import { nameOf, valueOf, type ConfigurationSource, type Environment, type Setting } from "../configuration-source";

/** When reading events until now is finished, and where events are read. All times are in ms. The stream has no mark for its
 *  present: heartbeats come before stored events too, so only quiet shows that there are no more. */
export interface EventReading {
  /** Quiet time with heartbeats, and without an event or an error, after which a read is settled. */
  readonly quietMs: number;
  /** The same for the first read, which has the whole history before it. */
  readonly firstQuietMs: number;
  /** The same after an event. */
  readonly afterEventMs: number;
  /** How long a read may take in all. */
  readonly longestMs: number;
  /** Where they are read. */
  readonly source: EventSource;
}

/** Several times the heartbeat of 5 seconds. Lookout's own capture of the stream has three heartbeats, and then six days of
 *  events. Source:
 *  https://doc.lookout.com/en/mobile-endpoint-security/partner-and-mobile-risk-apis/mobile-risk-api-v2/mobile-risk-api-v2-overview/streaming-events/streaming-mobile-risk-device-threat-and-audit-events */
export const defaultEventReading: EventReading = {
  quietMs: 30_000,
  firstQuietMs: 60_000,
  afterEventMs: 15_000,
  longestMs: 300_000,
  source: "stream",
};

export const eventReadingSettings = {
  quietMs: { key: "lookout:eventQuietSeconds", variables: ["LOOKOUT_EVENT_QUIET_SECONDS"] },
  firstQuietMs: { key: "lookout:eventFirstQuietSeconds", variables: ["LOOKOUT_EVENT_FIRST_QUIET_SECONDS"] },
  afterEventMs: { key: "lookout:eventAfterEventSeconds", variables: ["LOOKOUT_EVENT_AFTER_EVENT_SECONDS"] },
  longestMs: { key: "lookout:eventLongestSeconds", variables: ["LOOKOUT_EVENT_LONGEST_SECONDS"] },
  source: { key: "lookout:eventSource", variables: ["LOOKOUT_EVENT_SOURCE"] },
} as const satisfies Record<keyof EventReading, Setting>;

const times = ["quietMs", "firstQuietMs", "afterEventMs", "longestMs"] as const;
const longestSeconds = 3600;

/** Reads the settings, and finds all problems with them, without network access. */
export function readEventReading(
  source: ConfigurationSource,
  environment: Environment,
): { readonly reading: EventReading; readonly problems: readonly string[] } {
  const reading: { -readonly [Name in keyof EventReading]: EventReading[Name] } = { ...defaultEventReading };
  const problems: string[] = [];
  for (const name of times) {
    const text = valueOf(eventReadingSettings[name], source, environment);
    if (text === undefined) continue;
    const seconds = Number(text);
    if (seconds > 0 && seconds <= longestSeconds) reading[name] = Math.ceil(seconds * 1000);
    else problems.push(describe(name, `it is ${text}; give seconds, above 0 and at most ${longestSeconds}`));
  }
  const chosen = valueOf(eventReadingSettings.source, source, environment)?.trim();
  const known = eventSources.find((one) => one === chosen);
  if (known !== undefined) reading.source = known;
  else if (chosen !== undefined)
    problems.push(describe("source", `it is ${chosen}; give ${eventSources.join(" or ")}`));
  return { reading, problems };
}

function describe(name: keyof EventReading, problem: string): string {
  return `${nameOf(eventReadingSettings[name])} cannot be used: ${problem}`;
}
