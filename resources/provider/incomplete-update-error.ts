import type { State } from "./provider";

/** An object at a service, as far as it is known. */
export interface KnownObject<Actual> {
  readonly id: string;
  /** As it was read last; undefined when it was not read since its creation. */
  readonly actual: Actual | undefined;
  /** Whether it was there before this resource and was taken over. */
  readonly adopted: boolean;
  /** Whether it is not there or cannot be written to yet, so that every update looks again. */
  readonly pending: boolean;
}

/** An operation failed after its first write (a creation is one): the object is not known to be as desired. What it was seen to be
 *  is recorded instead of what was asked, so that the next run sees what is left to do. Any other error leaves the state as it was. */
export class IncompleteUpdateError<Actual = unknown> extends Error {
  override readonly name = "IncompleteUpdateError";
  /** What Pulumi's engine records: it then calls update in the next run, whatever the diff says. The serialized provider must
   *  be among the properties, or refresh and destroy could not run. */
  id?: string;
  properties?: State;
  readonly reasons: readonly string[];

  constructor(
    message: string,
    readonly object: KnownObject<Actual>,
  ) {
    super(message);
    this.reasons = [message];
  }

  /** The same error with what is recorded. */
  recordedAs(id: string, properties: State): this {
    this.id = id;
    this.properties = properties;
    return this;
  }
}
