import { withFullStop } from "../../model/sentence";
import { redact } from "./redaction";
import { ServiceError, type Explanation } from "./service-error";

/** A response with a status other than 2xx. */
export interface FailedAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  header(name: string): string | undefined;
}

/** A failed response and the context that its error message needs. */
export interface Refusal {
  /** Name of the service in the message. */
  readonly service: string;
  readonly explain: (answer: FailedAnswer) => Explanation;
  /** The request id that was sent with the call. */
  readonly requestId: string;
  /** The wait that the service asks for, in ms. */
  readonly requestedWaitMs?: number;
  /** Credentials in the request, to redact. */
  readonly secrets?: readonly string[];
  readonly answer: FailedAnswer;
  /** Writes the message. Default: service, status, code, request, the service's message, the fix, and the ids for support. */
  readonly describe?: DescribeRefusal;
}

/** Writes the message for a failed response. Credentials are redacted afterwards. */
export type DescribeRefusal = (refusal: Refusal, explanation: Explanation) => string;

/** Longest text of a service in a message, in characters. */
const longestExplanation = 4 * 1024;

/** Builds the error for a failed response. */
export function answerError(refusal: Refusal): ServiceError {
  const { answer, explain, secrets, describe = describeRefusal } = refusal;
  const explained = explain(answer);
  const fix = describeRequestedWait(refusal) ?? explained.fix ?? adviceFor(answer.status);
  // What follows the service's own text, such as the ids for its support, must not fall to the cut.
  const explanation = { ...explained, message: redact(explained.message, secrets, longestExplanation), fix };
  const message = redact(describe(refusal, explanation), secrets);
  return new ServiceError(message, answer.status, explanation.code, explanation.property);
}

function describeRefusal({ service, requestId, answer }: Refusal, explanation: Explanation): string {
  const code = explanation.code === undefined ? "" : ` ${explanation.code}`;
  const fix = explanation.fix === undefined ? "" : ` ${withFullStop(explanation.fix.trim())}`;
  const ids = Object.entries({ "request sent as": requestId, ...explanation.ids }).map(([name, id]) => `${name} ${id}`);
  return (
    `${service} answered ${answer.status}${code} to ${answer.method} ${answer.path}: ` +
    `${withFullStop(explanation.message.trim())}${fix} (${ids.join(", ")})`
  );
}

/** The wait that the service asks for, which is longer than we wait. It takes the place of any other advice. */
function describeRequestedWait({ service, requestedWaitMs = 0 }: Refusal): string | undefined {
  if (requestedWaitMs < 60_000) return undefined;
  const until = new Date(Date.now() + requestedWaitMs).toISOString().slice(11, 16);
  return `${service} asks to wait ${Math.ceil(requestedWaitMs / 60_000)} minutes, until ${until} UTC.`;
}

/** A conflict or a failed precondition means the same at every service. */
function adviceFor(status: number): string | undefined {
  if (status !== 409 && status !== 412) return undefined;
  return "Somebody changed it in the meantime; run pulumi refresh, then pulumi up, which shows what differs now";
}

export function pathOnly(path: string): string {
  return path.split("?")[0] ?? path;
}
