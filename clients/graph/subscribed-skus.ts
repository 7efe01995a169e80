import { z } from "zod";
import type { Subscription } from "../../model/licenses";
import { ServiceError } from "../http/service-error";

/** Path of the tenant's subscriptions in Graph. Source: https://learn.microsoft.com/graph/api/subscribedsku-list */
export const subscribedSkusPath = "/v1.0/subscribedSkus";

const skuList = z.object({
  value: z.array(
    z.looseObject({
      skuPartNumber: z.string().nullish(),
      capabilityStatus: z.string().nullish(),
      servicePlans: z
        .array(z.looseObject({ servicePlanName: z.string().nullish(), provisioningStatus: z.string().nullish() }))
        .nullish(),
    }),
  ),
});

/** Reads the subscriptions from Graph's response. With `Warning` a subscription has expired, but its licenses still work. */
export function readSubscriptions(body: unknown): Subscription[] {
  const list = skuList.safeParse(body);
  if (!list.success) throw new ServiceError("Microsoft Graph returned something that is not a list of subscriptions.");
  return list.data.value.map(({ skuPartNumber, capabilityStatus, servicePlans }) => ({
    product: skuPartNumber ?? "a product without name",
    active: capabilityStatus === "Enabled" || capabilityStatus === "Warning",
    plans: (servicePlans ?? []).map(({ servicePlanName, provisioningStatus }) => ({
      name: servicePlanName ?? "",
      provisioningStatus: provisioningStatus ?? "",
    })),
  }));
}
