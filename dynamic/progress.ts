type Listener = (line: string) => void;

/** The engine shows what a provider writes to its error stream as a message of the stack; Pulumi's own log has no connection
 *  there. */
const toErrorStream: Listener = (line) => {
  console.error(line);
};
let listener = toErrorStream;

/** Tells a person something while a resource is being worked on. */
export function tell(line: string): void {
  listener(line);
}

/** For a program that uses the handlers without the engine: hears what they tell, until the function that it gets is called. */
export function hearProgress(hear: Listener): () => void {
  listener = hear;
  return () => {
    listener = toErrorStream;
  };
}
