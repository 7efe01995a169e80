import { describeAddConnectorStep } from "pulumi-lookout-intune/internal/model/add-connector-step";
import {
  connectorFailureOf,
  ConnectorStage,
  connectorStageOf,
  connectorUseOf,
  noPartnerState,
} from "pulumi-lookout-intune/internal/model/connector-stage";
import { heartbeatFreshForHours } from "pulumi-lookout-intune/internal/resources/intune-mtd-connector/intune-mtd-connector.schema";
import type { BatchResult } from "pulumi-lookout-intune/internal/clients/graph/graph-batch";
import { readConnector } from "pulumi-lookout-intune/internal/clients/graph/mobile-threat-defense-connectors";
import { isNotFound, ServiceError } from "pulumi-lookout-intune/internal/clients/http/service-error";
import { check, messageOf, type Check } from "./check";

/** Checks the state of the partner's connector. `now` is in ms since 1970. */
export function evaluateConnector(result: BatchResult | undefined, now: number): Check {
  const connector = check("connector", "Lookout's connector in Intune");
  if (result === undefined) {
    return connector.unknown("Not checked because the sign-in failed.", "Fix the sign-in first.");
  }
  if (isNotFound(result)) return connector.note("Intune has no Lookout connector yet.", describeAddConnectorStep());
  if (result instanceof ServiceError) {
    return connector.unknown(result.message, "See the permission for the Mobile Threat Defense connector above.");
  }
  try {
    return evaluate(connector, readConnector(result.body), now);
  } catch (error) {
    return connector.failing(
      messageOf(error),
      "Run this again. If the error persists, report it as an issue of this package.",
    );
  }
}

const checkConnector = "Check the connector in Lookout's console, and the mailbox that receives its errors.";

function evaluate(connector: ReturnType<typeof check>, found: ReturnType<typeof readConnector>, now: number): Check {
  const { partnerState, lastHeartbeatDateTime } = found;
  const observed = `${partnerState ?? noPartnerState}, last heartbeat ${lastHeartbeatDateTime ?? "never"}`;
  switch (connectorStageOf(found)) {
    case ConnectorStage.ToBeAdded:
      return connector.note(`${observed}: the connector is not added yet.`, describeAddConnectorStep());
    case ConnectorStage.WaitingForContact:
      return connector.note(`${observed}: Lookout has not made contact.`, makeContact);
    case ConnectorStage.Unknown:
      return connector.unknown(`${observed}: this release does not know that state.`, checkConnector);
    case ConnectorStage.SetUp:
  }
  const failure = connectorFailureOf(partnerState);
  if (failure !== undefined) return connector.failing(`${observed}: ${failure}.`, checkConnector);
  const hours = (now - Date.parse(lastHeartbeatDateTime ?? "")) / 3_600_000;
  if (Number.isNaN(hours) || hours > heartbeatFreshForHours) {
    return connector.note(`${observed}: no heartbeat within ${heartbeatFreshForHours} hours.`, checkConnector);
  }
  if (connectorUseOf(partnerState) === "no platform") {
    const declare = "Declare android or ios of IntuneMtdConnector and run pulumi up.";
    return connector.note(`${observed}: no platform uses the data that Lookout reports.`, declare);
  }
  return connector.ok(observed);
}

const makeContact =
  "Lookout's own connector makes contact, minutes to hours after it was created: by pulumi up in gateway mode, else by a person in Lookout's " +
  "console under System > Connectors > Add Connector > Intune (the runbook of this product has each step). If it is there, create no second " +
  "one: check it, and the mailbox that receives its errors.";
