/** A service plan inside a product that the tenant has bought. */
export interface ServicePlan {
  readonly name: string;
  /** `Success` when it is provisioned. */
  readonly provisioningStatus: string;
}

/** A product that the tenant has bought. */
export interface Subscription {
  readonly product: string;
  /** Whether at least one license of it is enabled. */
  readonly active: boolean;
  readonly plans: readonly ServicePlan[];
}

/** Service plans by what they allow. `INTUNE_O365` is not among them: it is the smaller device management of Office 365.
 *  Source: https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference */
const plansFor = {
  intune: ["INTUNE_A", "INTUNE_A_GOV", "INTUNE_A_VL", "INTUNE_EDU", "INTUNE_SMBIZ"],
  conditionalAccess: ["AAD_PREMIUM", "AAD_PREMIUM_GOV", "AAD_PREMIUM_P2", "AAD_PREMIUM_P2_GOV"],
} as const;

/** What needs a license. */
export type LicensedFeature = keyof typeof plansFor;

/** The products that bring a feature: their licenses are enabled, and a plan that allows it is provisioned. A hint only, as
 *  Microsoft sells plans under names that nobody here knows. */
export function productsWith(feature: LicensedFeature, subscriptions: readonly Subscription[]): string[] {
  const names: readonly string[] = plansFor[feature];
  const allows = ({ name, provisioningStatus }: ServicePlan) =>
    provisioningStatus === "Success" && names.includes(name.toUpperCase());
  return subscriptions.filter(({ active, plans }) => active && plans.some(allows)).map(({ product }) => product);
}
