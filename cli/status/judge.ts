import { stepOrder } from "pulumi-lookout-intune/internal/model/integration/order";
import type { StepId } from "pulumi-lookout-intune/internal/model/integration/steps";
import type { StatusFacts } from "./facts";
import type { Step } from "./step";
import { judgeConditionalAccess } from "./steps/conditional-access";
import { judgeConsentStep } from "./steps/consent";
import { judgeFullAccess, judgeFurtherAccess } from "./steps/console-groups";
import { judgeDevices } from "./steps/devices";
import { judgeDirectory, judgeHandoff, judgeLookoutTenant } from "./steps/hand-over";
import { judgeIntuneConnector } from "./steps/intune-connector";
import { judgeApp, judgeAppProtection, judgeCompliance } from "./steps/intune-objects";
import {
  judgeClassifications,
  judgeEnrollmentSettings,
  judgeLookoutConnector,
  judgeNotifications,
} from "./steps/lookout-settings";
import { withRequirements } from "./steps/required-settings";
import { judgeNotMade } from "./steps/not-made";
import { judgeRollout } from "./steps/rollout";

const judges: Readonly<Record<StepId, (facts: StatusFacts) => Step>> = {
  "directory-id": judgeDirectory,
  "full-access-group": judgeFullAccess,
  "further-access-groups": judgeFurtherAccess,
  "support-handoff": judgeHandoff,
  consent: judgeConsentStep,
  rollout: judgeRollout,
  "lookout-connector": judgeLookoutConnector,
  "intune-connector": judgeIntuneConnector,
  "enrollment-settings": judgeEnrollmentSettings,
  notifications: judgeNotifications,
  "threat-classifications": judgeClassifications,
  enrollment: judgeDevices,
  app: judgeApp,
  compliance: judgeCompliance,
  "app-protection": judgeAppProtection,
  "conditional-access": judgeConditionalAccess,
  "lookout-tenant": judgeLookoutTenant,
};

/** Where each of the integration's steps stands, in the order in which they are taken. Sends nothing. */
export function judgeSteps(facts: StatusFacts): Step[] {
  return stepOrder.map(({ id }) => judgeNotMade(facts, id) ?? withRequirements(facts, judges[id](facts)));
}

export function isFailing(steps: readonly Step[]): boolean {
  return steps.some(({ state }) => state === "failing");
}

/** Whether everything that is declared is known to be done. */
export function isDone(steps: readonly Step[]): boolean {
  return steps.every(({ state }) => state === "done" || state === "not declared");
}
