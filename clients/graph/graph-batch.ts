import { randomUUID } from "node:crypto";
import { z } from "zod";
import { answerError, pathOnly, type FailedAnswer } from "../http/answer-error";
import { isIdempotent, refuseOtherPath, type HttpAnswer } from "../http/http-client";
import {
  defaultRetryPolicy,
  isRetryable,
  parseRetryAfter,
  pause as waitBefore,
  pauseBefore,
} from "../http/retry-policy";
import { ServiceError } from "../http/service-error";
import { graphHeaders, graphService, type GraphClient, type GraphRequest } from "./graph-client";
import { explainGraphError, retryAfterInGraphError } from "./graph-error";

/** Maximum number of requests in one batch. Source: https://learn.microsoft.com/graph/json-batching */
const maximumBatchSize = 20;

/** The result of one request in a batch. */
export type BatchResult = HttpAnswer | ServiceError;

/** Requests that are sent in one call. A batch belongs to one version of Graph. */
interface Batch {
  readonly version: string;
  readonly requests: readonly GraphRequest[];
}

export interface BatchOptions {
  /** Whether each request depends on the one before it and fails with 424 when that one failed. Default: false, so Graph may
   *  process them in any order. */
  readonly inOrder?: boolean;
  /** Maximum retry delay of a throttled request, in ms. A request with a longer delay fails. Default: 120,000. */
  readonly longestPauseMs?: number;
}

/** Sends requests in batches of 20 and returns the result of each, in the order of the requests. Retries a request on its own
 *  if Graph throttled it or refused its token. Rejects only if a batch as a whole fails. */
export async function sendBatch(
  graph: GraphClient,
  requests: readonly GraphRequest[],
  { inOrder = false, longestPauseMs = defaultRetryPolicy.totalMs }: BatchOptions = {},
): Promise<BatchResult[]> {
  const results: BatchResult[] = [];
  const blocked = () => inOrder && results.some((result) => result instanceof ServiceError);
  for (const batch of batchesOf(requests)) {
    const answers = blocked() ? [] : await sendOneBatch(graph, batch, inOrder);
    for (const [index, request] of batch.requests.entries()) {
      const answer = answers[index];
      if (blocked()) results.push(failedDependency(request));
      // The request before it was throttled, and its retry succeeded.
      else if (inOrder && answer?.status === 424) results.push(await sendAlone(graph, request));
      else results.push(await settle(graph, request, answer, longestPauseMs));
    }
  }
  return results;
}

/** Splits requests into batches: a new batch starts where the version changes and after every 20 requests. */
export function batchesOf(requests: readonly GraphRequest[]): Batch[] {
  const batches: { version: string; requests: GraphRequest[] }[] = [];
  for (const request of requests) {
    refuseOtherPath(graphService, request);
    const version = /^\/(v1\.0|beta)\//.exec(request.path)?.[1];
    if (version === undefined) {
      throw new Error(`A batch accepts only paths that start with /v1.0/ or /beta/, not ${request.path}.`);
    }
    const last = batches.at(-1);
    if (last?.version === version && last.requests.length < maximumBatchSize) last.requests.push(request);
    else batches.push({ version, requests: [request] });
  }
  return batches;
}

const stepAnswer = z.object({
  id: z.string(),
  status: z.int(),
  headers: z.record(z.string(), z.string()).nullish(),
  body: z.unknown().optional(),
});
const batchAnswer = z.object({ responses: z.array(stepAnswer) });

/** The response to one request in a batch, and the context that its error message needs. */
interface StepAnswer extends z.infer<typeof stepAnswer> {
  readonly requestId: string;
  /** When it arrived, in ms since 1970. */
  readonly at: number;
}

/** Returns the responses in the order of the requests; undefined where Graph returned none. */
async function sendOneBatch(
  graph: GraphClient,
  { version, requests }: Batch,
  inOrder: boolean,
): Promise<(StepAnswer | undefined)[]> {
  const steps = requests.map(({ method, path, body }, index) => {
    const requestId = randomUUID();
    const type = body === undefined ? {} : { "Content-Type": "application/json" };
    const headers = { ...graphHeaders, ...type, "client-request-id": requestId };
    const dependsOn = inOrder && index > 0 ? [String(index - 1)] : undefined;
    return { id: String(index), method, url: path.slice(version.length + 1), headers, body, dependsOn };
  });
  const answer = await graph.send({
    method: "POST",
    path: `/${version}/$batch`,
    body: { requests: steps },
    idempotent: requests.every(isIdempotent),
    permission: [...new Set(requests.map(({ permission }) => permission))].join(", and "),
    steps: requests,
  });
  const read = batchAnswer.safeParse(answer.body);
  if (!read.success) throw new ServiceError(`${graphService} returned something that is not a batch response.`);
  const at = Date.now();
  return steps.map(({ id, headers }) => {
    const found = read.data.responses.find((one) => one.id === id);
    return found === undefined ? undefined : { ...found, requestId: headers["client-request-id"], at };
  });
}

async function settle(
  graph: GraphClient,
  request: GraphRequest,
  answer: StepAnswer | undefined,
  longestPauseMs: number,
): Promise<BatchResult> {
  const call = `${request.method} ${pathOnly(request.path)}`;
  if (answer === undefined) return new ServiceError(`${graphService} returned no response to ${call} in a batch.`);
  if (answer.status >= 200 && answer.status < 300) return { status: answer.status, body: answer.body };
  const header = (name: string) =>
    Object.entries(answer.headers ?? {}).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
  const failed: FailedAnswer = {
    method: request.method,
    path: pathOnly(request.path),
    status: answer.status,
    body: answer.body,
    header,
  };
  const requestedWaitMs =
    parseRetryAfter(header("retry-after"), answer.at) ??
    parseRetryAfter(retryAfterInGraphError(answer.body), answer.at);
  const pause = retryDelayOf(request, answer, requestedWaitMs);
  if (pause === undefined || pause > longestPauseMs) {
    const explain = (refused: FailedAnswer) => explainGraphError(refused, request.permission);
    const { requestId } = answer;
    return answerError({ service: graphService, explain, requestId, requestedWaitMs, answer: failed });
  }
  await waitBefore(Math.max(0, answer.at + pause - Date.now()), `${graphService} asks to wait before ${call}`);
  return sendAlone(graph, request);
}

/** Delay before the request is retried on its own, in ms; undefined when it should not be retried. */
function retryDelayOf(
  request: GraphRequest,
  { status }: StepAnswer,
  requestedWaitMs: number | undefined,
): number | undefined {
  if (status === 401) return 0;
  if (!isRetryable({ status }, isIdempotent(request))) return undefined;
  return pauseBefore(1, requestedWaitMs, defaultRetryPolicy, Math.random());
}

function failedDependency({ method, path }: GraphRequest): ServiceError {
  const call = `${method} ${pathOnly(path)}`;
  return new ServiceError(
    `${graphService}: ${call} was not processed because an earlier request in the same batch failed.`,
    424,
    "FailedDependency",
  );
}

async function sendAlone(graph: GraphClient, request: GraphRequest): Promise<BatchResult> {
  try {
    return await graph.send(request);
  } catch (error) {
    if (error instanceof ServiceError) return error;
    throw error;
  }
}
