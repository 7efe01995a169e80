import type { DescribeRefusal } from "../http/answer-error";
import { createHttpClient, type HttpAnswer, type HttpRequest } from "../http/http-client";
import type { RetryPolicy } from "../http/retry-policy";
import { ServiceError } from "../http/service-error";
import { nameOf } from "../configuration-source";
import { graphSettings, type GraphConfiguration } from "./graph-configuration";
import { explainGraphError, retryAfterInGraphError } from "./graph-error";
import { intuneWriteLimit } from "./intune-write-limit";
import { createGraphSession, type GraphSession } from "./graph-session";

/** A request to Graph, and the application permission to name when Graph refuses it. */
export interface GraphRequest extends Pick<HttpRequest, "method" | "path" | "body" | "idempotent" | "signal"> {
  readonly permission: string;
  /** The requests inside a batch. Each counts toward Intune's limits like a request of its own. */
  readonly steps?: readonly Pick<HttpRequest, "method" | "path">[];
}

export interface GraphClient {
  /** Signs in and sends the request. Delays a write to Intune until the rate limit allows it. Renews a refused token once. */
  send(request: GraphRequest): Promise<HttpAnswer>;
  /** Graph's origin in this cloud, for references to objects, which are absolute URLs. */
  root(): Promise<string>;
  /** Id of the tenant that it signs in to; undefined if that is unknown. */
  tenantId(): Promise<string | undefined>;
}

export interface GraphClientOptions {
  /** Default: a session of its own. */
  readonly session?: GraphSession;
  readonly retry?: Partial<RetryPolicy>;
  /** Headers of every request. Default: `graphHeaders`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly describeRefusal?: DescribeRefusal;
}

/** Name of the service in messages. */
export const graphService = "Microsoft Graph";

/** Headers of every request. Without `Prefer`, v1.0 hides enum members that were added later. */
export const graphHeaders = { Prefer: "include-unknown-enum-members" } as const;

export function createGraphClient(
  configuration: GraphConfiguration,
  {
    session = createGraphSession(configuration),
    retry,
    headers = graphHeaders,
    describeRefusal,
  }: GraphClientOptions = {},
): GraphClient {
  const { tenantId, credential } = configuration;
  const application = `${tenantId} ${"clientId" in credential ? (credential.clientId ?? "") : ""}`;

  async function sendOnce(request: GraphRequest): Promise<HttpAnswer> {
    const { graph } = await session.endpoints();
    const token = await session.token();
    const client = createHttpClient({
      service: graphService,
      origin: graph,
      originSetting: `${nameOf(graphSettings.metadataHost)}, and ${nameOf(graphSettings.environment)}`,
      requestIdHeader: "client-request-id",
      explain: (answer) => explainGraphError(answer, request.permission),
      retryAfterIn: retryAfterInGraphError,
      retry,
      describeRefusal,
    });
    for (const call of [request, ...(request.steps ?? [])]) await intuneWriteLimit(application, call)?.admit();
    const { method, path, body, idempotent, signal } = request;
    return client.send({
      method,
      path,
      body,
      idempotent,
      headers: { ...headers, Authorization: `Bearer ${token}` },
      secrets: [token],
      signal,
    });
  }

  return {
    root: async () => (await session.endpoints()).graph,
    tenantId: () => session.tenantId(),

    async send(request) {
      try {
        return await sendOnce(request);
      } catch (error) {
        if (!(error instanceof ServiceError) || error.status !== 401 || error.code?.startsWith("AADSTS") === true)
          throw error;
        session.forget();
        return sendOnce(request);
      }
    },
  };
}
