import { z } from "zod";
import { parseJson } from "../stack/pulumi";
import { textOf } from "../status/inputs";
import type { PolicyOverview, PolicyViolation } from "./data";

const names = z.array(z.string()).nullish();
const summary = z.looseObject({ passed: names });

/** The policy part of the engine's events. Source: sdk/go/common/apitype/events.go of github.com/pulumi/pulumi */
const eventSchema = z.looseObject({
  sequence: z.number(),
  timestamp: z.number().optional(),
  policyEvent: z
    .looseObject({
      policyName: z.string(),
      enforcementLevel: z.string(),
      severity: z.string().nullish(),
      resourceUrn: z.string().nullish(),
      message: z.string(),
    })
    .optional(),
  policyAnalyzeSummaryEvent: summary.optional(),
  policyAnalyzeStackSummaryEvent: summary.optional(),
  summaryEvent: z.looseObject({ PolicyPacks: z.record(z.string(), z.string()).nullish() }).optional(),
});
type EngineEvent = z.infer<typeof eventSchema>;

/** Reads policy results from an event log of the engine, one JSON object per line. Undefined if it has no policy events.
 *  `source` describes the origin for people. */
export function readPolicyResults(text: string, source: string): PolicyOverview | undefined {
  const events = text.split(/\r?\n/).flatMap((line): EngineEvent[] => {
    const event = eventSchema.safeParse(parseJson(line));
    return event.success ? [event.data] : [];
  });
  const ends = events.flatMap(({ summaryEvent }) => (summaryEvent === undefined ? [] : [summaryEvent]));
  const packs = ends.flatMap(({ PolicyPacks }) => Object.entries(PolicyPacks ?? {}));
  const violations = withoutRepeats(
    events.flatMap(({ policyEvent }) => (policyEvent ? [readViolation(policyEvent)] : [])),
  );
  if (events.length === 0) return undefined;
  const timestamp = events.at(-1)?.timestamp;
  return {
    source,
    at: timestamp === undefined ? null : new Date(timestamp * 1000).toISOString(),
    // The engine appends the origin of the pack to its name: `lookout-intune|local|policies`.
    packs: [...new Map(packs)].map(([name, version]) => ({ name: name.split("|", 1)[0] ?? name, version })),
    complete: ends.length > 0,
    passed: countPassed(events),
    violations,
  };
}

function readViolation(event: NonNullable<EngineEvent["policyEvent"]>): PolicyViolation {
  return {
    policy: event.policyName,
    level: event.enforcementLevel,
    // The engine omits it, or leaves it empty, if the rule has none.
    severity: textOf(event.severity) ?? null,
    resource: event.resourceUrn ? describeUrn(event.resourceUrn) : null,
    message: withoutColors(event.message).trim(),
  };
}

/** `pulumi up` evaluates policies in its preview and again in the update. */
function withoutRepeats(violations: readonly PolicyViolation[]): PolicyViolation[] {
  return [...new Map(violations.map((one) => [JSON.stringify(one), one])).values()];
}

function countPassed(events: readonly EngineEvent[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { policyAnalyzeSummaryEvent, policyAnalyzeStackSummaryEvent } of events) {
    for (const name of [
      ...(policyAnalyzeSummaryEvent?.passed ?? []),
      ...(policyAnalyzeStackSummaryEvent?.passed ?? []),
    ]) {
      counts[name] = (counts[name] ?? 0) + 1;
    }
  }
  return counts;
}

/** Short type and name, such as `LookoutConnector lookout-connector`; null for the stack itself. */
function describeUrn(urn: string): string | null {
  const [, , types = "", ...name] = urn.split("::");
  const type = types.split("$").at(-1) ?? "";
  if (type === "pulumi:pulumi:Stack") return null;
  return `${type.split(":").at(-1) ?? ""} ${name.join("::")}`.trim();
}

/** Removes color marks of the engine (`<{%fg 1%}>`) and terminal escape sequences. */
function withoutColors(text: string): string {
  // eslint-disable-next-line no-control-regex -- escape sequences begin with a control character
  return text.replace(/<\{%[^%]*%\}>/g, "").replace(/\u001b\[[0-9;]*m/g, "");
}
