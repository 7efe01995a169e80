import { people } from "pulumi-lookout-intune/internal/model/integration/steps";
import { lookoutConsentUrl } from "pulumi-lookout-intune/internal/model/lookout-endpoints";
import {
  consentRole,
  ConsentStatus,
} from "pulumi-lookout-intune/internal/resources/lookout-tenant-consent/lookout-tenant-consent.schema";
import {
  notInStack,
  outputsOf,
  remembered,
  resourcesOf,
  observedNow,
  textOf,
  lookupFailureOf,
  type StatusInputs,
} from "../inputs";
import { integratedBefore } from "../../stack/integrated-before";
import { step, type Step } from "../step";

/** Step 5: the tenant-wide consent. */
export function evaluateConsentStep(inputs: StatusInputs): Step {
  const consent = step("consent");
  const instruction = `A ${consentRole} opens ${lookoutConsentUrl} and chooses Accept.`;
  const [resource] = resourcesOf(inputs, "LookoutTenantConsent");
  if (resource === undefined) {
    return consent.unknown(
      `${instruction} To check it, declare LookoutTenantConsent.`,
      notInStack(inputs, "The stack does not check the consent."),
    );
  }
  const { consentStatus, consentNote, observedAt } = outputsOf(resource);
  const note = textOf(consentNote) ?? String(consentStatus);
  const reason = lookupFailureOf(resource);
  if (reason !== undefined) {
    return consent.unknown(
      "Fix the read error shown here, then run this again.",
      observedNow(inputs, "Microsoft Graph", reason),
      remembered(resource, note),
    );
  }
  const observed = observedNow(inputs, "Microsoft Graph", note);
  // A read that failed leaves what an earlier one showed, with its time.
  const isEarlier = typeof observedAt === "string" && observedAt === resource.stored.outputs.observedAt;
  const evidence = isEarlier ? { ...observed, at: observedAt } : observed;
  switch (consentStatus) {
    case ConsentStatus.Found:
      return consent.done(evidence);
    case ConsentStatus.Missing:
    case ConsentStatus.Incomplete:
      return consent.waiting(people.globalAdministrator, instruction, evidence);
    default:
      if (integratedBefore(inputs.stack)) {
        return consent.unknown(
          "Lookout and Intune were in contact before this stack, which needs the consent. To check that it is still there, set " +
            "lookout-intune:tenantConsent.applicationId.",
          evidence,
        );
      }
      return consent.unknown(
        `If nobody has consented yet: ${instruction} Then set lookout-intune:tenantConsent.applicationId, to check it.`,
        evidence,
      );
  }
}
