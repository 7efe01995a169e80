import { printableText } from "../../model/printable";

type Listener = (line: string) => void;

/** The engine shows what a provider writes to stderr as a message of the stack. Pulumi's log has no connection in the
 *  provider's process. */
const toErrorStream: Listener = (line) => {
  console.error(line);
};
const discard: Listener = () => undefined;
let listener = toErrorStream;
let planListener = toErrorStream;

/** Logs a message for the user during an operation. */
export function log(line: string): void {
  listener(printableText(line));
}

/** Logs what an operation will do, in the preview and again before it is done. */
export function logPlan(line: string): void {
  planListener(printableText(line));
}

/** Captures messages for a program that uses the providers without the engine, until the returned function is called.
 *  Plans are dropped, because such a program is read-only. */
export function captureDiagnostics(onMessage: Listener): () => void {
  listener = onMessage;
  planListener = discard;
  return () => {
    listener = toErrorStream;
    planListener = toErrorStream;
  };
}
