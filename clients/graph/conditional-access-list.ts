import { z } from "zod";
import { permissionToRead } from "../../model/graph-permissions";
import type { GraphClient } from "./graph-client";
import { readAllPages } from "./graph-pages";

const policySchema = z.looseObject({
  id: z.string(),
  displayName: z.string().nullish(),
  state: z.string().nullish(),
  grantControls: z.looseObject({ builtInControls: z.array(z.string()).nullish() }).nullish(),
});

/** A Conditional Access policy, with what shows whether it requires a compliant device. */
export interface ConditionalAccessPolicy {
  readonly id: string;
  readonly displayName: string;
  /** Graph's value: enabled, disabled or enabledForReportingButNotEnforced. */
  readonly state: string;
  readonly requiresCompliantDevice: boolean;
}

/** Lists all Conditional Access policies. Source: https://learn.microsoft.com/graph/api/conditionalaccessroot-list-policies */
export async function listConditionalAccessPolicies(graph: GraphClient): Promise<ConditionalAccessPolicy[]> {
  const policies = await readAllPages(graph, {
    path: "/v1.0/identity/conditionalAccess/policies",
    member: policySchema,
    permission: permissionToRead("conditionalAccess"),
    what: "a list of Conditional Access policies",
  });
  return policies.map(({ id, displayName, state, grantControls }) => ({
    id,
    displayName: displayName ?? "",
    state: state ?? "unknown",
    requiresCompliantDevice: grantControls?.builtInControls?.includes("compliantDevice") === true,
  }));
}
