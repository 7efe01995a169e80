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
import { step, type Step } from "../step";

/** Step 5: the tenant-wide consent. */
export function evaluateConsentStep(facts: StatusInputs): Step {
  const consent = step("consent");
  const give = `A ${consentRole} opens ${lookoutConsentUrl} and chooses Accept.`;
  const [look] = resourcesOf(facts, "LookoutTenantConsent");
  if (look === undefined) {
    return consent.unknown(
      `${give} To have it looked at, declare LookoutTenantConsent.`,
      notInStack(facts, "The stack does not look at the consent."),
    );
  }
  const { consentStatus, consentNote } = outputsOf(look);
  const note = textOf(consentNote) ?? String(consentStatus);
  const reason = lookupFailureOf(look);
  if (reason !== undefined) {
    return consent.unknown(
      "Make the look possible.",
      observedNow(facts, "Microsoft Graph", reason),
      remembered(look, note),
    );
  }
  const evidence = observedNow(facts, "Microsoft Graph", note);
  switch (consentStatus) {
    case ConsentStatus.Found:
      return consent.done(evidence);
    case ConsentStatus.Missing:
    case ConsentStatus.Incomplete:
      return consent.waiting(people.globalAdministrator, give, evidence);
    default:
      return consent.unknown(
        `If nobody has consented yet: ${give} Then set lookout-intune:tenantConsent.applicationId, so that it can be checked.`,
        evidence,
      );
  }
}
