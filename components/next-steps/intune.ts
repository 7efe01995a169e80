import { ConfigurationMode, guideLinks } from "../../domain";
import type { ActionText } from "./state";

export const intuneAdd: ActionText = ({ intuneConnected }) => {
  if (intuneConnected) return undefined;
  return (
    "Unless Intune lists Lookout there already: in the Intune admin center under Tenant administration > Connectors and tokens > " +
    "Mobile Threat Defense choose Add, choose Lookout for Work (the list may word it differently), then Create."
  );
};

export const intuneConnection: ActionText = ({ intuneConnected, mode }) => {
  if (intuneConnected) return undefined;
  const before = mode === ConfigurationMode.Console ? "When Lookout's connector is created there, wait" : "Wait";
  return (
    `${before} until Intune lists Lookout as a Mobile Threat Defense partner, then run "pulumi up" again: Intune's side could ` +
    "not be configured yet, so nothing is enforced."
  );
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
