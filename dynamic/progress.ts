/** Tells a person something while a resource is being worked on. The engine shows what a provider writes to its error
 *  stream as a message of the stack; Pulumi's own log has no connection there. */
export function tell(line: string): void {
  console.error(line);
}
