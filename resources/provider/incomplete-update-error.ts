import { printableText } from "../../model/printable";
import type { State } from "./provider";

/** An object at a service, as far as it is known. */
export interface KnownObject<Actual> {
  readonly id: string;
  /** The object as last read; undefined if it was not read since its creation. */
  readonly actual: Actual | undefined;
  /** Whether it existed before this resource and was adopted. */
  readonly adopted: boolean;
  /** Whether it does not exist yet or cannot be written to yet. Every update then searches for it again. */
  readonly pending: boolean;
  /** What removal restores; undefined if this run found nothing out about it. */
  readonly before?: unknown;
}

/** An operation failed after its first write (a creation counts as one), so the object may differ from the desired
 *  settings. State records the actual settings, so that the next run sees what remains to do. Any other error leaves
 *  the state unchanged. */
export class IncompleteUpdateError<Actual = unknown> extends Error {
  override readonly name = "IncompleteUpdateError";
  /** What Pulumi's engine records. It then calls update in the next run, whatever diff reports. The properties must
   *  include the serialized provider, or refresh and destroy could not run. */
  id?: string;
  properties?: State;
  reasons: readonly string[];

  constructor(
    message: string,
    readonly object: KnownObject<Actual>,
  ) {
    super(printableText(message));
    this.reasons = [this.message];
  }

  /** Sets what the engine records, and returns this error. */
  recordedAs(id: string, properties: State): this {
    this.id = id;
    this.properties = properties;
    return this;
  }

  /** Changes the texts for people. */
  hide(hideIn: (text: string) => string): void {
    this.message = hideIn(this.message);
    this.reasons = this.reasons.map(hideIn);
  }
}
