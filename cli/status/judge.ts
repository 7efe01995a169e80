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
import { judgeRollout } from "./steps/rollout";

const judges = [
  judgeDirectory,
  judgeFullAccess,
  judgeFurtherAccess,
  judgeHandoff,
  judgeConsentStep,
  judgeRollout,
  judgeLookoutConnector,
  judgeIntuneConnector,
  judgeEnrollmentSettings,
  judgeNotifications,
  judgeClassifications,
  judgeDevices,
  judgeApp,
  judgeCompliance,
  judgeAppProtection,
  judgeConditionalAccess,
  judgeLookoutTenant,
];

/** Where each of the integration's steps stands, in their order. Sends nothing. */
export function judgeSteps(facts: StatusFacts): Step[] {
  return judges.map((judge) => judge(facts));
}

export function isFailing(steps: readonly Step[]): boolean {
  return steps.some(({ state }) => state === "failing");
}

/** Whether everything that is declared is known to be done. */
export function isDone(steps: readonly Step[]): boolean {
  return steps.every(({ state }) => state === "done" || state === "not declared");
}
