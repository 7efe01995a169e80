import { z } from "zod";
import { cloudsByEnvironment } from "../../model/clouds";
import { withoutEnding } from "../../model/text-end";
import { nameOf } from "../configuration-source";
import { describeHostRefusal } from "../http/allowed-hosts";
import { createHttpClient } from "../http/http-client";
import { ServiceError } from "../http/service-error";
import { graphSettings, type GraphConfiguration } from "./graph-configuration";

/** Endpoints of a cloud: origins without a trailing slash. */
export interface GraphEndpoints {
  readonly login: string;
  /** Graph's origin, which is also the audience of its tokens. */
  readonly graph: string;
  /** Undefined when the metadata host does not publish it. */
  readonly resourceManager?: ResourceManagerEndpoint;
  /** Audience of tokens for logs ingestion. A metadata host does not publish it; the audience of Resource Manager is used then. */
  readonly logsIngestionAudience?: string;
}

/** Endpoint of Azure Resource Manager. */
export interface ResourceManagerEndpoint {
  readonly origin: string;
  /** Audience of its tokens. With a metadata host it can differ from the origin. */
  readonly audience: string;
}

const metadataSchema = z.object({
  microsoftGraphResourceId: z.url(),
  resourceManager: z.url().optional().catch(undefined),
  authentication: z.object({ loginEndpoint: z.url(), audiences: z.array(z.url()).catch([]) }),
});

/** Reads the endpoints from the metadata host, as the azuread provider does, or returns the cloud's published endpoints. Throws if
 *  the metadata host names a host to which no credential may go. */
export async function findEndpoints(configuration: GraphConfiguration): Promise<GraphEndpoints> {
  const { metadataHost, environment } = configuration;
  if (metadataHost === undefined) {
    const cloud = cloudsByEnvironment[environment];
    if (cloud === undefined) throw new ServiceError(`No cloud is called ${environment}; correct azuread:environment.`);
    const resourceManager = { origin: cloud.resourceManager, audience: cloud.resourceManager };
    return { login: cloud.login, graph: cloud.graph, resourceManager, logsIngestionAudience: cloud.logsIngestion };
  }
  const client = createHttpClient({
    service: `The metadata host ${metadataHost}`,
    origin: `https://${metadataHost}`,
    originSetting: nameOf(graphSettings.metadataHost),
    requestIdHeader: "client-request-id",
    explain: () => ({
      message: "it does not publish the endpoints of Entra and Graph",
      fix: `Check ${nameOf(graphSettings.metadataHost)}`,
    }),
    retry: { attempts: 4, timeoutMs: 15_000 },
  });
  const answer = await client.send({ method: "GET", path: "/metadata/endpoints?api-version=2022-09-01" });
  const metadata = metadataSchema.safeParse(answer.body);
  if (!metadata.success) {
    throw new ServiceError(
      `The metadata host ${metadataHost} does not name a Graph resource and a login endpoint; check ${nameOf(graphSettings.metadataHost)}.`,
    );
  }
  const { microsoftGraphResourceId, resourceManager, authentication } = metadata.data;
  for (const url of [authentication.loginEndpoint, microsoftGraphResourceId, resourceManager]) {
    const refusal = url === undefined ? undefined : describeHostRefusal(url, configuration.allowedHosts);
    if (refusal !== undefined) {
      throw new ServiceError(`The metadata host ${metadataHost} names an endpoint that cannot be used: ${refusal}.`);
    }
  }
  const endpoints = {
    login: withoutSlash(authentication.loginEndpoint),
    graph: withoutSlash(microsoftGraphResourceId),
  };
  if (resourceManager === undefined) return endpoints;
  // Other clients, such as the azure-native provider, also use the first audience.
  const audience = withoutSlash(authentication.audiences[0] ?? resourceManager);
  return {
    ...endpoints,
    resourceManager: { origin: withoutSlash(resourceManager), audience },
    logsIngestionAudience: audience,
  };
}

function withoutSlash(url: string): string {
  return withoutEnding(url, "/");
}
