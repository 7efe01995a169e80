import { stepOrder } from "pulumi-lookout-intune/internal/model/integration/order";
import type { StepId } from "pulumi-lookout-intune/internal/model/integration/steps";
import type { StatusInputs } from "./inputs";
import type { Step } from "./step";
import { evaluateConditionalAccess } from "./steps/conditional-access.step";
import { evaluateConsentStep } from "./steps/consent.step";
import { evaluateFullAccess, evaluateFurtherAccess } from "./steps/console-groups.step";
import { evaluateDevices } from "./steps/devices.step";
import { evaluateDirectory, evaluateHandoff, evaluateLookoutTenant } from "./steps/hand-over.step";
import { evaluateIntuneConnector } from "./steps/intune-connector.step";
import { evaluateApp, evaluateAppProtection, evaluateCompliance } from "./steps/intune-objects.step";
import {
  evaluateClassifications,
  evaluateEnrollmentSettings,
  evaluateLookoutConnector,
  evaluateNotifications,
} from "./steps/lookout-settings.step";
import { withRequirements } from "./steps/required-settings";
import { evaluateNotApplied } from "./steps/not-applied";
import { evaluateRollout } from "./steps/rollout.step";

const evaluators: Readonly<Record<StepId, (inputs: StatusInputs) => Step>> = {
  "directory-id": evaluateDirectory,
  "full-access-group": evaluateFullAccess,
  "further-access-groups": evaluateFurtherAccess,
  "support-handoff": evaluateHandoff,
  consent: evaluateConsentStep,
  rollout: evaluateRollout,
  "lookout-connector": evaluateLookoutConnector,
  "intune-connector": evaluateIntuneConnector,
  "enrollment-settings": evaluateEnrollmentSettings,
  notifications: evaluateNotifications,
  "threat-classifications": evaluateClassifications,
  enrollment: evaluateDevices,
  app: evaluateApp,
  compliance: evaluateCompliance,
  "app-protection": evaluateAppProtection,
  "conditional-access": evaluateConditionalAccess,
  "lookout-tenant": evaluateLookoutTenant,
};

/** Evaluates the state of each integration step, in the order of execution. Sends no requests. */
export function evaluateSteps(inputs: StatusInputs): Step[] {
  return stepOrder.map(({ id }) => evaluateNotApplied(inputs, id) ?? withRequirements(inputs, evaluators[id](inputs)));
}

export function isFailing(steps: readonly Step[]): boolean {
  return steps.some(({ state }) => state === "failing");
}

/** Whether all declared steps are done. */
export function isDone(steps: readonly Step[]): boolean {
  return steps.every(({ state }) => state === "done" || state === "not declared");
}
