import type { Setting } from "../configuration-source";

/** The azuread provider's settings that this package uses for its own sign-in.
 *  Source: https://www.pulumi.com/registry/packages/azuread/installation-configuration/ */
export const graphSettings = {
  tenantId: { key: "azuread:tenantId", variables: ["ARM_TENANT_ID"] },
  clientId: { key: "azuread:clientId", variables: ["ARM_CLIENT_ID"] },
  clientIdFilePath: { key: "azuread:clientIdFilePath", variables: ["ARM_CLIENT_ID_FILE_PATH"] },
  clientSecret: { key: "azuread:clientSecret", variables: ["ARM_CLIENT_SECRET"], secret: true },
  clientSecretFilePath: { key: "azuread:clientSecretFilePath", variables: ["ARM_CLIENT_SECRET_FILE_PATH"] },
  clientCertificate: { key: "azuread:clientCertificate", variables: ["ARM_CLIENT_CERTIFICATE"], secret: true },
  clientCertificatePath: { key: "azuread:clientCertificatePath", variables: ["ARM_CLIENT_CERTIFICATE_PATH"] },
  clientCertificatePassword: {
    key: "azuread:clientCertificatePassword",
    variables: ["ARM_CLIENT_CERTIFICATE_PASSWORD"],
    secret: true,
  },
  metadataHost: { key: "azuread:metadataHost", variables: ["ARM_METADATA_HOSTNAME"] },
  environment: { key: "azuread:environment", variables: ["ARM_ENVIRONMENT"] },
  useOidc: { key: "azuread:useOidc", variables: ["ARM_USE_OIDC"] },
  useAksWorkloadIdentity: { key: "azuread:useAksWorkloadIdentity", variables: ["ARM_USE_AKS_WORKLOAD_IDENTITY"] },
  oidcToken: { key: "azuread:oidcToken", variables: ["ARM_OIDC_TOKEN"], secret: true },
  oidcTokenFilePath: { key: "azuread:oidcTokenFilePath", variables: ["ARM_OIDC_TOKEN_FILE_PATH"] },
  oidcRequestUrl: {
    key: "azuread:oidcRequestUrl",
    variables: ["ARM_OIDC_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_URL", "SYSTEM_OIDCREQUESTURI"],
  },
  oidcRequestToken: {
    key: "azuread:oidcRequestToken",
    variables: ["ARM_OIDC_REQUEST_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "SYSTEM_ACCESSTOKEN"],
    secret: true,
  },
  adoPipelineServiceConnectionId: {
    key: "azuread:adoPipelineServiceConnectionId",
    variables: ["ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID", "ARM_OIDC_AZURE_SERVICE_CONNECTION_ID"],
  },
  msiEndpoint: { key: "azuread:msiEndpoint", variables: ["ARM_MSI_ENDPOINT"] },
  useMsi: { key: "azuread:useMsi", variables: ["ARM_USE_MSI"] },
  useCli: { key: "azuread:useCli", variables: ["ARM_USE_CLI"] },
} as const satisfies Record<string, Setting>;
