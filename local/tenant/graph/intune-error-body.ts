import { errorBody, type GraphError, type RequestIds } from "./graph-error-body";

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
