import { guideLinks } from "pulumi-lookout-intune/internal/model/guide-links";
import { productsWith, type LicensedFeature } from "pulumi-lookout-intune/internal/model/licenses";
import type { BatchResult } from "pulumi-lookout-intune/internal/clients/graph/batch";
import { readSubscriptions } from "pulumi-lookout-intune/internal/clients/graph/subscribed-skus";
import { ServiceError } from "pulumi-lookout-intune/internal/clients/http/service-error";
import { check, messageOf, type Check } from "./check";

const features: readonly { id: string; title: string; feature: LicensedFeature; without: string }[] = [
  {
    id: "license-intune",
    title: "License: Intune",
    feature: "intune",
    without: "Intune takes no changes without an active license",
  },
  {
    id: "license-conditional-access",
    title: "License: Conditional Access (Entra ID P1)",
    feature: "conditionalAccess",
    without: "Conditional Access policies need Entra ID P1",
  },
];

/** Says what Graph tells about licenses. Hints only: plans have many names, and who has a seat is not looked at. */
export function evaluateLicenses(result: BatchResult | undefined): Check[] {
  const subscriptions = read(result);
  return features.map(({ id, title, feature, without }) => {
    const license = check(id, title);
    if (typeof subscriptions === "string") {
      return license.unknown(
        subscriptions,
        `Look in the Microsoft 365 admin center under Billing > Your products. What is needed: ${guideLinks.prerequisites.url}.`,
      );
    }
    const products = productsWith(feature, subscriptions);
    if (products.length > 0) return license.ok(`in ${products.join(", ")}`);
    return license.note(
      `None of the ${subscriptions.length} products of the tenant is known to bring it; ${without}.`,
      `Look in the Microsoft 365 admin center under Billing > Your products whether one does. What is needed: ${guideLinks.prerequisites.url}.`,
    );
  });
}

/** The subscriptions, or why they are not known. */
function read(result: BatchResult | undefined) {
  if (result === undefined) return "Not looked at, as nobody is signed in.";
  if (result instanceof ServiceError) return `Graph does not tell: ${result.message}`;
  try {
    return readSubscriptions(result.body);
  } catch (error) {
    return messageOf(error);
  }
}
