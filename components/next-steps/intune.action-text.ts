import { describeAddConnectorStep } from "../../model/add-connector-step";
import { ConfigurationMode } from "../../model/configuration-mode";
import { connectorFailureOf, ConnectorStage } from "../../model/connector-stage";
import { guideLinks } from "../../model/guide-links";
import type { ActionText } from "./next-steps.state";

export const intuneAdd: ActionText = ({ connectorStage }) =>
  connectorStage === ConnectorStage.ToBeAdded ? describeAddConnectorStep() : undefined;

/** A failing connector, or one in an unknown state, is reported even after it is configured. */
export const intuneConnection: ActionText = ({ intuneConnected, connectorStage, partnerState, mode }) => {
  const shown = `Intune shows Lookout's connector as ${String(partnerState)}`;
  const failure = connectorFailureOf(partnerState);
  if (failure !== undefined) {
    return `${shown}: ${failure}. Check the connector in Lookout's console, and the mailbox of its error address.`;
  }
  if (connectorStage === ConnectorStage.Unknown) {
    return `${shown}, a state that this release does not know: check it in the Intune admin center, ${guideLinks.intuneAdminCenter.url}.`;
  }
  if (intuneConnected) return undefined;
  const before =
    connectorStage === ConnectorStage.SetUp
      ? "Lookout has made contact with Intune:"
      : mode === ConfigurationMode.Console
        ? "After Lookout's connector is created there, wait until Lookout has made contact with Intune, then"
        : "Wait until Lookout has made contact with Intune, then";
  return `${before} run "pulumi up" again. Intune's side could not be configured yet, so nothing is enforced.`;
};

export const googlePlayApproval: ActionText = ({ intunePolicies: { androidFound } }) => {
  if (androidFound !== false) return undefined;
  return (
    `Approve Lookout for Work (com.lookout.enterprise) in managed Google Play: in the Intune admin center, ${guideLinks.intuneAdminCenter.url}, ` +
    'under Apps > Android > Create > Managed Google Play app, select it and choose Sync. Then run "pulumi up" again, which assigns it.'
  );
};

export const lookoutForWork: ActionText = ({ intunePolicies: { app } }) => {
  if (app) return undefined;
  return (
    "This stack does not assign the Lookout for Work app. Declare it (lookout-intune:lookoutForWork), or make sure that it is " +
    "assigned to the same groups before any policy requires it. To assign it manually: for enrolled devices " +
    `${guideLinks.appForEnrolledDevices.url}, for unenrolled devices ${guideLinks.appForUnenrolledDevices.url}.`
  );
};

export const compliance: ActionText = ({ intunePolicies }) => {
  if (intunePolicies.compliance || intunePolicies.appProtection) return undefined;
  return (
    "Nothing is enforced on phones without compliance or app protection policies by threat level (lookout-intune:compliance, " +
    "lookout-intune:appProtection); this stack does not declare them."
  );
};
