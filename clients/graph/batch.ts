import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { answerError, pathOnly, type FailedAnswer } from "../http/answer-error";
import { isIdempotent, type HttpAnswer } from "../http/client";
import { parseRetryAfter } from "../http/retry-after";
import { defaultRetryPolicy, isWorthRepeating, pauseBefore } from "../http/retry-policy";
import { ServiceError } from "../http/service-error";
import { graphHeaders, graphService, type GraphClient, type GraphRequest } from "./client";
import { explainGraphError, retryAfterInGraphError } from "./error";

/** Requests that Graph takes in one batch. Source: https://learn.microsoft.com/graph/json-batching */
const longestBatch = 20;

/** What became of a request of a batch. */
export type BatchResult = HttpAnswer | ServiceError;

/** Requests that go in one call: of one version of Graph, as a batch belongs to one. */
interface Batch {
  readonly version: string;
  readonly requests: readonly GraphRequest[];
}

export interface BatchOptions {
  /** Whether each request waits for the one before it and is not carried out (424) when that failed. Default: false, so Graph
   *  carries them out in any order. */
  readonly inOrder?: boolean;
  /** A throttled request that is to wait longer than this is given up, in ms. Default: 120,000. */
  readonly longestPauseMs?: number;
}

/** Sends requests twenty at a time and gives what became of each, in their order. One that Graph throttled, or whose token
 *  it refused, is sent again alone. Rejects only when a batch as a whole gets no good answer. */
export async function sendBatch(
  graph: GraphClient,
  requests: readonly GraphRequest[],
  { inOrder = false, longestPauseMs = defaultRetryPolicy.totalMs }: BatchOptions = {},
): Promise<BatchResult[]> {
  const results: BatchResult[] = [];
  const blocked = () => inOrder && results.some((result) => result instanceof ServiceError);
  for (const batch of batchesOf(requests)) {
    const answers = blocked() ? [] : await ask(graph, batch, inOrder);
    for (const [index, request] of batch.requests.entries()) {
      const answer = answers[index];
      if (blocked()) results.push(notCarriedOut(request));
      // The one before it was throttled, and has been sent again with success.
      else if (inOrder && answer?.status === 424) results.push(await sendAlone(graph, request));
      else results.push(await settle(graph, request, answer, longestPauseMs));
    }
  }
  return results;
}

/** Splits requests where the version changes and after every twentieth. */
export function batchesOf(requests: readonly GraphRequest[]): Batch[] {
  const batches: { version: string; requests: GraphRequest[] }[] = [];
  for (const request of requests) {
    const version = /^\/(v1\.0|beta)\//.exec(request.path)?.[1];
    if (version === undefined) throw new Error(`A batch takes paths of /v1.0/ and /beta/, not ${request.path}.`);
    const last = batches.at(-1);
    if (last?.version === version && last.requests.length < longestBatch) last.requests.push(request);
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

/** A request's answer inside a batch, and what is needed to speak of it. */
interface StepAnswer extends z.infer<typeof stepAnswer> {
  readonly requestId: string;
  /** When it came, in ms. */
  readonly at: number;
}

/** The answers in the order of the requests; undefined where Graph gave none. */
async function ask(
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
  if (!read.success) throw new ServiceError(`${graphService} answered with something that is not a batch's answer.`);
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
  if (answer === undefined) return new ServiceError(`${graphService} left ${call} of a batch unanswered.`);
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
  const pause = pauseBeforeAnother(request, answer, header("retry-after"));
  if (pause === undefined || pause > longestPauseMs) {
    const explain = (refused: FailedAnswer) => explainGraphError(refused, request.permission);
    return answerError({ service: graphService, explain, requestId: answer.requestId, answer: failed });
  }
  await sleep(Math.max(0, answer.at + pause - Date.now()));
  return sendAlone(graph, request);
}

/** How long to wait before the request is sent again alone, in ms; undefined when that is not promising. */
function pauseBeforeAnother(
  request: GraphRequest,
  { status, body, at }: StepAnswer,
  retryAfter: string | undefined,
): number | undefined {
  if (status === 401) return 0;
  if (!isWorthRepeating({ status }, isIdempotent(request))) return undefined;
  const asked = parseRetryAfter(retryAfter, at) ?? parseRetryAfter(retryAfterInGraphError(body), at);
  return pauseBefore(1, asked, defaultRetryPolicy, Math.random());
}

function notCarriedOut({ method, path }: GraphRequest): ServiceError {
  const call = `${method} ${pathOnly(path)}`;
  return new ServiceError(
    `${graphService}: ${call} was not carried out, as a request before it in the same batch failed.`,
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
