import { describeAddConnectorStep } from "../../model/add-connector-step";
import { ConfigurationMode } from "../../model/configuration-mode";
import { ConnectorStage } from "../../model/connector-stage";
import type { IntuneMtdConnectorSettings } from "./intune-mtd-connector.schema";
import type { ConnectorHistory, ConnectorObservation } from "./observation";

/** Why the connector cannot be configured yet, and who must do what. */
export function describeWaiting(
  { partner }: IntuneMtdConnectorSettings,
  { stage, connector }: ConnectorObservation,
): string {
  const state = String(connector?.partnerState);
  switch (stage) {
    case ConnectorStage.ToBeAdded:
      return `Intune has no connector of ${partner} yet. ${describeAddConnectorStep(partner)}`;
    case ConnectorStage.WaitingForContact:
      return `Intune shows its connector as ${state}: the partner has not made contact.`;
    case ConnectorStage.Unknown:
      return (
        `Intune shows the connector of ${partner} as ${state}, a state that this release does not know, so nothing is changed in it. ` +
        `Look at it in the Intune admin center.`
      );
    case ConnectorStage.SetUp:
      return `Intune shows its connector as ${state}.`;
  }
}

/** Why a run that needs the connector fails at once. */
export function describeMissing(
  id: string,
  { partner }: IntuneMtdConnectorSettings,
  observation: ConnectorObservation,
): string {
  return (
    `Intune has no connector of ${partner} (connector ${id}; ${describeState(observation)}), and whenMissing is fail. ` +
    `${describeAddConnectorStep(partner)} Then run again.`
  );
}

/** Why a wait ended without the connector. The advice depends on what this stack did. */
export function describeDeadline(
  id: string,
  settings: IntuneMtdConnectorSettings,
  observation: ConnectorObservation,
  history: ConnectorHistory,
): string {
  const { partner, waitMinutes } = settings;
  return (
    `${partner} has not connected to Intune within ${waitMinutes} minutes (connector ${id}; ${describeState(observation)}). ` +
    `${whatToDo(settings, observation, history)} Then run again: it takes up where it stopped. "lookout-intune status" says meanwhile where each ` +
    'step stands, and "lookout-intune runbook" what a person has to do. A longer wait is set with waitMinutes; with whenNotConnected: ' +
    "continue the rest of the stack does not wait."
  );
}

function whatToDo(
  settings: IntuneMtdConnectorSettings,
  observation: ConnectorObservation,
  history: ConnectorHistory,
): string {
  if (observation.stage !== ConnectorStage.WaitingForContact) return describeWaiting(settings, observation);
  const added = history.added ? "This stack added the connector in Intune, so that is done. " : "";
  return added + makeContact[settings.partnerSide ?? "unknown"];
}

const atLookout = "in Lookout's console under System > Connectors";

/** How the partner makes contact. A second connector at the partner would be a second source of reports. */
const makeContact: Readonly<Record<ConfigurationMode | "unknown", string>> = {
  [ConfigurationMode.Gateway]:
    `The gateway took the settings of Lookout's own connector, so create no second one: look at it ${atLookout}, and at ` +
    "its error address.",
  [ConfigurationMode.Console]:
    `If nobody has created Lookout's own connector yet, do it ${atLookout} > Add Connector > Intune: fill in the tabs as the runbook ` +
    "says and choose Create connector. If it is there, look at it, and at its error address.",
  unknown:
    "If the partner's own connector is there, look at it in the partner's console, and at its error address; create no second one. If there " +
    `is none, create it: for Lookout ${atLookout} > Add Connector > Intune, then Create connector.`,
};

function describeState({ connector }: ConnectorObservation): string {
  return connector === undefined
    ? "Intune has no such connector"
    : `its state in Intune is ${String(connector.partnerState)}`;
}
