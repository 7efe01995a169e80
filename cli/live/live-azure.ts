import { z } from "zod";
import type { ArmClient } from "pulumi-lookout-intune/internal/clients/arm/arm-client";
import { isMissingResource } from "pulumi-lookout-intune/internal/clients/arm/arm-error";
import { azureResourceTypes, type AzureResourceToken } from "pulumi-lookout-intune/internal/model/azure-resource-types";

// Not every resource type has it. Source: https://learn.microsoft.com/rest/api/resources/resources/get
const resourceSchema = z.looseObject({
  systemData: z.looseObject({ createdAt: z.string().nullish() }).nullish(),
});

/** Reads a resource of Azure; undefined if Azure does not have it. */
export async function readAzureResource(arm: ArmClient, token: AzureResourceToken, id: string) {
  const { path, apiVersion } = azureResourceTypes[token];
  const resourceType = (path.split("/providers/")[1] ?? "").replace(/\/\{\w+\}/g, "");
  const grantAdvice = "ask somebody who assigns Azure roles in the subscription for the role Reader";
  const right = { action: `${resourceType}/read`, scope: id, grantAdvice };
  try {
    return resourceSchema.parse((await arm.send({ method: "GET", path: id, apiVersion, right })).body);
  } catch (error) {
    if (isMissingResource(error)) return undefined;
    throw error;
  }
}
