import type { AzureRight } from "../../model/azure-rights";
import { nameOf } from "../configuration";
import { graphSettings, type GraphConfiguration } from "../graph/configuration";
import type { ResourceManagerEndpoint } from "../graph/endpoints";
import { createGraphSession, type GraphSession } from "../graph/session";
import { createHttpClient, type HttpAnswer, type HttpRequest } from "../http/client";
import type { RetryPolicy } from "../http/retry-policy";
import { ServiceError } from "../http/service-error";
import { explainArmError } from "./error";

/** A request to Azure Resource Manager. */
export interface ArmRequest extends Pick<HttpRequest, "method" | "body" | "idempotent" | "signal"> {
  /** Resource id or collection, without a query. */
  readonly path: string;
  readonly apiVersion: string;
  /** What the query says besides the API version. */
  readonly query?: Readonly<Record<string, string>>;
  /** The right to name when it is refused. */
  readonly right: AzureRight;
}

export interface ArmClient {
  /** Sends the request, signed in. A token that is refused is renewed once. */
  send(request: ArmRequest): Promise<HttpAnswer>;
}

export interface ArmClientOptions {
  /** Default: a session of its own. */
  readonly session?: GraphSession;
  readonly retry?: Partial<RetryPolicy>;
}

/** Name of the service in messages. */
export const armService = "Azure Resource Manager";

/** Signs in with the same credentials as the client for Graph, by a token of its own. */
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

/** Where Azure Resource Manager is; a metadata host may not name it. */
export async function findResourceManager(
  session: GraphSession,
  { metadataHost }: Pick<GraphConfiguration, "metadataHost">,
): Promise<ResourceManagerEndpoint> {
  const { resourceManager } = await session.endpoints();
  if (resourceManager !== undefined) return resourceManager;
  throw new ServiceError(
    `The metadata host ${metadataHost ?? ""} does not say where Azure Resource Manager is (resourceManager); ` +
      `check ${nameOf(graphSettings.metadataHost)}.`,
  );
}
