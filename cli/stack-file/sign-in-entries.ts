import { defaultEnvironment } from "pulumi-lookout-intune/internal/model/clouds";
import type { GraphConfiguration } from "pulumi-lookout-intune/internal/clients/graph/graph-configuration";

/** The sign-in settings for a stack's file: everything except the credential itself. */
export function signInEntries({
  tenantId,
  credential,
  metadataHost,
  environment,
}: GraphConfiguration): Record<string, string> {
  return {
    "azuread:tenantId": tenantId,
    ...("clientId" in credential && credential.clientId !== undefined
      ? { "azuread:clientId": credential.clientId }
      : {}),
    ...(metadataHost === undefined ? {} : { "azuread:metadataHost": metadataHost }),
    ...(metadataHost !== undefined || environment === defaultEnvironment ? {} : { "azuread:environment": environment }),
  };
}

/** The next commands for the user. */
export function nextCommands(stack: string, { credential }: GraphConfiguration): string[] {
  const secret =
    credential.kind === "client secret"
      ? [
          `pulumi config set --secret azuread:clientSecret --stack ${stack}    # or ARM_CLIENT_SECRET in the environment`,
        ]
      : [];
  return [
    `pulumi stack select --create ${stack}`,
    ...secret,
    `lookout-intune doctor --stack ${stack}`,
    `pulumi preview --stack ${stack}`,
  ];
}
