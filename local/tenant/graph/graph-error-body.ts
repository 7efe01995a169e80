import type { FastifyRequest } from "fastify";
import { randomUUID } from "node:crypto";

/** An error of Graph. Its format depends on the service behind the route. */
export class GraphError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** Both ids of a request; Graph repeats the client's, and uses its own where the client sent none. */
export interface RequestIds {
  readonly requestId: string;
  readonly clientRequestId: string;
}

export function requestIdsOf(request: FastifyRequest): RequestIds {
  const requestId = randomUUID();
  const sent = request.headers["client-request-id"];
  return { requestId, clientRequestId: typeof sent === "string" && sent !== "" ? sent : requestId };
}

/** The error object of Entra and of Graph itself. Source: https://learn.microsoft.com/graph/errors */
export function errorBody(error: Pick<GraphError, "code" | "message">, ids: RequestIds, now: number): object {
  return {
    error: {
      code: error.code,
      message: error.message,
      innerError: {
        date: new Date(now).toISOString().slice(0, 19),
        "request-id": ids.requestId,
        "client-request-id": ids.clientRequestId,
      },
    },
  };
}

export function badRequest(message: string): GraphError {
  return new GraphError(400, "BadRequest", message);
}

/** A valid request with values that Entra refuses. */
export function invalidRequest(message: string): GraphError {
  return new GraphError(400, "Request_BadRequest", message);
}

export function unsupportedQuery(message: string): GraphError {
  return new GraphError(400, "Request_UnsupportedQuery", message);
}

export function resourceNotFound(id: string): GraphError {
  const message = `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`;
  return new GraphError(404, "Request_ResourceNotFound", message);
}

/** Whether Intune's service serves a path, so that its errors have Intune's format. */
export function isIntunePath(path: string): boolean {
  return path.startsWith("/deviceManagement") || path.startsWith("/deviceAppManagement");
}

/** Intune's errors: Graph's object around a message that is itself JSON. */
export function intuneErrorBody(error: GraphError, ids: RequestIds, now: number, url: string): object {
  const operation = "Operation ID (for customer support): 00000000-0000-0000-0000-000000000000";
  const nested = {
    _version: 3,
    Message: `${error.message} - ${operation} - Activity ID: ${ids.requestId} - Url: ${url}`,
    CustomApiErrorPhrase: "",
    RetryAfter: error.headers["retry-after"] ?? null,
    ErrorSourceService: "",
    HttpHeaders: "{}",
  };
  const message = JSON.stringify(nested, null, 2).replaceAll("\n", "\r\n");
  return errorBody({ code: error.code, message }, ids, now);
}
