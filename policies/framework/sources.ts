/** Microsoft's setup guide of the integration, the source of most rules. */
export const setUpGuide = "https://learn.microsoft.com/en-us/mem/intune/protect/lookout-mtd-connector-integration";

/** Microsoft's description of what the connector's toggles do. */
export const connectorGuide = "https://learn.microsoft.com/en-us/mem/intune/protect/mtd-connector-enable";

/** Microsoft's overview of Mobile Threat Defense, with the states of a partner. */
export const mtdOverview = "https://learn.microsoft.com/mem/intune/protect/mobile-threat-defense";

/** Microsoft's guide to compliance policies with a threat level. */
export const complianceGuide = "https://learn.microsoft.com/mem/intune/protect/mtd-device-compliance-policy-create";

/** Lookout's description of risks and policies. */
export const lookoutPolicies =
  "https://doc.lookout.com/en/mobile-endpoint-security/mes-console/lookout-mobile-endpoint-security-console-administration/core-modules/the-protections-module/the-policies-tab/";

/** Microsoft's recommendations about emergency access accounts. */
export const emergencyAccessGuide =
  "https://learn.microsoft.com/entra/identity/role-based-access-control/security-emergency-access";

/** Microsoft's guide to Conditional Access that requires a compliant device. */
export const compliantDeviceGuide =
  "https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-device-compliance";

/** Lookout's description of its threat feed. */
export const threatFeedApi = "https://api.lookout.com/mgmt/threat-feeds/api-docs/external";

/** The rules of dynamic membership in Entra. */
export const dynamicMembership = "https://learn.microsoft.com/entra/identity/users/groups-dynamic-membership";

/** Pulumi's description of protected resources. */
export const protectOption = "https://www.pulumi.com/docs/iac/concepts/resources/options/protect/";

/** Pulumi's description of secrets in state. */
export const pulumiSecrets = "https://www.pulumi.com/docs/iac/concepts/secrets/";
