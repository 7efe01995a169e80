import { cloudsByEnvironment, defaultEnvironment } from "../../domain";
import {
  isOn,
  missing,
  nameOf,
  valueOf,
  type ConfigurationSource,
  type Configured,
  type Environment,
  type Setting,
} from "../configuration";

/** The azuread provider's settings that this product signs in with, too.
 *  Source: https://www.pulumi.com/registry/packages/azuread/installation-configuration/ */
export const graphSettings = {
  tenantId: { key: "azuread:tenantId", variables: ["ARM_TENANT_ID"] },
  clientId: { key: "azuread:clientId", variables: ["ARM_CLIENT_ID"] },
  clientSecret: { key: "azuread:clientSecret", variables: ["ARM_CLIENT_SECRET"], secret: true },
  clientCertificate: { key: "azuread:clientCertificate", variables: ["ARM_CLIENT_CERTIFICATE"], secret: true },
  clientCertificatePath: { key: "azuread:clientCertificatePath", variables: ["ARM_CLIENT_CERTIFICATE_PATH"] },
  metadataHost: { key: "azuread:metadataHost", variables: ["ARM_METADATA_HOSTNAME"] },
  environment: { key: "azuread:environment", variables: ["ARM_ENVIRONMENT"] },
  useOidc: { key: "azuread:useOidc", variables: ["ARM_USE_OIDC"] },
  oidcToken: { key: "azuread:oidcToken", variables: ["ARM_OIDC_TOKEN"], secret: true },
  oidcTokenFilePath: { key: "azuread:oidcTokenFilePath", variables: ["ARM_OIDC_TOKEN_FILE_PATH"] },
  oidcRequestUrl: {
    key: "azuread:oidcRequestUrl",
    variables: ["ARM_OIDC_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_URL"],
  },
  oidcRequestToken: {
    key: "azuread:oidcRequestToken",
    variables: ["ARM_OIDC_REQUEST_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_TOKEN"],
    secret: true,
  },
  useMsi: { key: "azuread:useMsi", variables: ["ARM_USE_MSI"] },
  useCli: { key: "azuread:useCli", variables: ["ARM_USE_CLI"] },
} as const satisfies Record<string, Setting>;

/** How to prove who we are. */
export type GraphCredential =
  | { readonly kind: "client secret"; readonly clientId: string; readonly clientSecret: string }
  | { readonly kind: "OIDC"; readonly clientId: string; readonly assertion: OidcAssertion }
  | { readonly kind: "Azure CLI" };

/** Where the OIDC token comes from. */
export type OidcAssertion =
  | { readonly token: string }
  | { readonly file: string }
  /** GitHub's token service, which signs a token for each request. */
  | { readonly requestUrl: string; readonly requestToken: string };

/** Where to sign in, and as whom. */
export interface GraphConfiguration {
  readonly tenantId: string;
  readonly credential: GraphCredential;
  /** host[:port] that tells where sign-in and Graph are; the environment does not count then. */
  readonly metadataHost?: string;
  /** Name of the cloud, in lower case. */
  readonly environment: string;
}

/** Reads the configuration and finds everything that is wrong with it, without any network. */
export function readGraphConfiguration(
  source: ConfigurationSource,
  environment: Environment = process.env,
): Configured<GraphConfiguration> {
  const read = (setting: Setting) => valueOf(setting, source, environment);
  const tenantId = read(graphSettings.tenantId)?.trim();
  const metadataHost = read(graphSettings.metadataHost)?.trim();
  const cloudName = (read(graphSettings.environment) ?? defaultEnvironment).trim().toLowerCase();
  const signIn = readCredential(source, environment);
  const problems = [
    ...(tenantId === undefined ? [missing(graphSettings.tenantId, "it names the Entra tenant")] : []),
    ...findTenantProblems(tenantId, source, environment),
    ...findPlaceProblems(metadataHost, cloudName),
    ...signIn.problems,
  ];
  if (tenantId === undefined || signIn.configuration === undefined || problems.length > 0) return { problems };
  return {
    configuration: { tenantId, credential: signIn.configuration, metadataHost, environment: cloudName },
    problems: [],
  };
}

function findTenantProblems(tenantId: string | undefined, source: ConfigurationSource, environment: Environment) {
  if (tenantId === undefined) return [];
  if (!/^[\w.-]+$/.test(tenantId)) {
    return [`${nameOf(graphSettings.tenantId)} is not a tenant id; give the directory (tenant) ID, a GUID`];
  }
  // azuread lets the stack config win, this product the environment: they would work on two different tenants.
  const declared = source.get(graphSettings.tenantId.key)?.trim();
  if (declared === undefined || declared === "" || declared.toLowerCase() === tenantId.toLowerCase()) return [];
  return [
    `azuread:tenantId names the tenant ${declared}, but ARM_TENANT_ID of the environment names ${environment.ARM_TENANT_ID ?? tenantId}; ` +
      "make them agree or unset one",
  ];
}

function findPlaceProblems(metadataHost: string | undefined, cloudName: string): string[] {
  if (metadataHost !== undefined) {
    return /^[\w.-]+(:\d+)?$/.test(metadataHost)
      ? []
      : [
          `${nameOf(graphSettings.metadataHost)} is a host with an optional port, such as localhost:9443, without https://`,
        ];
  }
  if (Object.hasOwn(cloudsByEnvironment, cloudName)) return [];
  const known = Object.keys(cloudsByEnvironment).join(", ");
  return [`${nameOf(graphSettings.environment)} names no cloud that is known; use one of ${known}`];
}

/** Takes the first method that is set up, in the azuread provider's order. One that this product cannot use is refused
 *  rather than passed over: azuread would sign in as somebody else than we do. */
function readCredential(source: ConfigurationSource, environment: Environment): Configured<GraphCredential> {
  const read = (setting: Setting) => valueOf(setting, source, environment);
  const clientId = read(graphSettings.clientId)?.trim();
  const clientSecret = read(graphSettings.clientSecret);
  const withoutClient =
    clientId === undefined
      ? [missing(graphSettings.clientId, "it is the application (client) ID to sign in with")]
      : [];
  if ((read(graphSettings.clientCertificate) ?? read(graphSettings.clientCertificatePath)) !== undefined) {
    return refused("a client certificate", graphSettings.clientCertificatePath);
  }
  if (clientSecret !== undefined) {
    return clientId === undefined
      ? { problems: withoutClient }
      : { configuration: { kind: "client secret", clientId, clientSecret }, problems: [] };
  }
  if (isOn(graphSettings.useOidc, source, environment)) return readOidc(clientId, withoutClient, read);
  if (isOn(graphSettings.useMsi, source, environment)) return refused("a managed identity", graphSettings.useMsi);
  if (isOn(graphSettings.useCli, source, environment)) {
    return { configuration: { kind: "Azure CLI" }, problems: [] };
  }
  const what = "it proves who signs in (or sign in by OIDC with azuread:useOidc, or as yourself with azuread:useCli)";
  return { problems: [...withoutClient, missing(graphSettings.clientSecret, what)] };
}

function readOidc(
  clientId: string | undefined,
  withoutClient: readonly string[],
  read: (setting: Setting) => string | undefined,
): Configured<GraphCredential> {
  const token = read(graphSettings.oidcToken);
  const file = read(graphSettings.oidcTokenFilePath);
  const requestUrl = read(graphSettings.oidcRequestUrl);
  const requestToken = read(graphSettings.oidcRequestToken);
  const assertion =
    token !== undefined
      ? { token }
      : file !== undefined
        ? { file }
        : requestUrl !== undefined && requestToken !== undefined
          ? { requestUrl, requestToken }
          : undefined;
  if (assertion === undefined || clientId === undefined) {
    const ways =
      "azuread:oidcToken, azuread:oidcTokenFilePath, or azuread:oidcRequestUrl with azuread:oidcRequestToken";
    const without =
      assertion === undefined
        ? [`${nameOf(graphSettings.useOidc)} is on, but no OIDC token is given; set ${ways}`]
        : [];
    return { problems: [...withoutClient, ...without] };
  }
  return { configuration: { kind: "OIDC", clientId, assertion }, problems: [] };
}

function refused(method: string, setting: Setting): Configured<GraphCredential> {
  return {
    problems: [
      `${nameOf(setting)} asks to sign in with ${method}, which this product's own resources cannot do; ` +
        "use azuread:clientSecret, or OIDC (azuread:useOidc), which needs no secret",
    ],
  };
}
