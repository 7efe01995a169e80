import { z } from "zod";
import { findProblems } from "../../../model/validation";
import { ArmError, badArmRequest } from "./arm-error-body";
import type { ArmApi, ArmCall, ArmResourceType } from "./resource-type";

interface ResourceGroup {
  readonly id: string;
  readonly name: string;
  readonly location: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** The resource group of a new tenant. Azure creates none; here it saves a setup step. */
export const firstResourceGroup = { name: "lookout", location: "westeurope" } as const;

const bodySchema = z.looseObject({
  location: z.string().min(1),
  tags: z.record(z.string(), z.string()).optional(),
});

/** The tenant has one subscription, with the id of the tenant. */
export function subscriptionIdOf({ context: { settings } }: ArmApi): string {
  return settings.tenantId;
}

/** The subscription and its resource groups. */
export function resourceGroups(api: ArmApi): ArmResourceType[] {
  const { store } = api;
  const subscriptionId = subscriptionIdOf(api);
  const scope = `/subscriptions/${subscriptionId}`;
  const first = `${scope}/resourceGroups/${firstResourceGroup.name}`;
  if (store.below(scope).length === 0) store.set(first, { id: first, ...firstResourceGroup });
  const subscription = { id: scope, subscriptionId, displayName: "Local subscription", state: "Enabled" };

  return [
    {
      type: "Microsoft.Resources/subscriptions",
      apiVersions: ["2022-12-01"],
      scopes: ["tenant"],
      list: () => ({ status: 200, body: { value: [subscription] } }),
      get: ({ name }) => {
        requireSubscription(api, name);
        return { status: 200, body: subscription };
      },
    },
    {
      type: "Microsoft.Resources/resourceGroups",
      apiVersions: ["2024-03-01", "2021-04-01"],
      scopes: ["subscription"],
      get: (call) => ({ status: 200, body: shown(requireResourceGroup(api, call.id)) }),
      put: (call) => {
        requireSubscription(api, call.scope.split("/")[2] ?? "");
        const [problem] = findProblems(bodySchema, call.body);
        if (problem !== undefined) throw badArmRequest(`${problem.path}: ${problem.message}`);
        const { location, tags } = bodySchema.parse(call.body);
        const status = store.get(call.id) === undefined ? 201 : 200;
        const group: ResourceGroup = { id: call.id, name: call.name, location, tags };
        store.set(call.id, group);
        return { status, body: shown(group) };
      },
      delete: (call) => {
        requireResourceGroup(api, call.id);
        store.delete(call.id);
        return { status: 200 };
      },
    },
  ];
}

/** Refuses a path in a missing resource group, as Azure does before any other check. */
export function requireScope(api: ArmApi, { scope }: Pick<ArmCall, "scope">): void {
  const [, subscription = "", , group] = scope.split("/").filter((segment) => segment !== "");
  requireSubscription(api, subscription);
  if (group !== undefined) requireResourceGroup(api, `/subscriptions/${subscription}/resourceGroups/${group}`);
}

function requireSubscription(api: ArmApi, id: string): void {
  if (id.toLowerCase() === subscriptionIdOf(api).toLowerCase()) return;
  throw new ArmError(404, "SubscriptionNotFound", `The subscription '${id}' could not be found.`);
}

function requireResourceGroup({ store }: ArmApi, id: string): ResourceGroup {
  const group = store.get(id) as ResourceGroup | undefined;
  if (group !== undefined) return group;
  throw new ArmError(
    404,
    "ResourceGroupNotFound",
    `Resource group '${id.split("/").at(-1) ?? ""}' could not be found.`,
  );
}

function shown(group: ResourceGroup): object {
  return { ...group, type: "Microsoft.Resources/resourceGroups", properties: { provisioningState: "Succeeded" } };
}
