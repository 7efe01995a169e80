import { accessRoleMeanings } from "../../model/access-roles";
import { guideLinks } from "../../model/guide-links";
import { lookoutConsentUrl, lookoutConsoleUrl, lookoutEnterpriseSupportEmail } from "../../model/lookout-endpoints";
import {
  HandoffStatus,
  LookoutTenant,
  missingContactAdvice,
} from "../../resources/lookout-support-handoff/lookout-support-handoff.schema";
import { ConsentStatus } from "../../resources/lookout-tenant-consent/lookout-tenant-consent.schema";
import type { ActionText } from "./next-steps.state";

export const lookoutTenant: ActionText = ({ lookoutTenant: answer, tenantId, handoff }) => {
  switch (answer) {
    case LookoutTenant.None:
    case LookoutTenant.Tied:
      return undefined;
    case LookoutTenant.Separate: {
      const unusable = `it is not tied to Entra tenant ${tenantId} and cannot be used for this integration`;
      return handoff.status === HandoffStatus.Sent || handoff.listsChanges
        ? `Wait for the new Lookout tenant from Enterprise Support. Set up nothing in the existing one: ${unusable}.`
        : `Set up nothing in the existing Lookout tenant: ${unusable}. The mail to Enterprise Support requests a new one.`;
    }
    case undefined:
      return (
        `Find out whether your company already has a Lookout tenant. One that is not tied to Entra tenant ${tenantId} cannot be ` +
        "used for this integration; Lookout Enterprise Support then creates a new one. Record the answer in " +
        "lookout-intune:supportHandoff.lookoutTenant (none, tied or separate)."
      );
  }
};

export const fullAccessMembers: ActionText = ({ fullAccessGroupId }) =>
  `Add the administrators of Lookout's console to group ${fullAccessGroupId} (full access): nobody else can sign in to it.`;

export const furtherAccessMembers: ActionText = ({ restrictedAccessGroupId, readOnlyAccessGroupId }) => {
  const groups = [
    ...(restrictedAccessGroupId === undefined
      ? []
      : [`${restrictedAccessGroupId} (restricted access: ${accessRoleMeanings.restricted})`]),
    ...(readOnlyAccessGroupId === undefined ? [] : [`${readOnlyAccessGroupId} (read only)`]),
  ];
  if (groups.length === 0) return undefined;
  return (
    `Add the console's other users to group ${groups.join(" or ")}; nobody may be in two of the console's groups. What each role may do: ` +
    `${guideLinks.consoleRoles.url}.`
  );
};

export const sendHandoff: ActionText = ({ handoff: { revision, status, namesContact }, integratedBefore }) => {
  if (status === HandoffStatus.Sent) return undefined;
  if (integratedBefore === true) {
    return (
      "Lookout and Intune were in contact before this stack, so Lookout has a tenant for you. Compare the ids in the output " +
      `"handoffMail" with those that Lookout's support got then, and send the mail to ${lookoutEnterpriseSupportEmail} only if they ` +
      `differ. Record it: set lookout:acknowledged.supportHandoff to {revision: ${revision}, by: <who>, at: <when>}.`
    );
  }
  return (
    `Send the mail in the output "handoffMail" to ${lookoutEnterpriseSupportEmail}, unless Lookout has exactly these ids ` +
    `already, then record it: set lookout:acknowledged.supportHandoff to {revision: ${revision}, by: <who>, at: <when>}.` +
    (namesContact ? "" : ` ${missingContactAdvice}`)
  );
};

export const consent: ActionText = ({ consentStatus, integratedBefore }) => {
  if (consentStatus === ConsentStatus.Found) return undefined;
  // Without the consent there is no heartbeat. A check that finds it missing since then still counts.
  if (integratedBefore === true && consentStatus === ConsentStatus.NotChecked) return undefined;
  return (
    `Once per tenant, after Enterprise Support has mailed the link to your primary contact: open ${lookoutConsentUrl} and choose ` +
    'Accept; Lookout\'s console opens. Before that, every sign-in to Lookout fails with a "Bad Login Error". Later sign-ins (' +
    `${lookoutConsoleUrl}) do not need this role.`
  );
};
