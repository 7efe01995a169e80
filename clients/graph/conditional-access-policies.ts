import { z } from "zod";
import { permissionToRead } from "../../model/graph-permissions";
import { isNotFound, ServiceError } from "../http/service-error";
import type { GraphClient } from "./graph-client";
import { readAllPages } from "./graph-pages";

const policySchema = z.looseObject({
  displayName: z.string().nullish(),
  /** enabled, disabled or enabledForReportingButNotEnforced. A string, because Microsoft may add members. */
  state: z.string().nullish(),
});

/** A Conditional Access policy as Graph returns it, with all properties. */
export type ConditionalAccessPolicy = z.infer<typeof policySchema>;

/** Reads one policy; undefined when no policy has that id.
 *  Source: https://learn.microsoft.com/graph/api/conditionalaccesspolicy-get */
export async function getConditionalAccessPolicy(
  graph: GraphClient,
  id: string,
): Promise<ConditionalAccessPolicy | undefined> {
  try {
    const path = `/v1.0/identity/conditionalAccess/policies/${encodeURIComponent(id)}`;
    const { body } = await graph.send({ method: "GET", path, permission: permissionToRead("conditionalAccess") });
    const read = policySchema.safeParse(body);
    if (read.success) return read.data;
    throw new ServiceError("Microsoft Graph returned something that is not a Conditional Access policy.");
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

const listedPolicySchema = z.looseObject({
  id: z.string(),
  displayName: z.string().nullish(),
  state: z.string().nullish(),
  createdDateTime: z.string().nullish(),
  grantControls: z.looseObject({ builtInControls: z.array(z.string()).nullish() }).nullish(),
});

/** A Conditional Access policy, with what shows whether it requires a compliant device. */
export interface ListedConditionalAccessPolicy {
  readonly id: string;
  readonly displayName: string;
  /** Graph's value: enabled, disabled or enabledForReportingButNotEnforced. */
  readonly state: string;
  /** Undefined if Graph does not return it. */
  readonly createdAt?: string;
  readonly requiresCompliantDevice: boolean;
}

/** Lists all Conditional Access policies. Source: https://learn.microsoft.com/graph/api/conditionalaccessroot-list-policies */
export async function listConditionalAccessPolicies(graph: GraphClient): Promise<ListedConditionalAccessPolicy[]> {
  const policies = await readAllPages(graph, {
    path: "/v1.0/identity/conditionalAccess/policies",
    member: listedPolicySchema,
    permission: permissionToRead("conditionalAccess"),
    what: "a list of Conditional Access policies",
  });
  return policies.map(({ id, displayName, state, createdDateTime, grantControls }) => ({
    id,
    displayName: displayName ?? "",
    state: state ?? "unknown",
    ...(typeof createdDateTime === "string" ? { createdAt: createdDateTime } : {}),
    requiresCompliantDevice: grantControls?.builtInControls?.includes("compliantDevice") === true,
  }));
}
