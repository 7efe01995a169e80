import type { IntegrationAction, PersonsActionId } from "../../model/integration/actions";
import { actionOrder } from "../../model/integration/order";
import { capitalized } from "../../model/sentence";
import {
  activationTried,
  breakGlassMembers,
  conditionalAccess,
  conditionalAccessEnforced,
} from "./conditional-access.action-text";
import { compliance, googlePlayApproval, intuneAdd, intuneConnection, lookoutForWork } from "./intune.action-text";
import {
  enterConnector,
  enterEnrollmentSettings,
  enterNotifications,
  enterRisks,
  associateThreatFeed,
} from "./lookout-console.action-text";
import { consent, fullAccessMembers, furtherAccessMembers, sendHandoff, lookoutTenant } from "./onboarding.action-text";
import { devices, nextRing, pilotMembers } from "./rollout.action-text";
import type { ActionText, IntegrationState } from "./next-steps.state";

export type { IntegrationState } from "./next-steps.state";

/** Something that a person must do. */
export interface NextStep {
  readonly action: IntegrationAction;
  readonly text: string;
}

const texts: Readonly<Record<PersonsActionId, ActionText>> = {
  "lookout-tenant": lookoutTenant,
  "full-access-members": fullAccessMembers,
  "further-access-members": furtherAccessMembers,
  "support-handoff": sendHandoff,
  consent,
  "pilot-members": pilotMembers,
  "lookout-connector": enterConnector,
  "intune-add": intuneAdd,
  "intune-connection": intuneConnection,
  "enrollment-settings": enterEnrollmentSettings,
  notifications: enterNotifications,
  "threat-classifications": enterRisks,
  "threat-feed": associateThreatFeed,
  "google-play-approval": googlePlayApproval,
  app: lookoutForWork,
  devices,
  compliance,
  "conditional-access": conditionalAccess,
  "break-glass-members": breakGlassMembers,
  "activation-tried": activationTried,
  "conditional-access-enforced": conditionalAccessEnforced,
  "next-ring": nextRing,
};

/** Lists what is left to do, in the order of the integration. Steps that this package cannot verify (a mail, a consent, a
 *  membership) are always listed, with "unless" or "once", so that it never claims that they were done. */
export function listNextSteps(state: IntegrationState): NextStep[] {
  return actionOrder.flatMap((action) => {
    const text = action.by === null ? undefined : texts[action.id](state);
    return text === undefined ? [] : [{ action, text }];
  });
}

/** Describes the next steps, each with the role that must do it. */
export function describeNextSteps(state: IntegrationState): string[] {
  const steps = listNextSteps(state).map(({ action: { by }, text }) =>
    by === null ? text : `${capitalized(by)}: ${text}`,
  );
  return state.assumed === true ? [firstPreviewNote, ...steps] : steps;
}

const firstPreviewNote =
  "This stack has never been updated, so this list assumes that no step is done. The first update shows which steps are left.";
