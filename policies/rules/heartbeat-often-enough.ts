import { dynamicTypes, heartbeatLimitMinutes, isHeartbeatOftenEnough } from "pulumi-lookout-intune/schemas";
import { z } from "zod";
import { yaml } from "../framework/documentation";
import { ofType } from "../framework/group-uses";
import { stackRule } from "../framework/rule";
import { mtdOverview } from "../framework/sources";
import { evaluateEach } from "../framework/unknown-readings";

const count = (what: string) => z.int(`${what} must be a whole number, 1 or more`).min(1, `${what} must be 1 or more`);

export const heartbeatOftenEnough = stackRule({
  id: "lookout-heartbeat-often-enough",
  title: "Heartbeats well within the unresponsive threshold",
  demand: "Lookout reports to Intune several times before Intune marks it as unresponsive.",
  severity: "high",
  tags: ["lookout", "intune", "connector"],
  source: mtdOverview,
  why:
    "Intune marks a partner as unresponsive after unresponsiveAfterDays without a heartbeat, and then ignores its data: enforcement is lost without an error. If " +
    "the heartbeat interval is close to the threshold, one lost heartbeat is enough for that.",
  fix: "Set heartbeatMinutes lower, or unresponsiveAfterDays higher.",
  bad: yaml(
    "lookout-intune:connector:\n  heartbeatMinutes: 1440\nlookout-intune:intuneConnector:\n  unresponsiveAfterDays: 1",
  ),
  good: yaml(
    "lookout-intune:connector:\n  heartbeatMinutes: 60\nlookout-intune:intuneConnector:\n  unresponsiveAfterDays: 7",
  ),
  settings: z.strictObject({
    missedHeartbeats: count("missedHeartbeats")
      .default(3)
      .describe("Number of consecutive heartbeats that may be lost before the threshold is reached."),
    maximumMinutes: count("maximumMinutes")
      .default(1440)
      .describe("Maximum interval in minutes, also if the threshold is not managed."),
  }),
  validate: ({ resources, config, notApplicable }, report) => {
    const connectors = ofType(resources, dynamicTypes.LookoutConnector);
    if (connectors.length === 0) notApplicable("the stack has no Lookout connector");
    const thresholds = ofType(resources, dynamicTypes.IntuneMtdConnector).flatMap(({ props }) => {
      const days: unknown = props.unresponsiveAfterDays;
      return typeof days === "number" ? [days] : [];
    });
    const days = thresholds.length === 0 ? undefined : Math.min(...thresholds);
    const limit = heartbeatLimitMinutes(days, config);
    evaluateEach(connectors, ({ props, urn }) => {
      const minutes: unknown = props.heartbeatMinutes;
      if (typeof minutes === "number" && isHeartbeatOftenEnough(minutes, limit)) return;
      const found = typeof minutes === "number" ? `is ${minutes}` : "is not a number";
      const because = days === undefined ? "" : `, with Intune's threshold at ${days} days`;
      report(
        `heartbeatMinutes ${found}, but at most ${limit} minutes are allowed${because}. ` +
          "Set lookout-intune:connector.heartbeatMinutes lower, or lookout-intune:intuneConnector.unresponsiveAfterDays higher.",
        urn,
      );
    });
  },
});
