import type { SubscribedSku } from "@microsoft/microsoft-graph-types";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { accept } from "../accept";
import type { TenantContext } from "../tenant-context";
import { type GraphApi, rootOf } from "./graph-api";
import { permissions, requirePermission } from "./route-permissions";

const documentName = "subscriptions";

/** A product that the tenant bought, with its service plans. */
const subscriptionsSchema = z.array(
  z.strictObject({
    skuPartNumber: z.string().min(1),
    seats: z.int().nonnegative(),
    capabilityStatus: z.enum(["Enabled", "Warning", "Suspended", "Deleted", "LockedOut"]).default("Enabled"),
    /** Service plans by name, each with its provisioning status. */
    plans: z.record(z.string(), z.string()),
  }),
);
type Subscription = z.infer<typeof subscriptionsSchema>[number];

/** Minimum subscriptions for this integration. */
const initial: Subscription = {
  skuPartNumber: "EMS",
  seats: 25,
  capabilityStatus: "Enabled",
  plans: { INTUNE_A: "Success", AAD_PREMIUM: "Success" },
};

/** Ids of service plans. Source: https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference */
const planIds: Readonly<Record<string, string>> = {
  INTUNE_A: "c1ec4a95-1f05-45b3-a911-aa3fa01094f5",
  INTUNE_O365: "882e1d05-acd1-4ccb-8708-6ee03664b117",
  AAD_PREMIUM: "41781fb2-bc02-4b7c-bd55-b576c07bb09d",
};

/** The products that the tenant has bought. */
export class Subscriptions {
  private readonly document: { list: Subscription[] };

  constructor(private readonly context: TenantContext) {
    this.document = context.store.document(documentName, () => ({ list: [initial] }));
  }

  list(): readonly Subscription[] {
    return this.document.list;
  }

  replace(list: Subscription[]): void {
    this.document.list = list;
    this.context.store.save(documentName);
  }
}

/** `PUT /_tenant/console/subscriptions`: sets the products of the tenant. */
export function registerSubscriptionControl(app: FastifyInstance, subscriptions: Subscriptions): void {
  app.put("/_tenant/console/subscriptions", (request, reply) =>
    accept(reply, subscriptionsSchema, request.body, (list) => {
      subscriptions.replace(list);
    }),
  );
}

/** Source: https://learn.microsoft.com/graph/api/subscribedsku-list */
export function registerSubscribedSkus(api: GraphApi, subscriptions: Subscriptions): void {
  api.app.get("/subscribedSkus", (request) => {
    requirePermission(request, permissions.readLicenses);
    const value = subscriptions.list().map((one) => skuOf(api.context, one));
    return { "@odata.context": `${rootOf(api)}/$metadata#subscribedSkus`, value };
  });
}

function skuOf({ settings }: TenantContext, { skuPartNumber, seats, capabilityStatus, plans }: Subscription) {
  const enabled = capabilityStatus === "Enabled";
  return {
    id: `${settings.tenantId}_${skuPartNumber}`,
    accountId: settings.tenantId,
    accountName: "Local tenant",
    appliesTo: "User",
    capabilityStatus,
    consumedUnits: 0,
    skuPartNumber,
    prepaidUnits: { enabled: enabled ? seats : 0, suspended: enabled ? 0 : seats, warning: 0, lockedOut: 0 },
    servicePlans: Object.entries(plans).map(([servicePlanName, provisioningStatus]) => ({
      servicePlanId: planIds[servicePlanName] ?? null,
      servicePlanName,
      provisioningStatus,
      appliesTo: "User",
    })),
  } satisfies SubscribedSku;
}
