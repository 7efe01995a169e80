import {
  ConfigurationMode,
  connectorFailureOf,
  ConnectorStage,
  connectorStageOf,
  connectorUseOf,
  describeAddConnectorStep,
  heartbeatFreshForHours,
  people,
} from "../../../domain";
import { seenIn } from "../../live/seen";
import { describeDifferences } from "../../live/tell";
import { outputsOf, remembered, resourcesOf, seenNow, textOf, unseenReason, type StatusFacts } from "../facts";
import { step, type Step } from "../step";

const look = "Look at the connector in Lookout's console, and at its error address.";

/** Step 8: Intune's side of the connection. */
export function judgeIntuneConnector(facts: StatusFacts): Step {
  const connector = step("intune-connector");
  const [resource] = resourcesOf(facts, "IntuneMtdConnector");
  if (resource === undefined)
    return connector.notDeclared("Declare lookout-intune:intuneConnector: nothing is enforced without it.");
  const { partnerState, lastHeartbeat, connected } = outputsOf(resource);
  const words = `${textOf(partnerState) ?? "no state"}, last heartbeat ${textOf(lastHeartbeat) ?? "never"}`;
  const reason = unseenReason(resource);
  if (reason !== undefined) {
    return connector.unknown(
      "Make the look possible.",
      seenNow(facts, "Microsoft Graph", reason),
      remembered(resource, words),
    );
  }
  const reality = seenIn(resource.reality);
  if (reality === undefined) {
    return connector.failing(
      `${describeAddConnectorStep()} Then run pulumi refresh and pulumi up.`,
      seenNow(facts, "Microsoft Graph", "Intune no longer has Lookout's connector"),
    );
  }
  const shown = textOf(partnerState);
  const state = seenNow(
    facts,
    "Microsoft Graph",
    shown === undefined ? "Intune has no connector of Lookout's yet" : `Intune shows the connector as ${words}`,
  );
  switch (connectorStageOf(shown === undefined ? undefined : { partnerState: shown })) {
    case ConnectorStage.ToBeAdded:
      return connector.waiting(people.intune, `${describeAddConnectorStep()} Then run pulumi up.`, state);
    case ConnectorStage.WaitingForContact:
      return connector.waiting(people.lookoutConsole, makeContact(facts), state);
    case ConnectorStage.Unknown:
      return connector.unknown(look, { ...state, text: `${state.text}: a state that this release does not know` });
    case ConnectorStage.SetUp:
  }
  const failure = connectorFailureOf(partnerState);
  if (failure !== undefined) return connector.failing(look, { ...state, text: `${state.text}: ${failure}` });
  if (connected !== true) {
    return connector.waiting(
      people.integration,
      "Run pulumi up: the toggles were not set yet, as Lookout had not connected.",
      state,
    );
  }
  if (reality.differences.length > 0) {
    return connector.failing(
      "Run pulumi up to put it back, or declare what should hold.",
      state,
      ...describeDifferences(reality.differences).map((text) => seenNow(facts, "Microsoft Graph", text)),
    );
  }
  const heartbeat = Date.parse(textOf(lastHeartbeat) ?? "");
  const hours = (Date.parse(facts.lookedAt) - heartbeat) / 3_600_000;
  if (Number.isNaN(hours) || hours > heartbeatFreshForHours) {
    return connector.unknown(look, { ...state, text: `${state.text}: none within ${heartbeatFreshForHours} hours` });
  }
  if (connectorUseOf(partnerState) === "no platform") {
    return connector.waiting(
      people.integration,
      "Declare android or ios of the connector and run pulumi up: no platform uses it.",
      state,
    );
  }
  return connector.done(state);
}

/** A second connector of Lookout's would be a second source of reports, so who creates it depends on the mode. */
function makeContact(facts: StatusFacts): string {
  const [settings] = resourcesOf(facts, "LookoutConnector");
  return settings?.stored.inputs.mode === ConfigurationMode.Gateway
    ? "The gateway took the settings of Lookout's own connector: look at it in Lookout's console, and at its error address. Then run pulumi up."
    : 'Create Lookout\'s own connector as "lookout-intune runbook" says, unless it is there; it makes contact with Intune. Then run pulumi up.';
}
