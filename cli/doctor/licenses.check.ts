import { guideLinks } from "pulumi-lookout-intune/internal/model/guide-links";
import { productsWith, type LicensedFeature } from "pulumi-lookout-intune/internal/model/licenses";
import type { BatchResult } from "pulumi-lookout-intune/internal/clients/graph/graph-batch";
import { readSubscriptions } from "pulumi-lookout-intune/internal/clients/graph/subscribed-skus";
import { ServiceError } from "pulumi-lookout-intune/internal/clients/http/service-error";
import { check, messageOf, type Check } from "./check";

const features: readonly { id: string; title: string; feature: LicensedFeature; without: string }[] = [
  {
    id: "license-intune",
    title: "License: Intune",
    feature: "intune",
    without: "Intune refuses changes without an active license",
  },
  {
    id: "license-conditional-access",
    title: "License: Conditional Access (Entra ID P1)",
    feature: "conditionalAccess",
    without: "Conditional Access policies need Entra ID P1",
  },
];

/** Evaluates the subscriptions that Graph lists. A hint only: plans have many names, and assigned licenses are not checked. */
export function evaluateLicenses(result: BatchResult | undefined): Check[] {
  const subscriptions = read(result);
  return features.map(({ id, title, feature, without }) => {
    const license = check(id, title);
    if (typeof subscriptions === "string") {
      return license.unknown(
        subscriptions,
        `Check the Microsoft 365 admin center under Billing > Your products. Required: ${guideLinks.prerequisites.url}.`,
      );
    }
    const products = productsWith(feature, subscriptions);
    if (products.length > 0) return license.ok(`in ${products.join(", ")}`);
    return license.note(
      `None of the ${subscriptions.length} products of the tenant is known to include it; ${without}.`,
      `Check the Microsoft 365 admin center under Billing > Your products. Required: ${guideLinks.prerequisites.url}.`,
    );
  });
}

/** Returns the subscriptions, or why they could not be read. */
function read(result: BatchResult | undefined) {
  if (result === undefined) return "Not checked because the sign-in failed.";
  if (result instanceof ServiceError) return `Graph did not list the subscriptions: ${result.message}`;
  try {
    return readSubscriptions(result.body);
  } catch (error) {
    return messageOf(error);
  }
}
