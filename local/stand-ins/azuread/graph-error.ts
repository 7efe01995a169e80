import { isAxiosError, type AxiosResponse } from "axios";

/** A refusal by Entra or Graph, in words for people. Holds no header and no body of the request, so no credential. */
export class GraphError extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly code: string,
    /** Seconds to wait that the answer named. The real client understands whole seconds only. */
    readonly retryAfter: number | undefined,
  ) {
    super(message);
    this.name = "GraphError";
  }
}

/** No answer at all: refused connection, unknown host, untrusted certificate, time-out. */
export class NoAnswer extends Error {
  constructor(
    message: string,
    readonly code: string,
  ) {
    super(message);
    this.name = "NoAnswer";
  }
}

export function isGraphStatus(error: unknown, status: number): boolean {
  return error instanceof GraphError && error.status === status;
}

/** Graph's answer `{error: {code, message}}` or Entra's `{error, error_description}` as an error. */
export function refusal(
  request: string,
  response: AxiosResponse<unknown>,
  fix: string = fixFor(response.status),
): GraphError {
  const { code, message } = readErrorBody(response.data);
  const requestId = headerOf(response, "request-id") ?? headerOf(response, "x-ms-request-id");
  const trace = requestId === undefined ? "" : ` (request id ${requestId})`;
  const text = message === "" ? "" : `: ${message.replace(/[\s.]+$/, "")}`;
  return new GraphError(
    `${request} was answered ${response.status} ${code}${text}${trace}.${fix}`,
    response.status,
    code,
    wholeSeconds(headerOf(response, "retry-after")),
  );
}

export function unanswered(request: string, error: unknown): NoAnswer {
  const code = (isAxiosError(error) ? error.code : undefined) ?? "unknown";
  return new NoAnswer(`${request} got no answer (${code}).${explanationOf(code)}`, code);
}

function readErrorBody(body: unknown): { code: string; message: string } {
  const error = field(body, "error");
  if (typeof error === "string") return { code: error, message: textOf(field(body, "error_description")) };
  return { code: textOf(field(error, "code")) || "(no error code)", message: textOf(field(error, "message")) };
}

function field(body: unknown, name: string): unknown {
  return typeof body === "object" && body !== null ? (body as Record<string, unknown>)[name] : undefined;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function headerOf(response: AxiosResponse, name: string): string | undefined {
  const value: unknown = response.headers[name];
  return typeof value === "string" ? value : undefined;
}

function wholeSeconds(header: string | undefined): number | undefined {
  return header !== undefined && /^\d+$/.test(header) ? Number(header) : undefined;
}

function fixFor(status: number): string {
  switch (status) {
    case 401:
      return " Check the client id and secret, then run the command again.";
    case 403:
      return " Grant the application the permission it lacks (groups: Group.ReadWrite.All; Conditional Access: Policy.Read.All and Policy.ReadWrite.ConditionalAccess; reading service principals: Application.Read.All) and admin consent.";
    case 429:
      return " The tenant is throttling; wait, then run the command again.";
    default:
      return "";
  }
}

function explanationOf(code: string): string {
  switch (code) {
    case "ECONNREFUSED":
      return " Nothing listens there: start the tenant, or correct azuread:metadataHost (or ARM_METADATA_HOSTNAME).";
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return " The host name is unknown: correct azuread:metadataHost (or ARM_METADATA_HOSTNAME).";
    case "ECONNABORTED":
    case "ETIMEDOUT":
      return " The tenant took too long; look whether it is running and reachable.";
    default:
      return /CERT|SELF_SIGNED|ISSUER|UNABLE_TO_VERIFY/.test(code)
        ? " Its certificate is not trusted: name the tenant's CA file in SSL_CERT_FILE or NODE_EXTRA_CA_CERTS."
        : " Look whether the tenant is running and reachable.";
  }
}
