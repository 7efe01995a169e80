import { defaultEnvironment } from "pulumi-lookout-intune/internal/model/clouds";
import type { GraphConfiguration } from "pulumi-lookout-intune/internal/clients/graph/configuration";

/** The settings of a sign-in that a stack's file can hold: everything but what proves who signs in. */
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

/** What a person runs next. */
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
