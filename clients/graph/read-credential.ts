import {
  isOn,
  missing,
  nameOf,
  valueOf,
  type ConfigurationSource,
  type Configured,
  type Environment,
  type Setting,
} from "../configuration-source";
import { graphSettings } from "./azuread-settings";
import { valueOrFile } from "./value-or-file";

/** The credential to sign in with. */
export type GraphCredential =
  | { readonly kind: "client secret"; readonly clientId: string; readonly clientSecret: string }
  | { readonly kind: "client certificate"; readonly clientId: string; readonly bundle: CertificateBundle }
  | { readonly kind: "OIDC"; readonly clientId: string; readonly assertion: OidcAssertion }
  /** The managed identity of the machine that runs Pulumi. With a client id: the user-assigned identity with that id. */
  | { readonly kind: "managed identity"; readonly clientId?: string }
  | { readonly kind: "Azure CLI" };

/** A PKCS#12 bundle (`.pfx`) with certificate and private key. */
export interface CertificateBundle {
  readonly source: { readonly base64: string } | { readonly file: string };
  /** Empty for a bundle without a password. */
  readonly password: string;
}

/** The source of the OIDC token. */
export type OidcAssertion =
  | { readonly token: string }
  | { readonly file: string }
  /** GitHub's token service, which issues a token for each request. */
  | { readonly requestUrl: string; readonly requestToken: string }
  /** Azure DevOps' token service, for a service connection. */
  | { readonly requestUrl: string; readonly requestToken: string; readonly serviceConnectionId: string };

type Read = (setting: Setting) => string | undefined;

/** Returns the first sign-in method that is configured, in the azuread provider's order. Refuses a method that this package
 *  does not support instead of skipping it, because azuread would then sign in with another identity. */
export function readCredential(source: ConfigurationSource, environment: Environment): Configured<GraphCredential> {
  const read: Read = (setting) => valueOf(setting, source, environment);
  const forAks = isOn(graphSettings.useAksWorkloadIdentity, source, environment);
  const client = valueOrFile(graphSettings.clientId, graphSettings.clientIdFilePath, read);
  const secret = valueOrFile(graphSettings.clientSecret, graphSettings.clientSecretFilePath, read);
  const fileProblems = [...client.problems, ...secret.problems];
  if (fileProblems.length > 0) return { problems: fileProblems };
  const clientId = client.value?.trim() ?? (forAks ? environment.AZURE_CLIENT_ID : undefined);
  const bundle = readBundle(read);
  if (bundle !== undefined) {
    return forClient(clientId, (id) => ({ kind: "client certificate", clientId: id, bundle }));
  }
  const clientSecret = secret.value;
  if (clientSecret !== undefined)
    return forClient(clientId, (id) => ({ kind: "client secret", clientId: id, clientSecret }));
  if (forAks || isOn(graphSettings.useOidc, source, environment)) {
    return readOidc(clientId, read, forAks ? environment.AZURE_FEDERATED_TOKEN_FILE : undefined);
  }
  if (isOn(graphSettings.useMsi, source, environment)) return readManagedIdentity(clientId, read);
  if (isOn(graphSettings.useCli, source, environment)) {
    return { configuration: { kind: "Azure CLI" }, problems: [] };
  }
  const what =
    "it is the credential to sign in with (or sign in with azuread:clientCertificatePath, azuread:useOidc, azuread:useMsi, or as yourself with azuread:useCli)";
  const without = missing(graphSettings.clientSecret, what);
  return { problems: clientId === undefined ? [withoutClient, without] : [without] };
}

const withoutClient = missing(graphSettings.clientId, "it is the application (client) ID to sign in with");

function forClient(
  clientId: string | undefined,
  credentialOf: (clientId: string) => GraphCredential,
): Configured<GraphCredential> {
  return clientId === undefined
    ? { problems: [withoutClient] }
    : { configuration: credentialOf(clientId), problems: [] };
}

function readBundle(read: Read): CertificateBundle | undefined {
  const base64 = read(graphSettings.clientCertificate);
  const file = read(graphSettings.clientCertificatePath);
  const password = read(graphSettings.clientCertificatePassword) ?? "";
  if (base64 !== undefined) return { source: { base64 }, password };
  return file === undefined ? undefined : { source: { file }, password };
}

/** `fileOfAks` is the token file of an Azure Kubernetes Service pod with a workload identity. */
function readOidc(
  clientId: string | undefined,
  read: Read,
  fileOfAks: string | undefined,
): Configured<GraphCredential> {
  const assertion = readAssertion(read) ?? (fileOfAks === undefined ? undefined : { file: fileOfAks });
  if (assertion !== undefined) return forClient(clientId, (id) => ({ kind: "OIDC", clientId: id, assertion }));
  const ways = "azuread:oidcToken, azuread:oidcTokenFilePath, or azuread:oidcRequestUrl with azuread:oidcRequestToken";
  const without =
    `Sign-in with OIDC is on (${graphSettings.useOidc.key} or ${graphSettings.useAksWorkloadIdentity.key}), but no OIDC token is given; set ${ways}. ` +
    "In a pod with a workload identity, AZURE_FEDERATED_TOKEN_FILE names the token file";
  return { problems: clientId === undefined ? [withoutClient, without] : [without] };
}

function readAssertion(read: Read): OidcAssertion | undefined {
  const token = read(graphSettings.oidcToken);
  if (token !== undefined) return { token };
  const file = read(graphSettings.oidcTokenFilePath);
  if (file !== undefined) return { file };
  const requestUrl = read(graphSettings.oidcRequestUrl);
  const requestToken = read(graphSettings.oidcRequestToken);
  if (requestUrl === undefined || requestToken === undefined) return undefined;
  const serviceConnectionId = read(graphSettings.adoPipelineServiceConnectionId)?.trim();
  return { requestUrl, requestToken, ...(serviceConnectionId === undefined ? {} : { serviceConnectionId }) };
}

function readManagedIdentity(clientId: string | undefined, read: Read): Configured<GraphCredential> {
  if (read(graphSettings.msiEndpoint) !== undefined) {
    const why = "the sign-in library of this package's own resources finds the endpoint of a managed identity itself";
    return { problems: [`${nameOf(graphSettings.msiEndpoint)} is not supported: ${why}; remove the setting`] };
  }
  return { configuration: { kind: "managed identity", ...(clientId === undefined ? {} : { clientId }) }, problems: [] };
}
