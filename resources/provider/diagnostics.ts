type Listener = (line: string) => void;

/** The engine shows what a provider writes to its error stream as a message of the stack; Pulumi's own log has no connection
 *  there. */
const toErrorStream: Listener = (line) => {
  console.error(line);
};
const toNobody: Listener = () => undefined;
let listener = toErrorStream;
let planListener = toErrorStream;

/** Tells a person something while a resource is being worked on. */
export function log(line: string): void {
  listener(line);
}

/** Tells a person what a run is about to do, in the preview and again before it is done. */
export function logPlan(line: string): void {
  planListener(line);
}

/** For a program that uses the handlers without the engine: hears what they tell, until the function that it gets is called.
 *  Plans are not told: such a program only looks. */
export function captureDiagnostics(onMessage: Listener): () => void {
  listener = onMessage;
  planListener = toNobody;
  return () => {
    listener = toErrorStream;
    planListener = toErrorStream;
  };
}
