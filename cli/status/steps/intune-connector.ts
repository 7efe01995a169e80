import { describeAddConnectorStep } from "pulumi-lookout-intune/internal/model/add-connector-step";
import { ConfigurationMode } from "pulumi-lookout-intune/internal/model/configuration-mode";
import {
  connectorFailureOf,
  ConnectorStage,
  connectorStageOf,
  connectorUseOf,
  noPartnerState,
} from "pulumi-lookout-intune/internal/model/connector-stage";
import { people } from "pulumi-lookout-intune/internal/model/integration/steps";
import { heartbeatFreshForHours } from "pulumi-lookout-intune/internal/resources/intune-mtd-connector/intune-mtd-connector.schema";
import { lookedUp, lookupFailure } from "../../live/lookup-result";
import { describeDifferences } from "../../live/describe-differences";
import { outputsOf, remembered, resourcesOf, observedNow, textOf, lookupFailureOf, type StatusInputs } from "../inputs";
import { step, type Conclusions, type Evidence, type Step } from "../step";

const look = "Look at the connector in Lookout's console, and at its error address.";

/** Step 8: Intune's side of the connection. */
export function evaluateIntuneConnector(facts: StatusInputs): Step {
  const connector = step("intune-connector");
  const [resource] = resourcesOf(facts, "IntuneMtdConnector");
  if (resource === undefined) return evaluateMissing(facts, connector);
  const { partnerState, lastHeartbeat, connected } = outputsOf(resource);
  const reason = lookupFailureOf(resource);
  if (reason !== undefined) {
    return connector.unknown(
      "Make the look possible.",
      observedNow(facts, "Microsoft Graph", reason),
      remembered(resource, describeState(partnerState, lastHeartbeat)),
    );
  }
  const reality = lookedUp(resource.reality);
  if (reality === undefined) {
    return connector.failing(
      `${describeAddConnectorStep()} Then run pulumi refresh and pulumi up.`,
      observedNow(facts, "Microsoft Graph", "Intune no longer has Lookout's connector"),
    );
  }
  const state = observedNow(facts, "Microsoft Graph", describeState(partnerState, lastHeartbeat));
  const unconnected = evaluateConnection(facts, connector, textOf(partnerState), state);
  if (unconnected !== undefined) return unconnected;
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
      ...describeDifferences(reality.differences).map((text) => observedNow(facts, "Microsoft Graph", text)),
    );
  }
  const heartbeat = Date.parse(textOf(lastHeartbeat) ?? "");
  const hours = (Date.parse(facts.observedAt) - heartbeat) / 3_600_000;
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

/** The step where the stack has no connector: it declares none, or no update has come to it, as one that waited for it in vain. */
function evaluateMissing(facts: StatusInputs, connector: Conclusions): Step {
  const { connector: look } = facts;
  if (look === undefined) {
    return connector.notDeclared("Declare lookout-intune:intuneConnector: nothing is enforced without it.");
  }
  const reason = lookupFailure(look);
  if (reason !== undefined) {
    return connector.unknown("Make the look possible.", observedNow(facts, "Microsoft Graph", reason));
  }
  const found = lookedUp(look);
  const partnerState = found === undefined ? undefined : (found.partnerState ?? noPartnerState);
  const state = observedNow(facts, "Microsoft Graph", describeState(partnerState, found?.lastHeartbeatDateTime));
  return (
    evaluateConnection(facts, connector, partnerState, state) ??
    connector.waiting(people.integration, "Run pulumi up: no update has come to the toggles yet.", state)
  );
}

/** What there is to say of the connection; undefined when it works, so that it matters what is set. */
function evaluateConnection(
  facts: StatusInputs,
  connector: Conclusions,
  partnerState: string | undefined,
  state: Evidence,
): Step | undefined {
  switch (connectorStageOf(partnerState === undefined ? undefined : { partnerState })) {
    case ConnectorStage.ToBeAdded:
      return connector.waiting(people.intune, `${describeAddConnectorStep()} Then run pulumi up.`, state);
    case ConnectorStage.WaitingForContact:
      return connector.waiting(people.lookoutConsole, makeContact(facts), state);
    case ConnectorStage.Unknown:
      return connector.unknown(look, { ...state, text: `${state.text}: a state that this release does not know` });
    case ConnectorStage.SetUp: {
      const failure = connectorFailureOf(partnerState);
      return failure === undefined
        ? undefined
        : connector.failing(look, { ...state, text: `${state.text}: ${failure}` });
    }
  }
}

function describeState(partnerState: unknown, lastHeartbeat: unknown): string {
  const shown = textOf(partnerState);
  return shown === undefined
    ? "Intune has no connector of Lookout's yet"
    : `Intune shows the connector as ${shown}, last heartbeat ${textOf(lastHeartbeat) ?? "never"}`;
}

/** A second connector of Lookout's would be a second source of reports, so who creates it depends on the mode. */
function makeContact(facts: StatusInputs): string {
  const [settings] = resourcesOf(facts, "LookoutConnector");
  return settings?.stored.inputs.mode === ConfigurationMode.Gateway
    ? "The gateway took the settings of Lookout's own connector: look at it in Lookout's console, and at its error address. Then run pulumi up."
    : 'Create Lookout\'s own connector as "lookout-intune runbook" says, unless it is there; it makes contact with Intune. Then run pulumi up.';
}
