import { z } from "zod";
import { cloudsByEnvironment } from "../../model/clouds";
import { nameOf } from "../configuration";
import { createHttpClient } from "../http/client";
import { ServiceError } from "../http/service-error";
import { graphSettings, type GraphConfiguration } from "./configuration";

/** Where to sign in and where Graph is; origins without a trailing slash. */
export interface GraphEndpoints {
  readonly login: string;
  /** Graph's origin, also the audience of its tokens. */
  readonly graph: string;
  /** Undefined when a metadata host does not name it. */
  readonly resourceManager?: ResourceManagerEndpoint;
  /** Audience of tokens for the ingestion of logs. A metadata host names none, so Resource Manager's is taken there. */
  readonly logsIngestionAudience?: string;
}

/** Where Azure Resource Manager is. */
export interface ResourceManagerEndpoint {
  readonly origin: string;
  /** Audience of its tokens. It is not the origin in every cloud that is described by a metadata host. */
  readonly audience: string;
}

const metadataSchema = z.object({
  microsoftGraphResourceId: z.url(),
  resourceManager: z.url().optional().catch(undefined),
  authentication: z.object({ loginEndpoint: z.url(), audiences: z.array(z.url()).catch([]) }),
});

/** Asks the metadata host, as the azuread provider does, or takes the cloud's published addresses. */
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
      message: "it does not tell where Entra and Graph are",
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
  const places = { login: withoutSlash(authentication.loginEndpoint), graph: withoutSlash(microsoftGraphResourceId) };
  if (resourceManager === undefined) return places;
  // Other clients, such as azure-native's provider, take the first one, too.
  const audience = withoutSlash(authentication.audiences[0] ?? resourceManager);
  return {
    ...places,
    resourceManager: { origin: withoutSlash(resourceManager), audience },
    logsIngestionAudience: audience,
  };
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, "");
}
