import type { InjectOptions } from "fastify";
import { z } from "zod";
import type { GraphApi } from "./graph-api";
import { badRequest } from "./graph-error-body";
import { callerOf } from "./route-permissions";

const stepSchema = z.looseObject({
  id: z.string().min(1),
  method: z.enum(["GET", "POST", "PATCH", "PUT", "DELETE"]),
  url: z.string().min(1),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.unknown().optional(),
  dependsOn: z.array(z.string()).optional(),
});
type Step = z.infer<typeof stepSchema>;
const batchSchema = z.strictObject({ requests: z.array(stepSchema).min(1) });
interface Answer {
  readonly id: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** JSON batching: several requests in one. Source: https://learn.microsoft.com/graph/json-batching */
export function registerBatch(api: GraphApi): void {
  api.app.post("/$batch", async (request) => {
    callerOf(request);
    const steps = readSteps(request.body);
    const answers = new Map<string, Answer>();
    for (const step of steps) {
      const blocked = step.dependsOn?.some((id) => (answers.get(id)?.status ?? 424) >= 400) === true;
      answers.set(step.id, blocked ? failedDependency(step) : await answer(api, step, request.headers.authorization));
    }
    return { responses: [...answers.values()] };
  });
}

function readSteps(body: unknown): readonly Step[] {
  const batch = batchSchema.safeParse(body);
  if (!batch.success) throw badRequest(`Invalid batch payload format. ${z.prettifyError(batch.error)}`);
  const { requests } = batch.data;
  if (requests.length > 20) throw badRequest("Number of batch request steps exceeds the maximum value of 20.");
  for (const [index, step] of requests.entries()) {
    const earlier = requests.slice(0, index).map(({ id }) => id);
    if (earlier.includes(step.id)) throw badRequest(`Request Id '${step.id}' has to be unique in a batch.`);
    const unknown = step.dependsOn?.find((id) => !earlier.includes(id));
    if (unknown !== undefined)
      throw badRequest(`Request '${step.id}' depends on '${unknown}', which does not come before it.`);
    const contentType = Object.keys(step.headers ?? {}).some((name) => name.toLowerCase() === "content-type");
    if (step.body !== undefined && !contentType) {
      throw badRequest(`Write request id : ${step.id} does not contain Content-Type header or body.`);
    }
  }
  return requests;
}

async function answer(api: GraphApi, step: Step, authorization: string | undefined): Promise<Answer> {
  const options: InjectOptions = {
    method: step.method,
    url: `/${api.version}${step.url.startsWith("/") ? "" : "/"}${step.url}`,
    headers: { ...step.headers, ...(authorization === undefined ? {} : { authorization }) },
    ...(step.body === undefined ? {} : { payload: JSON.stringify(step.body) }),
  };
  const response = await api.app.inject(options);
  const names = ["content-type", "retry-after", "location"];
  const headers = names.flatMap((name) => {
    const value = response.headers[name];
    return value === undefined ? [] : [[name, String(value)] as const];
  });
  const json = response.headers["content-type"]?.toString().includes("json") === true;
  const body: unknown = json ? response.json() : response.body === "" ? undefined : response.body;
  return { id: step.id, status: response.statusCode, headers: Object.fromEntries(headers), body };
}

function failedDependency({ id }: Step): Answer {
  return {
    id,
    status: 424,
    body: { error: { code: "FailedDependency", message: "A request this one depends on failed." } },
  };
}
