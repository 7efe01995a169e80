import { describeAddConnectorStep } from "../../model/add-connector-step";
import { ConfigurationMode } from "../../model/configuration-mode";
import { connectorFailureOf, ConnectorStage } from "../../model/connector-stage";
import { guideLinks } from "../../model/guide-links";
import type { ActionText } from "./state";

export const intuneAdd: ActionText = ({ connectorStage }) =>
  connectorStage === ConnectorStage.ToBeAdded ? describeAddConnectorStep() : undefined;

/** A connector that fails, or whose state nobody knows, is told also once it is configured. */
export const intuneConnection: ActionText = ({ intuneConnected, connectorStage, partnerState, mode }) => {
  const shown = `Intune shows Lookout's connector as ${String(partnerState)}`;
  const failure = connectorFailureOf(partnerState);
  if (failure !== undefined) {
    return `${shown}: ${failure}. Look at it in Lookout's console, and at its error address.`;
  }
  if (connectorStage === ConnectorStage.Unknown) {
    return `${shown}, a state that this release does not know: look at it in the Intune admin center, ${guideLinks.intuneAdminCenter.url}.`;
  }
  if (intuneConnected) return undefined;
  const before =
    connectorStage === ConnectorStage.SetUp
      ? "Lookout has made contact with Intune:"
      : mode === ConfigurationMode.Console
        ? "When Lookout's connector is created there, wait until Lookout has made contact with Intune, then"
        : "Wait until Lookout has made contact with Intune, then";
  return `${before} run "pulumi up" again. Intune's side could not be configured yet, so nothing is enforced.`;
};

export const googlePlayApproval: ActionText = ({ protection: { androidFound } }) => {
  if (androidFound !== false) return undefined;
  return (
    `Approve Lookout for Work (com.lookout.enterprise) in managed Google Play: in the Intune admin center, ${guideLinks.intuneAdminCenter.url}, ` +
    'under Apps > Android > Create > Managed Google Play app, select it and choose Sync. Then run "pulumi up" again, which assigns it.'
  );
};

export const lookoutForWork: ActionText = ({ protection: { app } }) => {
  if (app) return undefined;
  return (
    "No phone gets the Lookout for Work app from this stack. Declare it (lookout-intune:lookoutForWork), or see to it that it is " +
    "assigned to the same groups, before any policy asks for it. How it is done by hand: for phones that Intune manages " +
    `${guideLinks.appForEnrolledDevices.url}, for others ${guideLinks.appForUnenrolledDevices.url}.`
  );
};

export const compliance: ActionText = ({ protection }) => {
  if (protection.compliance || protection.appProtection) return undefined;
  return (
    "Nothing is enforced on phones without compliance or app protection policies by threat level (lookout-intune:compliance, " +
    "lookout-intune:appProtection); this stack does not declare them."
  );
};
