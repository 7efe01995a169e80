/** A published recommendation that a rule enforces. */
export interface FrameworkReference {
  readonly name: string;
  /** Default: none, for frameworks whose numbering does not change between versions. */
  readonly version?: string;
  /** Number or id within the framework. */
  readonly reference: string;
  /** The requirement, in the framework's own words. */
  readonly specification: string;
  readonly link: string;
}

/** Tests of Microsoft's Zero Trust Assessment, by number and title. Source of the numbers:
 *  https://github.com/microsoft/zerotrustassessment */
function zeroTrustAssessment(reference: string, specification: string, link: string): FrameworkReference {
  return { name: "Microsoft Zero Trust Assessment", reference, specification, link };
}

const intuneTenant = "https://learn.microsoft.com/en-us/intune/device-security/ref-zero-trust-tenant";

export const iosCompliance = zeroTrustAssessment(
  "24543",
  "Compliance policies protect iOS/iPadOS devices",
  `${intuneTenant}#compliance-policies-protect-iosipados-devices`,
);
export const androidCompanyCompliance = zeroTrustAssessment(
  "24545",
  "Compliance policies protect fully managed and corporate-owned Android devices",
  `${intuneTenant}#compliance-policies-protect-fully-managed-and-corporate-owned-android-devices`,
);
export const androidPersonalCompliance = zeroTrustAssessment(
  "24547",
  "Compliance policies protect personally owned Android devices",
  `${intuneTenant}#compliance-policies-protect-personally-owned-android-devices`,
);
export const emergencyAccess = zeroTrustAssessment(
  "21835",
  "Emergency access accounts are configured appropriately",
  "https://learn.microsoft.com/en-us/entra/fundamentals/zero-trust-protect-engineering-systems#emergency-access-accounts-are-configured-appropriately",
);
