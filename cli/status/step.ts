import { stepWithId, type Person, type StepId } from "pulumi-lookout-intune/internal/model/integration/steps";

export type StepState =
  | "done"
  /** A person has to act. */
  | "waiting"
  | "failing"
  /** The state cannot be determined. */
  | "unknown"
  /** The stack does not declare it, and it is optional. */
  | "not declared";

/** Evidence for the state of a step. */
export interface Evidence {
  readonly text: string;
  /** Its source. A record is an entry of a person in the stack's config. */
  readonly from: "Microsoft Graph" | "Lookout" | "stack" | "record";
  /** Time of the observation; null if unknown. */
  readonly at: string | null;
}

/** Short names of the sources. */
export const sources = {
  "Microsoft Graph": "Graph",
  Lookout: "Lookout",
  stack: "stack",
  record: "record",
} as const satisfies Record<Evidence["from"], string>;

/** One integration step with its state. */
export interface Step {
  /** 1 to 17, as in the documentation. Steps are shown in the order of execution, not by this number. */
  readonly number: number;
  /** Stable identifier for programs. */
  readonly id: StepId;
  readonly title: string;
  readonly state: StepState;
  /** Waiting for this person; null if not waiting. */
  readonly waitingFor: Person | null;
  readonly evidence: readonly Evidence[];
  /** The next task; null if there is nothing to do. */
  readonly toDo: string | null;
}

/** Creates the possible states of a step. */
export function step(id: StepId) {
  const { number, title } = stepWithId(id);
  const of = (
    state: StepState,
    waitingFor: Person | null,
    toDo: string | null,
    evidence: readonly Evidence[],
  ): Step => ({ number, id, title, state, waitingFor, evidence, toDo });
  return {
    done: (...evidence: Evidence[]) => of("done", null, null, evidence),
    waiting: (whom: Person, toDo: string, ...evidence: Evidence[]) => of("waiting", whom, toDo, evidence),
    failing: (toDo: string, ...evidence: Evidence[]) => of("failing", null, toDo, evidence),
    unknown: (toDo: string, ...evidence: Evidence[]) => of("unknown", null, toDo, evidence),
    notDeclared: (toDo: string) => of("not declared", null, toDo, []),
  };
}
export type Conclusions = ReturnType<typeof step>;
