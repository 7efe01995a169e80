import { readFile } from "node:fs/promises";
import {
  AzureCliCredential,
  ClientAssertionCredential,
  ClientSecretCredential,
  type TokenCredential,
} from "@azure/identity";
import { z } from "zod";
import { createHttpClient } from "../http/client";
import type { GraphConfiguration, OidcAssertion } from "./configuration";

/** The sign-in library's credential for a configuration. A metadata host is not one of Microsoft's clouds, so the
 *  library must not ask Microsoft whether it is. */
export function createCredential(configuration: GraphConfiguration, loginOrigin: string): TokenCredential {
  const { credential, tenantId, metadataHost } = configuration;
  const options = {
    authorityHost: loginOrigin,
    disableInstanceDiscovery: metadataHost !== undefined,
    retryOptions: { maxRetries: 2, retryDelayInMs: 500, maxRetryDelayInMs: 5000 },
  };
  switch (credential.kind) {
    case "client secret":
      return new ClientSecretCredential(tenantId, credential.clientId, credential.clientSecret, options);
    case "OIDC": {
      const { assertion } = credential;
      return new ClientAssertionCredential(tenantId, credential.clientId, () => oidcToken(assertion), options);
    }
    case "Azure CLI":
      return new AzureCliCredential({ tenantId });
  }
}

const oidcAnswer = z.object({ value: z.string().min(1) });

async function oidcToken(assertion: OidcAssertion): Promise<string> {
  if ("token" in assertion) return assertion.token;
  if ("file" in assertion) return (await readFile(assertion.file, "utf8")).trim();
  const url = new URL(assertion.requestUrl);
  url.searchParams.set("audience", "api://AzureADTokenExchange");
  const client = createHttpClient({
    service: "The OIDC token service",
    origin: url.origin,
    originSetting: "azuread:oidcRequestUrl or ARM_OIDC_REQUEST_URL",
    requestIdHeader: "x-request-id",
    explain: () => ({ message: "it gave no OIDC token; let the job ask for one (id-token: write)" }),
  });
  const answer = await client.send({
    method: "GET",
    path: url.pathname + url.search,
    headers: { Authorization: `Bearer ${assertion.requestToken}` },
    secrets: [assertion.requestToken],
  });
  return oidcAnswer.parse(answer.body).value;
}
