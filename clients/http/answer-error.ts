import { redact } from "./redaction";
import { ServiceError, type Explanation } from "./service-error";

/** An answer other than 2xx. */
export interface FailedAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  header(name: string): string | undefined;
}

/** An answer, and what is needed to speak of it. */
export interface Refusal {
  /** Name of the service in the message. */
  readonly service: string;
  readonly explain: (answer: FailedAnswer) => Explanation;
  /** The id that the call was sent with. */
  readonly requestId: string;
  /** Credentials of the call. */
  readonly secrets?: readonly string[];
  readonly answer: FailedAnswer;
  /** Default: service, status, code, the call, what was said, what to do, and ids for support. */
  readonly describe?: DescribeRefusal;
}

/** Puts a refusal into words. Credentials are taken out of them afterwards. */
export type DescribeRefusal = (refusal: Refusal, explanation: Explanation) => string;

/** The error of a call that was refused. */
export function answerError(refusal: Refusal): ServiceError {
  const { answer, explain, secrets, describe = describeRefusal } = refusal;
  const explanation = explain(answer);
  const message = redact(describe(refusal, explanation), secrets);
  return new ServiceError(message, answer.status, explanation.code, explanation.property);
}

function describeRefusal({ service, requestId, answer }: Refusal, explanation: Explanation): string {
  const code = explanation.code === undefined ? "" : ` ${explanation.code}`;
  const fix = explanation.fix === undefined ? "" : ` ${sentence(explanation.fix)}`;
  const ids = Object.entries({ "request sent as": requestId, ...explanation.ids }).map(([name, id]) => `${name} ${id}`);
  return (
    `${service} answered ${answer.status}${code} to ${answer.method} ${answer.path}: ` +
    `${sentence(explanation.message)}${fix} (${ids.join(", ")})`
  );
}

export function pathOnly(path: string): string {
  return path.split("?")[0] ?? path;
}

function sentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
