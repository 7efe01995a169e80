/** One object at a service, as one set of settings wants it. The reconcile engine decides what happens when; a target says how it is
 *  done at its service. It is made for one operation of a provider, and knows the client and the desired settings. */
export interface Target<Actual, Written extends Change = Change> {
  readonly words: ObjectWords;

  /** The objects that stand where this one belongs, in the service's order. Read-only. Throws what a person has to do where
   *  nothing can go on without the object. */
  find(): Promise<readonly Candidate<Actual>[]>;

  /** Why none of the candidates is taken over, and what a person can do about it. Left out where each one is. */
  readonly refusal?: (candidates: readonly Candidate<Actual>[], adopt: boolean) => string;

  /** Throws what must be true before anything is written and is not. `actual` is undefined before a creation. */
  readonly prepare?: (actual: Actual | undefined) => Promise<void> | undefined;

  /** Creates the object, or waits for who creates it. Left out where that is nobody's to do from here: the resource goes on
   *  without the object and looks for it again at every update. */
  readonly create?: () => Promise<Created<Actual>>;

  /** Reads the object; undefined when the service says that it is not there. */
  read(id: string): Promise<Actual | undefined>;

  /** What is not as desired, in the order in which it has to be written. No network. */
  changes(actual: Actual): readonly Written[];

  /** Writes one change. Repeating it changes nothing more. */
  write(change: Written, actual: Actual): Promise<void>;

  /** Deletes the object. A missing object is not an error. Left out where the object is not this product's to delete. */
  readonly delete?: (id: string) => Promise<void>;
  /** Whether what is read after a deletion is no more than what the service shows of a deleted object. Default: it is not. */
  readonly isDeleted?: (actual: Actual) => boolean;
}

/** One write to an object, as far as the engine speaks of it. */
export interface Change {
  /** Names of the settings that it writes. */
  readonly settings: readonly string[];
  /** Why it is needed, for the case that it does not show: `a was set to 1, but Intune has 2`. */
  readonly difference: string;
}

/** An object that stands where a target's belongs. */
export interface Candidate<Actual> {
  readonly id: string;
  readonly claim: Claim;
  /** The object, if finding it read all of it. */
  readonly actual?: Actual;
  /** What to tell when it is taken over. */
  readonly note?: string;
}

/** What speaks for a candidate. */
export const Claim = {
  /** An interrupted run of this resource left it, or taking it over replaces nothing that anybody set. Taken over in any case. */
  Own: "own",
  /** It is what the settings name. Taken over with `adopt`. */
  Named: "named",
  /** It is another one in the only place there is. Taken over with `adopt`, if it is the only one. */
  Other: "other",
} as const;
export type Claim = (typeof Claim)[keyof typeof Claim];

/** What a creation gave. */
export interface Created<Actual> {
  readonly id: string;
  /** The object, if it is known without reading it. */
  readonly actual?: Actual;
  /** The object cannot be written to yet, and the settings say to go on: every update looks again. Default: false. */
  readonly pending?: boolean;
}

/** How messages speak of an object. */
export interface ObjectWords {
  /** Such as `Intune`. */
  readonly service: string;
  /** The object inside a sentence, such as `the compliance policy "Lookout" (<id>)`. */
  what(id: string): string;
  /** That the service no longer has it, without a full stop. */
  gone(id: string): string;
  /** What to do when the service does not show what was written, without a full stop. */
  readonly advice: string;
}
