import { AsyncLocalStorage } from "node:async_hooks";
import { captureWaits } from "../../clients/wait-notice";
import { printableText } from "../../model/printable";

type Listener = (line: string) => void;

/** Hides secrets in the messages of an operation. Several operations run in one process at the same time. */
const hide = new AsyncLocalStorage<(line: string) => string>();

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
  listener(printableText(hidden(line)));
}

/** Logs what an operation will do, in the preview and again before it is done. */
export function logPlan(line: string): void {
  planListener(printableText(hidden(line)));
}

/** Runs an operation whose messages show what `hideIn` returns for them. */
export function hidingFromDiagnostics<T>(hideIn: (line: string) => string, act: () => Promise<T>): Promise<T> {
  return hide.run(hideIn, act);
}

function hidden(line: string): string {
  return hide.getStore()?.(line) ?? line;
}

/** Captures messages for a program that uses the providers without the engine, until the returned function is called.
 *  Plans are dropped, because such a program is read-only. */
export function captureDiagnostics(onMessage: Listener): () => void {
  listener = onMessage;
  planListener = discard;
  const endCapture = captureWaits(log);
  return () => {
    endCapture();
    listener = toErrorStream;
    planListener = toErrorStream;
  };
}
