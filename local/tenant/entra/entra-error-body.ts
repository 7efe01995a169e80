import { randomUUID } from "node:crypto";

/** An error of Entra's token endpoint. Source: https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
export class EntraError extends Error {
  constructor(
    readonly status: number,
    readonly error: string,
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

/** The error as Entra writes it: the AADSTS code in the description, ids for support, and where to read on. */
export function entraErrorBody(error: EntraError, baseUrl: string, now: number, correlationId = randomUUID()): object {
  const traceId = randomUUID();
  const timestamp = `${new Date(now).toISOString().slice(0, 19).replace("T", " ")}Z`;
  return {
    error: error.error,
    error_description:
      `AADSTS${error.code}: ${error.message} ` +
      `Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
    error_codes: [error.code],
    timestamp,
    trace_id: traceId,
    correlation_id: correlationId,
    error_uri: `${baseUrl}/error?code=${error.code}`,
  };
}
