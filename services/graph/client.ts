import { createHttpClient, type HttpAnswer, type HttpRequest } from "../http/client";
import { ServiceError } from "../http/service-error";
import { nameOf } from "../configuration";
import { graphSettings, type GraphConfiguration } from "./configuration";
import { explainGraphError } from "./error";
import { createGraphSession } from "./session";

/** A request to Graph, and the application permission to name when Graph refuses it. */
export interface GraphRequest extends Pick<HttpRequest, "method" | "path" | "body" | "idempotent"> {
  readonly permission: string;
}

export interface GraphClient {
  /** Sends the request, signed in. A token that Graph refuses is renewed once. */
  send(request: GraphRequest): Promise<HttpAnswer>;
}

export function createGraphClient(configuration: GraphConfiguration): GraphClient {
  const session = createGraphSession(configuration);

  async function sendOnce(request: GraphRequest): Promise<HttpAnswer> {
    const { graph } = await session.endpoints();
    const token = await session.token();
    const client = createHttpClient({
      service: "Microsoft Graph",
      origin: graph,
      originSetting: `${nameOf(graphSettings.metadataHost)}, and ${nameOf(graphSettings.environment)}`,
      requestIdHeader: "client-request-id",
      explain: (answer) => explainGraphError(answer, request.permission),
    });
    const { method, path, body, idempotent } = request;
    return client.send({
      method,
      path,
      body,
      idempotent,
      // Without this v1.0 hides enum members that are newer than it.
      headers: { Authorization: `Bearer ${token}`, Prefer: "include-unknown-enum-members" },
      secrets: [token],
    });
  }

  return {
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
