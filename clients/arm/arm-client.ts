import type { AzureRight } from "../../model/azure-rights";
import { nameOf } from "../configuration-source";
import { graphSettings, type GraphConfiguration } from "../graph/graph-configuration";
import type { ResourceManagerEndpoint } from "../graph/cloud-endpoints";
import { createGraphSession, type GraphSession } from "../graph/graph-session";
import { createHttpClient, type HttpAnswer, type HttpRequest } from "../http/http-client";
import type { RetryPolicy } from "../http/retry-policy";
import { ServiceError } from "../http/service-error";
import { explainArmError } from "./arm-error";

/** A request to Azure Resource Manager. */
export interface ArmRequest extends Pick<HttpRequest, "method" | "body" | "idempotent" | "signal"> {
  /** Resource id or collection, without a query. */
  readonly path: string;
  readonly apiVersion: string;
  /** Query parameters besides the API version. */
  readonly query?: Readonly<Record<string, string>>;
  /** The required Azure permission, for the message when the request is refused. */
  readonly right: AzureRight;
}

export interface ArmClient {
  /** Signs in and sends the request. Renews a refused token once. */
  send(request: ArmRequest): Promise<HttpAnswer>;
  /** Id of the tenant that it signs in to; undefined if that is unknown. */
  tenantId(): Promise<string | undefined>;
}

export interface ArmClientOptions {
  /** Default: a session of its own. */
  readonly session?: GraphSession;
  readonly retry?: Partial<RetryPolicy>;
}

/** Name of the service in messages. */
export const armService = "Azure Resource Manager";

/** Creates a client for Azure Resource Manager. It signs in with the same credential as the Graph client, with a token of its
 *  own. */
export function createArmClient(
  configuration: GraphConfiguration,
  { session = createGraphSession(configuration), retry }: ArmClientOptions = {},
): ArmClient {
  async function sendOnce({ path, apiVersion, query, right, ...request }: ArmRequest): Promise<HttpAnswer> {
    const { origin, audience } = await findResourceManager(session, configuration);
    const token = await session.token(audience);
    const client = createHttpClient({
      service: armService,
      origin,
      originSetting: `${nameOf(graphSettings.metadataHost)}, and ${nameOf(graphSettings.environment)}`,
      requestIdHeader: "x-ms-client-request-id",
      explain: (answer) => explainArmError(answer, right),
      retry,
    });
    return client.send({
      ...request,
      path: `${path}?${new URLSearchParams({ "api-version": apiVersion, ...query }).toString()}`,
      headers: { Authorization: `Bearer ${token}` },
      secrets: [token],
    });
  }

  return {
    tenantId: () => session.tenantId(),

    async send(request) {
      try {
        return await sendOnce(request);
      } catch (error) {
        const refused = error instanceof ServiceError && error.status === 401;
        if (!refused || error.code?.startsWith("AADSTS") === true) throw error;
        session.forget();
        return sendOnce(request);
      }
    },
  };
}

/** Returns the endpoint of Azure Resource Manager. Throws when the metadata host does not publish it. */
export async function findResourceManager(
  session: GraphSession,
  { metadataHost }: Pick<GraphConfiguration, "metadataHost">,
): Promise<ResourceManagerEndpoint> {
  const { resourceManager } = await session.endpoints();
  if (resourceManager !== undefined) return resourceManager;
  throw new ServiceError(
    `The metadata host ${metadataHost ?? ""} does not publish the endpoint of Azure Resource Manager (resourceManager); ` +
      `check ${nameOf(graphSettings.metadataHost)}.`,
  );
}
