import { z } from "zod";
import { guidSchema } from "../../../../model/identifiers";
import type { ArmApi, ArmResourceType } from "../resource-type";
import { resourceType, tracked, withoutProperty } from "./monitoring-resource";

const attributes = z.strictObject({
  enabled: z.boolean().optional(),
  exp: z.int().optional(),
  nbf: z.int().optional(),
});

/** Key vaults and their secrets, as far as Azure Resource Manager knows them: it writes a secret, but neither shows its value nor
 *  deletes it. Source: https://learn.microsoft.com/rest/api/keyvault/secrets/secrets */
export function keyVault(api: ArmApi): ArmResourceType[] {
  const { baseUrl } = api.context.settings;
  return [
    resourceType(api, {
      type: "Microsoft.KeyVault/vaults",
      apiVersion: "2024-11-01",
      body: z.strictObject({
        ...tracked,
        properties: z.strictObject({
          tenantId: guidSchema,
          sku: z.strictObject({ family: z.literal("A"), name: z.enum(["standard", "premium"]) }),
          accessPolicies: z.array(z.unknown()).optional(),
          enableRbacAuthorization: z.boolean().optional(),
          enableSoftDelete: z.boolean().optional(),
          // It cannot be turned off again: the service refuses false.
          enablePurgeProtection: z.literal(true).optional(),
          enabledForDeployment: z.boolean().optional(),
          enabledForDiskEncryption: z.boolean().optional(),
          enabledForTemplateDeployment: z.boolean().optional(),
          publicNetworkAccess: z.string().optional(),
          softDeleteRetentionInDays: z.int().min(7).max(90).optional(),
        }),
      }),
      owned: (_api, { name }) => ({ vaultUri: `${baseUrl}/_vaults/${name}/`, provisioningState: "Succeeded" }),
    }),
    resourceType(api, {
      type: "Microsoft.KeyVault/vaults/secrets",
      apiVersion: "2024-11-01",
      body: z.strictObject({
        tags: tracked.tags,
        properties: z.strictObject({
          value: z.string().min(1),
          contentType: z.string().optional(),
          attributes: attributes.optional(),
        }),
      }),
      owned: (_api, { names }) => ({ secretUri: `${baseUrl}/_vaults/${names[0] ?? ""}/secrets/${names[1] ?? ""}` }),
      shown: (secret) => withoutProperty(secret, "value"),
      deletes: false,
    }),
  ];
}
