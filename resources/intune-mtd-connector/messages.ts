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
        `Intune shows the connector of ${partner} as ${state}, a state that this release does not know, so this run does not change it. ` +
        `Check it in the Intune admin center.`
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
    `${describeAddConnectorStep(partner)} Then run this again.`
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
    `${whatToDo(settings, observation, history)} Then run this again; it continues from here. In the meantime, "lookout-intune status" shows the state of each ` +
    'step, and "lookout-intune runbook" shows the manual steps. To wait longer, set waitMinutes; with whenNotConnected: ' +
    "continue, the rest of the stack does not wait."
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
    `The gateway accepted the settings of Lookout's own connector, so do not create a second one. Check it ${atLookout}, and ` +
    "the mailbox of its error address.",
  [ConfigurationMode.Console]:
    `If nobody has created Lookout's own connector yet, create it ${atLookout} > Add Connector > Intune: fill in the tabs as in the runbook ` +
    "and choose Create connector. If it exists, check it, and the mailbox of its error address.",
  unknown:
    "If the partner's own connector exists, check it in the partner's console, and the mailbox of its error address; do not create a second one. If it does " +
    `not exist, create it: for Lookout, ${atLookout} > Add Connector > Intune, then Create connector.`,
};

function describeState({ connector }: ConnectorObservation): string {
  return connector === undefined
    ? "Intune has no such connector"
    : `its state in Intune is ${String(connector.partnerState)}`;
}
