import { heartbeatFreshForHours, isConnectedState } from "../../domain";
import type { BatchResult } from "../../services/graph/batch";
import { readConnector } from "../../services/graph/mobile-threat-defense-connectors";
import { isNotFound, ServiceError } from "../../services/http/service-error";
import { check, messageOf, type Check } from "./check";

/** Says how the partner's connector is. `now` is in ms since 1970. */
export function judgeConnector(result: BatchResult | undefined, now: number): Check {
  const connector = check("connector", "Lookout's connector in Intune");
  if (result === undefined) {
    return connector.unknown("Not looked at, as nobody is signed in.", "Make the sign-in work first.");
  }
  const connect =
    "In Lookout's console choose System > Connectors > Add Connector > Intune (the runbook of this product has each step); Intune shows " +
    "the connector minutes to hours later.";
  if (isNotFound(result)) return connector.note("Intune has none: Lookout has not connected yet.", connect);
  if (result instanceof ServiceError) {
    return connector.unknown(result.message, "See the permission for the Mobile Threat Defense connector above.");
  }
  try {
    return judge(connector, readConnector(result.body), connect, now);
  } catch (error) {
    return connector.failing(messageOf(error), "Run this again; tell the makers of this product if it persists.");
  }
}

function judge(
  connector: ReturnType<typeof check>,
  { partnerState, lastHeartbeatDateTime }: ReturnType<typeof readConnector>,
  connect: string,
  now: number,
): Check {
  const heartbeat = lastHeartbeatDateTime ?? "never";
  const found = `${partnerState ?? "no state"}, last heartbeat ${heartbeat}`;
  const look = "Look at the connector in Lookout's console, and at its error address.";
  if (!isConnectedState(partnerState)) return connector.note(`${found}: Lookout is not connected.`, connect);
  if (partnerState === "unresponsive") {
    return connector.failing(`${found}: Intune ignores what Lookout reports, so nobody is protected by it.`, look);
  }
  if (partnerState === "error") return connector.failing(`${found}: the connector reports an error.`, look);
  const hours = (now - Date.parse(lastHeartbeatDateTime ?? "")) / 3_600_000;
  if (Number.isNaN(hours) || hours > heartbeatFreshForHours) {
    return connector.note(`${found}: none within ${heartbeatFreshForHours} hours.`, look);
  }
  if (partnerState === "available") {
    const declare = "Declare android or ios of IntuneMtdConnector and run pulumi up.";
    return connector.note(`${found}: no platform uses what Lookout reports.`, declare);
  }
  if (partnerState === "enabled") return connector.ok(found);
  return connector.unknown(`${found}: a state that this release does not know.`, look);
}
