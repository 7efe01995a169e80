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
}

/** The error of a call that was refused: service, status, code, the call, what was said, what to do, and ids for support. */
export function answerError({ service, explain, requestId, secrets, answer }: Refusal): ServiceError {
  const explanation = explain(answer);
  const code = explanation.code === undefined ? "" : ` ${explanation.code}`;
  const fix = explanation.fix === undefined ? "" : ` ${sentence(explanation.fix)}`;
  const ids = Object.entries({ "request sent as": requestId, ...explanation.ids }).map(([name, id]) => `${name} ${id}`);
  const message =
    `${service} answered ${answer.status}${code} to ${answer.method} ${answer.path}: ` +
    `${sentence(explanation.message)}${fix} (${ids.join(", ")})`;
  return new ServiceError(redact(message, secrets), answer.status, explanation.code, explanation.property);
}

export function pathOnly(path: string): string {
  return path.split("?")[0] ?? path;
}

function sentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
