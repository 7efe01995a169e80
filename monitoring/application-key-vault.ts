import { getClientConfig } from "@pulumi/azure-native/authorization";
import { Secret, Vault } from "@pulumi/azure-native/keyvault";
import * as pulumi from "@pulumi/pulumi";
import type { ComponentContext } from "../components/component-error";
import type { MonitoredApplicationKeyArgs } from "./args";
import type { Place } from "./place";

/** A vault that keeps Lookout's application key. */
export interface ApplicationKeyVault {
  readonly vaultId: pulumi.Output<string>;
  readonly secretId: pulumi.Output<string>;
}

/** The vault gives access by roles, none of which is granted here. Its secret has the key's last day as its expiry, by which Azure's own
 *  notices and policies for secrets go. */
export function declareApplicationKeyVault(
  { name, resource: parent }: ComponentContext,
  place: Place,
  { expiresOn, vault: wanted }: MonitoredApplicationKeyArgs,
): ApplicationKeyVault | undefined {
  if (wanted === undefined) return undefined;
  const vault = new Vault(
    `${name}-vault`,
    {
      ...place,
      vaultName: wanted.name,
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
      resourceGroupName: place.resourceGroupName,
      vaultName: vault.name,
      secretName: "lookout-application-key",
      tags: place.tags,
      properties: {
        contentType: "Lookout application key",
        value: pulumi.secret(wanted.applicationKey),
        attributes: { enabled: true, expires: pulumi.output(expiresOn).apply(epochSeconds) },
      },
    },
    // Azure Resource Manager cannot delete a secret, and deleting it in the vault takes a role of its own; it goes with the vault.
    { parent, deletedWith: vault },
  );
  return { vaultId: vault.id, secretId: secret.id };
}

function epochSeconds(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 1000;
}
