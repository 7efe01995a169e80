import { readFile } from "node:fs/promises";
import {
  AzureCliCredential,
  ClientAssertionCredential,
  ClientCertificateCredential,
  ClientSecretCredential,
  ManagedIdentityCredential,
  type TokenCredential,
} from "@azure/identity";
import { z } from "zod";
import { createHttpClient } from "../http/http-client";
import { readBundleAsPem } from "./certificate-bundle";
import type { GraphConfiguration, OidcAssertion } from "./graph-configuration";
import type { SignInTransport } from "./sign-in-transport";

/** Creates the sign-in library's credential for a configuration. A metadata host is not one of Microsoft's clouds, so
 *  instance discovery is disabled for it. */
export async function createCredential(
  configuration: GraphConfiguration,
  loginOrigin: string,
  { httpClient }: SignInTransport,
): Promise<TokenCredential> {
  const { credential, tenantId, metadataHost } = configuration;
  const options = {
    authorityHost: loginOrigin,
    disableInstanceDiscovery: metadataHost !== undefined,
    httpClient,
    // The transport retries, within the limits of every request.
    retryOptions: { maxRetries: 0 },
  };
  switch (credential.kind) {
    case "client secret":
      return new ClientSecretCredential(tenantId, credential.clientId, credential.clientSecret, options);
    case "client certificate": {
      const certificate = await readBundleAsPem(credential.bundle);
      return new ClientCertificateCredential(tenantId, credential.clientId, { certificate }, options);
    }
    case "managed identity":
      return credential.clientId === undefined
        ? new ManagedIdentityCredential({ httpClient })
        : new ManagedIdentityCredential({ httpClient, clientId: credential.clientId });
    case "OIDC": {
      const { assertion } = credential;
      return new ClientAssertionCredential(tenantId, credential.clientId, () => oidcToken(assertion), options);
    }
    case "Azure CLI":
      return new AzureCliCredential({ tenantId });
  }
}

// GitHub returns `value`, Azure DevOps `oidcToken`.
const oidcAnswer = z.union([
  z.object({ value: z.string().min(1) }).transform(({ value }) => value),
  z.object({ oidcToken: z.string().min(1) }).transform(({ oidcToken }) => oidcToken),
]);

/** Sources: https://docs.github.com/actions/security-for-github-actions/security-hardening-your-deployments/about-security-hardening-with-openid-connect
 *  and https://learn.microsoft.com/rest/api/azure/devops/distributedtask/oidctoken/create */
async function oidcToken(assertion: OidcAssertion): Promise<string> {
  if ("token" in assertion) return assertion.token;
  if ("file" in assertion) return (await readFile(assertion.file, "utf8")).trim();
  const url = new URL(assertion.requestUrl);
  const forAzureDevOps = "serviceConnectionId" in assertion;
  if (forAzureDevOps) {
    url.searchParams.set("api-version", "7.1");
    url.searchParams.set("serviceConnectionId", assertion.serviceConnectionId);
  } else url.searchParams.set("audience", "api://AzureADTokenExchange");
  const client = createHttpClient({
    service: "The OIDC token service",
    origin: url.origin,
    originSetting: "azuread:oidcRequestUrl or ARM_OIDC_REQUEST_URL",
    requestIdHeader: "x-request-id",
    explain: () => ({ message: "it returned no OIDC token", fix: fixFor(forAzureDevOps) }),
  });
  const answer = await client.send({
    method: forAzureDevOps ? "POST" : "GET",
    path: url.pathname + url.search,
    headers: { Authorization: `Bearer ${assertion.requestToken}` },
    // Requesting a second token has no side effects.
    idempotent: true,
    secrets: [assertion.requestToken],
  });
  const token = oidcAnswer.safeParse(answer.body);
  if (token.success) return token.data;
  throw new Error(`The OIDC token service's response contains no token. ${fixFor(forAzureDevOps)}.`);
}

function fixFor(forAzureDevOps: boolean): string {
  return forAzureDevOps
    ? "Check the service connection's id, and pass SYSTEM_ACCESSTOKEN to the job"
    : "Grant the job the permission id-token: write";
}
