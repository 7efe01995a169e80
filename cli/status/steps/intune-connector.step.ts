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
import { lookupValue, lookupFailure } from "../../live/lookup-result";
import { describeDifferences } from "../../live/describe-differences";
import { outputsOf, remembered, resourcesOf, observedNow, textOf, lookupFailureOf, type StatusInputs } from "../inputs";
import { step, type Conclusions, type Evidence, type Step } from "../step";

const checkConnector = "Check the connector in Lookout's console, and the mailbox that receives its errors.";

/** Step 8: Intune's side of the connection. */
export function evaluateIntuneConnector(inputs: StatusInputs): Step {
  const connector = step("intune-connector");
  const [resource] = resourcesOf(inputs, "IntuneMtdConnector");
  if (resource === undefined) return evaluateMissing(inputs, connector);
  const { partnerState, lastHeartbeat, connected } = outputsOf(resource);
  const reason = lookupFailureOf(resource);
  if (reason !== undefined) {
    return connector.unknown(
      "Fix the read error shown here, then run this again.",
      observedNow(inputs, "Microsoft Graph", reason),
      remembered(resource, describeState(partnerState, lastHeartbeat)),
    );
  }
  const actual = lookupValue(resource.actual);
  if (actual === undefined) {
    return connector.failing(
      `${describeAddConnectorStep()} Then run pulumi refresh and pulumi up.`,
      observedNow(inputs, "Microsoft Graph", "Intune no longer has Lookout's connector"),
    );
  }
  const state = observedNow(inputs, "Microsoft Graph", describeState(partnerState, lastHeartbeat));
  const unconnected = evaluateConnection(inputs, connector, textOf(partnerState), state);
  if (unconnected !== undefined) return unconnected;
  if (connected !== true) {
    return connector.waiting(
      people.integration,
      "Run pulumi up: Lookout had not connected yet, so the toggles are not set.",
      state,
    );
  }
  if (actual.differences.length > 0) {
    return connector.failing(
      "Run pulumi up to restore it, or declare the actual settings.",
      state,
      ...describeDifferences(actual.differences).map((text) => observedNow(inputs, "Microsoft Graph", text)),
    );
  }
  const heartbeat = Date.parse(textOf(lastHeartbeat) ?? "");
  const hours = (Date.parse(inputs.observedAt) - heartbeat) / 3_600_000;
  if (Number.isNaN(hours) || hours > heartbeatFreshForHours) {
    return connector.unknown(checkConnector, {
      ...state,
      text: `${state.text}: no heartbeat within ${heartbeatFreshForHours} hours`,
    });
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

/** The step if the stack has no connector: none is declared, or no update has created it yet. */
function evaluateMissing(inputs: StatusInputs, connector: Conclusions): Step {
  const { connector: lookup } = inputs;
  if (lookup === undefined) {
    return connector.notDeclared("Declare lookout-intune:intuneConnector: nothing is enforced without it.");
  }
  const reason = lookupFailure(lookup);
  if (reason !== undefined) {
    return connector.unknown(
      "Fix the read error shown here, then run this again.",
      observedNow(inputs, "Microsoft Graph", reason),
    );
  }
  const found = lookupValue(lookup);
  const partnerState = found === undefined ? undefined : (found.partnerState ?? noPartnerState);
  const state = observedNow(inputs, "Microsoft Graph", describeState(partnerState, found?.lastHeartbeatDateTime));
  return (
    evaluateConnection(inputs, connector, partnerState, state) ??
    connector.waiting(people.integration, "Run pulumi up: no update has set the toggles yet.", state)
  );
}

/** The problem of the connection; undefined if it works, so that the settings matter. */
function evaluateConnection(
  inputs: StatusInputs,
  connector: Conclusions,
  partnerState: string | undefined,
  state: Evidence,
): Step | undefined {
  switch (connectorStageOf(partnerState === undefined ? undefined : { partnerState })) {
    case ConnectorStage.ToBeAdded:
      return connector.waiting(people.intune, `${describeAddConnectorStep()} Then run pulumi up.`, state);
    case ConnectorStage.WaitingForContact:
      return connector.waiting(people.lookoutConsole, makeContact(inputs), state);
    case ConnectorStage.Unknown:
      return connector.unknown(checkConnector, {
        ...state,
        text: `${state.text}: this release does not know that state`,
      });
    case ConnectorStage.SetUp: {
      const failure = connectorFailureOf(partnerState);
      return failure === undefined
        ? undefined
        : connector.failing(checkConnector, { ...state, text: `${state.text}: ${failure}` });
    }
  }
}

function describeState(partnerState: unknown, lastHeartbeat: unknown): string {
  const shown = textOf(partnerState);
  return shown === undefined
    ? "Intune has no Lookout connector yet"
    : `Intune shows the connector as ${shown}, last heartbeat ${textOf(lastHeartbeat) ?? "never"}`;
}

/** A second connector in Lookout would send reports twice, so the mode decides who creates it. */
function makeContact(inputs: StatusInputs): string {
  const [settings] = resourcesOf(inputs, "LookoutConnector");
  return settings?.stored.inputs.mode === ConfigurationMode.Gateway
    ? "The gateway accepted the settings of Lookout's own connector. Check it in Lookout's console, and the mailbox that receives its errors. Then run pulumi up."
    : 'Create Lookout\'s own connector with the steps of "lookout-intune runbook", unless it exists; it contacts Intune. Then run pulumi up.';
}
