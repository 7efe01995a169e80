import { z } from "zod";
import { guidSchema } from "../../../../model/identifiers";
import type { ArmApi, ArmResourceType } from "../resource-type";
import { resourceType } from "./monitoring-resource";

/** Role assignments. They are stored but have no effect: the tenant evaluates actions, not roles.
 *  Source: https://learn.microsoft.com/azure/templates/microsoft.authorization/roleassignments */
export function roleAssignments(api: ArmApi): ArmResourceType {
  return resourceType(api, {
    type: "Microsoft.Authorization/roleAssignments",
    apiVersion: "2022-04-01",
    body: z.strictObject({
      properties: z.strictObject({
        principalId: guidSchema,
        principalType: z.enum(["User", "Group", "ServicePrincipal"]).optional(),
        roleDefinitionId: z.string().regex(/\/roleDefinitions\/[0-9a-f-]{36}$/i),
      }),
    }),
    owned: (_api, { scope }) => ({ scope }),
  });
}
