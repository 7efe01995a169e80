/** A service plan of a product that the tenant owns. */
export interface ServicePlan {
  readonly name: string;
  /** `Success` if it is provisioned. */
  readonly provisioningStatus: string;
}

/** A product that the tenant owns. */
export interface Subscription {
  readonly product: string;
  /** Whether at least one of its licenses is enabled. */
  readonly active: boolean;
  readonly plans: readonly ServicePlan[];
}

/** Service plans by feature. `INTUNE_O365` is not listed: it is the smaller device management of Office 365.
 *  Source: https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference */
const plansFor = {
  intune: ["INTUNE_A", "INTUNE_A_GOV", "INTUNE_A_VL", "INTUNE_EDU", "INTUNE_SMBIZ"],
  conditionalAccess: ["AAD_PREMIUM", "AAD_PREMIUM_GOV", "AAD_PREMIUM_P2", "AAD_PREMIUM_P2_GOV"],
} as const;

/** A feature that needs a license. */
export type LicensedFeature = keyof typeof plansFor;

/** The products that include a feature, with enabled licenses and a provisioned plan. This is only a hint, because
 *  Microsoft may sell plans under names that this table lacks. */
export function productsWith(feature: LicensedFeature, subscriptions: readonly Subscription[]): string[] {
  const names: readonly string[] = plansFor[feature];
  const allows = ({ name, provisioningStatus }: ServicePlan) =>
    provisioningStatus === "Success" && names.includes(name.toUpperCase());
  return subscriptions.filter(({ active, plans }) => active && plans.some(allows)).map(({ product }) => product);
}
