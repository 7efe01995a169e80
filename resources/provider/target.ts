import type { State } from "./provider";

/** One object at a service, with its desired settings. The reconcile engine decides what happens when; a target
 *  implements the calls to its service. It is created per operation of a provider, with the client and the desired
 *  settings. */
export interface Target<Actual, Written extends Change = Change> {
  readonly words: ObjectWords;

  /** Finds existing objects that could be this one, in the service's order. Read-only. Throws what
   *  you must do if the settings name an object that is not there. */
  find(): Promise<readonly Candidate<Actual>[]>;

  /** Logs that only somebody else can create the object, or throws it if nothing can continue without the object. */
  readonly reportMissing?: () => Promise<void>;

  /** Why no candidate is adopted, and what you can do. Absent if every candidate may be adopted. */
  readonly refusal?: (candidates: readonly Candidate<Actual>[], adopt: boolean) => string;

  /** Checks the prerequisites of a write and throws those that are not met. `actual` is undefined before a creation. */
  readonly prepare?: (actual: Actual | undefined) => Promise<void> | undefined;

  /** Creates the object, or waits until somebody else does. Absent if only somebody else can create it: the resource
   *  then continues without the object and searches for it in every update. */
  readonly create?: () => Promise<Created<Actual>>;

  /** Reads the object; undefined if the service reports that it does not exist. */
  read(id: string): Promise<Actual | undefined>;

  /** Whether the service lists the object, which is another way to find it than `read`. Asked before a 404 is believed. Absent
   *  if there is no other way. */
  readonly isListed?: (id: string) => Promise<boolean>;

  /** Whether `create` writes over what is there. That nothing is there is then confirmed first. Default: false. */
  readonly createReplaces?: boolean;

  /** Whether there is always one such object, which `create` writes whole. A 404 then does not end its return to what it was.
   *  Default: false. */
  readonly isOnlyOne?: boolean;

  /** What differs from the desired settings, in the order in which it must be written. No network. */
  changes(actual: Actual): readonly Written[];

  /** Writes one change. It is idempotent. */
  write(change: Written, actual: Actual): Promise<void>;

  /** What removal restores if this object is adopted as it is, as plain JSON. Absent if nothing is remembered. */
  readonly capture?: (actual: Actual) => State;

  /** Deletes the object. Deleting a missing object is not an error. Absent if we may not delete the object. */
  readonly delete?: (id: string) => Promise<void>;
  /** Whether the object read after a deletion is only what the service shows of a deleted object. Default: false. */
  readonly isDeleted?: (actual: Actual) => boolean;
}

/** One write to an object, as the reconcile engine sees it. */
export interface Change {
  /** Names of the settings that it writes. */
  readonly settings: readonly string[];
  /** The difference, for the error if the change does not show: `a was set to 1, but Intune has 2`. */
  readonly difference: string;
}

/** An existing object that could be a target's object. */
export interface Candidate<Actual> {
  readonly id: string;
  readonly claim: Claim;
  /** The object, if finding it read all of it. */
  readonly actual?: Actual;
  /** A message to log when it is adopted. */
  readonly note?: string;
  /** What removal restores. Default: what `capture` returns, unless the claim is `own`. */
  readonly before?: State;
}

/** Why a candidate may be adopted. */
export const Claim = {
  /** An interrupted run of this resource created it, or nobody uses it. Always continued with. */
  Own: "own",
  /** Somebody else made it, and it equals the declaration. Always adopted, without a write. */
  Same: "same",
  /** The settings name this object. Adopted with `adopt`. */
  Named: "named",
  /** Another object where only one can exist. Adopted with `adopt`, if it is the only candidate. */
  Other: "other",
} as const;
export type Claim = (typeof Claim)[keyof typeof Claim];

/** The result of a creation. */
export interface Created<Actual> {
  readonly id: string;
  /** The object, if it is known without reading it. */
  readonly actual?: Actual;
  /** The object cannot be written to yet, and the settings ask to continue: every update tries again. Default: false. */
  readonly pending?: boolean;
  /** Whether somebody else made the object in the meantime. Default: false. */
  readonly adopted?: boolean;
  /** What removal restores. Default: nothing, because the object is new. */
  readonly before?: State;
}

/** Wording for messages about an object. */
export interface ObjectWords {
  /** The service, such as `Intune`. */
  readonly service: string;
  /** The object, for use in a sentence, such as `the compliance policy "Lookout" (<id>)`. */
  what(id: string): string;
  /** The object by its name, such as `"Lookout" (<id>)`. Default: as `what`. */
  readonly title?: (id: string) => string;
  /** States that the service no longer has the object, without a full stop. */
  gone(id: string): string;
  /** What to do if the service does not show what was written, without a full stop. */
  readonly advice: string;
}

/** The error for an object that a service both denies and lists, so that nobody knows whether it is there. */
export function stillListed(service: string, what: string): Error {
  return new Error(
    `${service} answers that ${what} does not exist, but lists it, so nothing was changed; run this again in a few minutes`,
  );
}
