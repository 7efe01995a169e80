import { quoteName } from "../../model/hidden-characters";
import { ConditionalAccessState } from "../../model/conditional-access-policy";
import { guideLinks } from "../../model/guide-links";
import type { ActionText } from "./next-steps.state";

export const conditionalAccess: ActionText = ({ intunePolicies: { compliance, conditionalAccess: policy } }) => {
  if (policy === undefined) {
    if (!compliance) return undefined;
    return (
      "A phone that is not compliant keeps its access unless a Conditional Access policy requires a compliant device; this stack " +
      "declares none (lookout-intune:conditionalAccess)."
    );
  }
  const missing = policy.unmetControls.join(" and ");
  if (missing === "") return undefined;
  return (
    `The Conditional Access policy ${quoteName(policy.displayName)} requires more than this stack declares: ${missing}. Declare it, or make sure that Intune ` +
    "already has it; otherwise Lookout's findings have no effect."
  );
};

export const breakGlassMembers: ActionText = ({ intunePolicies: { conditionalAccess: policy } }) => {
  if (policy === undefined) return undefined;
  return (
    `Make sure that group ${policy.breakGlassGroupId} contains only the emergency access accounts: the Conditional Access policy ` +
    `${quoteName(policy.displayName)} excludes its members.`
  );
};

export const activationTried: ActionText = ({ intunePolicies: { conditionalAccess: policy } }) => {
  if (policy?.everyApp !== true) return undefined;
  return (
    `The Conditional Access policy ${quoteName(policy.displayName)} applies to all apps. Test on a new phone whether Lookout for Work can be activated, because ` +
    "the phone is not compliant before that; if not, add Lookout's application to lookout-intune:conditionalAccess.excludedApplications."
  );
};

/** Where an administrator reviews the results before a policy is enforced.
 *  Source: https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-report-only */
const reportOnlyResults =
  `in the Entra admin center, ${guideLinks.entraAdminCenter.url}, under Monitoring > Sign-in logs, each sign-in's tab Report-only ` +
  "(Failure: would have been blocked)";

export const conditionalAccessEnforced: ActionText = ({ intunePolicies: { conditionalAccess: policy } }) => {
  switch (policy?.state) {
    case undefined:
    case ConditionalAccessState.Enabled:
      return undefined;
    case ConditionalAccessState.ReportOnly:
      return (
        `The Conditional Access policy ${quoteName(policy.displayName)} is in report-only mode. Review its results for a few days, ${reportOnlyResults}; once ` +
        "it would block nobody by mistake, set lookout-intune:conditionalAccess.state to enabled."
      );
    case ConditionalAccessState.Disabled:
      return (
        `The Conditional Access policy ${quoteName(policy.displayName)} is disabled. Set lookout-intune:conditionalAccess.state to ` +
        "enabledForReportingButNotEnforced to see what it would do, or to enabled."
      );
  }
};
