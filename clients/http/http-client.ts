import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import axios, { type AxiosError, type AxiosRequestConfig, type AxiosResponse } from "axios";
import axiosRetry from "axios-retry";
import { announcePause } from "../wait-notice";
import { answerError, pathOnly, type DescribeRefusal, type FailedAnswer } from "./answer-error";
import { describeConnectionFailure } from "./connection-failure";
import { interposedError } from "./interposed-answer";
import { redact } from "./redaction";
import { defaultRetryPolicy, pauseBefore, type Failure, type RetryPolicy, parseRetryAfter } from "./retry-policy";
import { ServiceError, type Explanation } from "./service-error";

export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Appended to the client's origin; starts with a slash. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. A FormData object is sent as multipart/form-data. */
  readonly body?: unknown;
  /** Sent URL-encoded, instead of a body. */
  readonly form?: Readonly<Record<string, string>>;
  /** Whether the request is idempotent, so that it can be retried. Default: true for every method except POST. */
  readonly idempotent?: boolean;
  /** Response timeout in ms, for requests with large bodies. Default: the client's. */
  readonly timeoutMs?: number;
  /** Reads the error body, for a request whose errors have a schema of their own. Default: the client's. */
  readonly explain?: (answer: FailedAnswer) => Explanation;
  /** Credentials in this request. They are redacted from every error message. */
  readonly secrets?: readonly string[];
  /** Aborts the request and its retries, with the signal's reason. */
  readonly signal?: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: unknown;
}

export interface HttpClientSettings {
  /** Name of the service in messages. */
  readonly service: string;
  /** Scheme, host and port, without a trailing slash. */
  readonly origin: string;
  /** The setting that holds the origin, for messages. */
  readonly originSetting: string;
  /** Header in which the client sends the request id. */
  readonly requestIdHeader: string;
  /** Reads the service's own error body. */
  readonly explain: (answer: FailedAnswer) => Explanation;
  /** Reads the retry delay from an error body, in the format of a Retry-After header. The header itself takes precedence. */
  readonly retryAfterIn?: (body: unknown) => string | undefined;
  /** Writes the message for a failed response. Default: the same as for every client of this package. */
  readonly describeRefusal?: DescribeRefusal;
  readonly retry?: Partial<RetryPolicy>;
}

export interface HttpClient {
  /** Sends the request and retries it by the retry policy. Rejects with a ServiceError unless the response is 2xx. */
  send(request: HttpRequest): Promise<HttpAnswer>;
  /** Opens a streaming response; resolves when the headers have arrived. The stream ends when the signal is aborted or the
   *  reader stops. If the connection breaks later, reading rejects with an error that is not a ServiceError. */
  open(request: HttpRequest, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
}

/** Whether a request can be retried without further effects. */
export function isIdempotent({ idempotent, method }: Pick<HttpRequest, "idempotent" | "method">): boolean {
  return idempotent ?? method !== "POST";
}

// Redirects are not followed: a redirect could send the token to another host.
const http = axios.create({ maxRedirects: 0, validateStatus: (status) => status >= 200 && status < 300 });
axiosRetry(http);

/** Creates the HTTP client that every service client is built on: timeouts, retries, request ids, and typed errors without
 *  credentials. */
export function createHttpClient(settings: HttpClientSettings): HttpClient {
  const policy = { ...defaultRetryPolicy, ...settings.retry };
  return {
    async send(request) {
      refuseOtherPath(settings.service, request);
      const requestId = randomUUID();
      // The timeout of an attempt ends with its first bytes; the deadline also ends an answer that trickles. A caller with a
      // deadline of its own sets no total.
      const deadlineMs = policy.totalMs + (request.timeoutMs ?? policy.timeoutMs);
      const deadline = Number.isFinite(deadlineMs) ? AbortSignal.timeout(deadlineMs) : undefined;
      const signal = AbortSignal.any([request.signal, deadline].filter((one) => one !== undefined));
      try {
        const sent = axiosRequest(settings, policy, { ...request, signal }, requestId);
        const answer = await http.request<unknown>({ ...sent, maxContentLength: largestAnswer });
        const interposed = interposedIn(settings, request, answer);
        if (interposed !== undefined) throw interposed;
        return { status: answer.status, body: answer.data };
      } catch (error) {
        if (error instanceof ServiceError) throw error;
        request.signal?.throwIfAborted();
        if (deadline?.aborted === true) throw tooSlow(settings, request, deadlineMs);
        throw serviceError(settings, request, requestId, error);
      }
    },
    async open(request, signal) {
      refuseOtherPath(settings.service, request);
      const requestId = randomUUID();
      try {
        const sent = axiosRequest(settings, policy, request, requestId);
        const answer = await http.request<Readable>({ ...sent, responseType: "stream", signal });
        const isPage = headerOf(answer, "content-type")?.startsWith("text/html") === true;
        if (isPage) answer.data.destroy();
        const interposed = isPage ? interposedIn(settings, request, { ...answer, data: "" }) : undefined;
        if (interposed !== undefined) throw interposed;
        return answer.data;
      } catch (error) {
        if (error instanceof ServiceError) throw error;
        await readFailedStream(error, request.timeoutMs ?? policy.timeoutMs);
        throw serviceError(settings, request, requestId, error);
      }
    },
  };
}

/** Throws if a URL's path would be another one than the given, because an id in it is `.` or `..`. A URL also takes `%2e` for a
 *  dot, a backslash for a slash, and leaves out tabs and line breaks. */
export function refuseOtherPath(service: string, request: Pick<HttpRequest, "method" | "path">): void {
  const segments = pathOnly(request.path)
    .replace(/[\t\r\n]/g, "")
    .split(/[\\/]/);
  if (!segments.some((segment) => /^(?:\.|%2e){1,2}$/i.test(segment))) return;
  throw new ServiceError(
    `${service}: nothing was sent to ${callOf(request)}, because an id in the path is "." or ".."; correct the id.`,
  );
}

const longestErrorBody = 64 * 1024;

/** Largest answer in bytes that is read: ten times the largest that is known, a page of 1,000 objects of a few kB. */
const largestAnswer = 32 * 1024 * 1024;

function tooSlow({ service }: HttpClientSettings, request: HttpRequest, deadlineMs: number): ServiceError {
  return new ServiceError(
    `${service}: no complete answer to ${callOf(request)} within ${Math.round(deadlineMs / 1000)} seconds; run again, and check the network ` +
      "and the proxy if it persists.",
    undefined,
    "ETIMEDOUT",
  );
}

/** Replaces the error body of a streaming request, which is a stream as well, with its parsed content, or with what of it
 *  arrived in time. */
async function readFailedStream(error: unknown, timeoutMs: number): Promise<void> {
  const answer = axios.isAxiosError(error) ? error.response : undefined;
  const data: unknown = answer?.data;
  if (answer === undefined || !(data instanceof Readable)) return;
  const tooLate = setTimeout(() => data.destroy(), timeoutMs);
  let text = "";
  try {
    for await (const chunk of data) {
      text += String(chunk);
      if (text.length > longestErrorBody) break;
    }
    answer.data = JSON.parse(text) as unknown;
  } catch {
    answer.data = text;
  } finally {
    clearTimeout(tooLate);
  }
}

function axiosRequest(
  settings: HttpClientSettings,
  policy: RetryPolicy,
  request: HttpRequest,
  requestId: string,
): AxiosRequestConfig {
  // Without its slash, a path continues the name of the host.
  if (!request.path.startsWith("/")) throw new Error("A path in a request must start with a slash.");
  return {
    method: request.method,
    url: settings.origin + request.path,
    headers: { Accept: "application/json", ...request.headers, [settings.requestIdHeader]: requestId },
    data: request.form === undefined ? request.body : new URLSearchParams(request.form),
    timeout: request.timeoutMs ?? policy.timeoutMs,
    signal: request.signal,
    "axios-retry": retryConfig(settings, policy, request),
  };
}

function retryConfig(
  settings: HttpClientSettings,
  policy: RetryPolicy,
  request: HttpRequest,
): AxiosRequestConfig["axios-retry"] {
  const deadline = Date.now() + policy.totalMs;
  let retries = 0;
  let pause = 0;
  return {
    retries: policy.attempts - 1,
    shouldResetTimeout: true,
    retryCondition(error) {
      if (!policy.repeats(failureOf(error), isIdempotent(request))) return false;
      retries += 1;
      const requested = requestedPauseMs(settings, error.response);
      const retryAfter = requested ?? (error.response?.status === 429 ? policy.throttledPauseMs : undefined);
      pause = pauseBefore(retries, retryAfter, policy, Math.random());
      if (Date.now() + pause > deadline) return false;
      announcePause(pause, describePause(settings, request, error, requested));
      return true;
    },
    retryDelay: () => pause,
  };
}

/** The reason why a request is sent again only after a pause. */
function describePause(
  { service }: HttpClientSettings,
  request: HttpRequest,
  error: unknown,
  requested: number | undefined,
): string {
  const call = callOf(request);
  if (requested !== undefined) return `${service} asks to wait before ${call}`;
  const { status, code } = failureOf(error);
  return `${service} did not answer ${call} (${status ?? code ?? "no code"})`;
}

function requestedPauseMs({ retryAfterIn }: HttpClientSettings, answer: AxiosResponse | undefined): number | undefined {
  const now = Date.now();
  return parseRetryAfter(headerOf(answer, "retry-after"), now) ?? parseRetryAfter(retryAfterIn?.(answer?.data), now);
}

function serviceError(
  settings: HttpClientSettings,
  request: HttpRequest,
  requestId: string,
  error: unknown,
): ServiceError {
  const answer = axios.isAxiosError(error) ? error.response : undefined;
  const call = callOf(request);
  const clean = (text: string) => redact(text, request.secrets);
  if (isTooLarge(error)) {
    return new ServiceError(
      clean(
        `${settings.service}: the answer to ${call} is larger than ${largestAnswer / 1024 / 1024} MiB, and was not read to its end.`,
      ),
    );
  }
  // A success that was cut off confirms nothing, but the service acted.
  if (answer === undefined || isSuccess(answer)) {
    const { code } = failureOf(error);
    const reason = describeConnectionFailure(new URL(settings.origin).host, code, settings.originSetting);
    return new ServiceError(clean(`${settings.service}: no response to ${call}: ${reason}.`), undefined, code);
  }
  const interposed = interposedIn(settings, request, answer);
  if (interposed !== undefined) return interposed;
  const explain = request.explain ?? settings.explain;
  return answerError({
    service: settings.service,
    explain,
    requestedWaitMs: requestedPauseMs(settings, answer),
    requestId,
    secrets: request.secrets,
    describe: settings.describeRefusal,
    answer: {
      method: request.method,
      path: pathOnly(request.path),
      status: answer.status,
      body: answer.data,
      header: (name) => headerOf(answer, name),
    },
  });
}

function interposedIn(
  { origin }: HttpClientSettings,
  request: HttpRequest,
  answer: Pick<AxiosResponse<unknown>, "status" | "data" | "headers">,
): ServiceError | undefined {
  return interposedError({
    call: callOf(request),
    host: new URL(origin).host,
    status: answer.status,
    body: answer.data,
    header: (name) => headerOf(answer, name),
  });
}

function failureOf(error: unknown): Failure {
  if (!axios.isAxiosError(error)) return {};
  const { response, code } = error as AxiosError;
  if (isTooLarge(error)) return {};
  return response === undefined || isSuccess(response) ? { code } : { status: response.status };
}

function isSuccess({ status }: AxiosResponse): boolean {
  return status >= 200 && status < 300;
}

function isTooLarge(error: unknown): boolean {
  return axios.isAxiosError(error) && error.message.startsWith("maxContentLength");
}

function callOf({ method, path }: Pick<HttpRequest, "method" | "path">): string {
  return `${method} ${pathOnly(path)}`;
}

function headerOf(answer: Pick<AxiosResponse, "headers"> | undefined, name: string): string | undefined {
  const value: unknown = answer?.headers[name];
  return typeof value === "string" ? value : undefined;
}
