import { getClientConfig } from "@pulumi/azure-native/authorization";
import { Secret, Vault } from "@pulumi/azure-native/keyvault";
import * as pulumi from "@pulumi/pulumi";
import type { ComponentContext } from "../components/component-error";
import type { CommonArgs, MonitoredApplicationKeyArgs } from "./args";

/** A key vault with Lookout's application key. */
export interface ApplicationKeyVault {
  readonly vaultId: pulumi.Output<string>;
  readonly secretId: pulumi.Output<string>;
}

/** Declares the vault. It uses Azure role-based access control; no role is assigned here. The secret's expiration date is that of
 *  the key, so Azure's notifications and policies for expiring secrets apply. */
export function declareApplicationKeyVault(
  { name, resource: parent }: ComponentContext,
  common: CommonArgs,
  { expiresOn, vault: vaultArgs }: MonitoredApplicationKeyArgs,
): ApplicationKeyVault | undefined {
  if (vaultArgs === undefined) return undefined;
  const vault = new Vault(
    `${name}-vault`,
    {
      ...common,
      vaultName: vaultArgs.name,
      properties: {
        tenantId: pulumi.output(getClientConfig({ parent })).tenantId,
        sku: { family: "A", name: "standard" },
        enableRbacAuthorization: true,
        enableSoftDelete: true,
        enablePurgeProtection: true,
      },
    },
    { parent },
  );
  const secret = new Secret(
    `${name}-application-key`,
    {
      resourceGroupName: common.resourceGroupName,
      vaultName: vault.name,
      secretName: "lookout-application-key",
      tags: common.tags,
      properties: {
        contentType: "Lookout application key",
        value: pulumi.secret(vaultArgs.applicationKey),
        attributes: { enabled: true, expires: pulumi.output(expiresOn).apply(epochSeconds) },
      },
    },
    // Azure Resource Manager cannot delete a secret, and the vault's data plane needs another role, so it is deleted with the vault.
    { parent, deletedWith: vault },
  );
  return { vaultId: vault.id, secretId: secret.id };
}

function epochSeconds(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 1000;
}
