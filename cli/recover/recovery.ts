import type { PendingOperation } from "pulumi-lookout-intune/internal/model/interrupted-state";

/** An object that a pending creation may have made. */
export interface Candidate {
  /** Object id in Entra. */
  readonly id: string;
  readonly displayName: string;
  readonly createdAt: string | undefined;
  /** What does not fit the creation. Empty if everything fits. */
  readonly differences: readonly string[];
}

/** How to settle one pending operation. */
export type Recovery =
  | {
      /** The creation succeeded: record the object in the state. */
      readonly action: "import";
      readonly operation: PendingOperation;
      readonly found: Candidate;
      /** Id for the provider. */
      readonly id: string;
      /** Whether the state has it already, because a recovery was killed in turn. */
      readonly recorded: boolean;
      /** The declared name, if the object still has its temporary one. */
      readonly rename: string | undefined;
    }
  | {
      /** Nothing is left to record: drop the operation. */
      readonly action: "clear";
      readonly operation: PendingOperation;
      readonly reason: string;
    }
  /** An update or a deletion of a recorded resource: read the resource. */
  | { readonly action: "refresh"; readonly operation: PendingOperation }
  | {
      readonly action: "undecided";
      readonly operation: PendingOperation;
      readonly reason: string;
      readonly candidates: readonly Candidate[];
    };

/** What the user decided about operations that cannot be settled by themselves. */
export interface Choices {
  /** Object ids to import although several objects fit, or one does not. In lower case. */
  readonly adopt: ReadonlySet<string>;
  /** Names of resources whose creation left nothing. */
  readonly clear: ReadonlySet<string>;
}

/** Times between which an operation's object was created; undefined if the state does not show it. */
export interface CreationWindow {
  readonly from: string | undefined;
  readonly to: string | undefined;
}
