import { defaultEnvironment } from "pulumi-lookout-intune/internal/model/clouds";
import { shellCommand } from "pulumi-lookout-intune/internal/model/shell-command";
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
      ? shellCommand`pulumi config set --secret azuread:clientSecret --stack ${stack}    # or ARM_CLIENT_SECRET in the environment`
      : undefined;
  return [
    shellCommand`pulumi stack select --create ${stack}`,
    secret,
    shellCommand`lookout-intune doctor --stack ${stack}`,
    shellCommand`pulumi preview --stack ${stack}`,
  ].filter((command) => command !== undefined);
}
