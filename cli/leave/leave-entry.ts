/** What a destroy does to one object. */
export type Verdict =
  /** It is deleted. */
  | "deleted"
  /** It stays, with the settings that `effect` names. */
  | "changed"
  /** It stays as it is. */
  | "stays"
  /** It exists in state alone. */
  | "forgotten"
  /** It is no longer there. */
  | "gone"
  /** A destroy stops at it. */
  | "stops"
  /** It could not be read. */
  | "unknown";

export interface LeaveEntry {
  /** The resource's name in the program. */
  readonly resource: string;
  /** Its type, without the module. */
  readonly type: string;
  readonly urn: string;
  /** Its id in the service; null if it has none. */
  readonly id: string | null;
  readonly verdict: Verdict;
  /** What a destroy does, in a sentence. */
  readonly effect: string;
  /** Settings that a destroy would write, because the service has others now. */
  readonly changes: readonly string[];
  /** What else there is to know, in sentences. */
  readonly notes: readonly string[];
  /** What a person has to do afterwards, in a sentence; null if nothing. */
  readonly byHand: string | null;
}

/** What a destroy of a stack does. */
export interface Leaving {
  readonly stack: string;
  readonly observedAt: string;
  /** Id of the Entra tenant; null if it is unknown. */
  readonly tenantId: string | null;
  /** In the order of a destroy, which takes what depends on another first. */
  readonly entries: readonly LeaveEntry[];
}

/** Whether a destroy stops before its end. */
export function isStopped({ entries }: Pick<Leaving, "entries">): boolean {
  return entries.some(({ verdict }) => verdict === "stops");
}

/** Whether every object could be read. */
export function isComplete({ entries }: Pick<Leaving, "entries">): boolean {
  return entries.every(({ verdict }) => verdict !== "unknown");
}
