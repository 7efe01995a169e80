import { stepWithId, type Person, type StepId } from "pulumi-lookout-intune/internal/model/integration/steps";

export type StepState =
  | "done"
  /** Somebody has to act. */
  | "waiting"
  | "failing"
  /** Nothing that can be seen tells. */
  | "unknown"
  /** The stack leaves it out, and it may. */
  | "not declared";

/** What a judgement rests on. */
export interface Evidence {
  readonly text: string;
  /** Where it was seen. A record is what a person wrote into the stack's config. */
  readonly from: "Microsoft Graph" | "Lookout" | "stack" | "record";
  /** When it was so, as a timestamp; null where nobody knows. */
  readonly at: string | null;
}

/** The same in a word. */
export const sources = {
  "Microsoft Graph": "Graph",
  Lookout: "Lookout",
  stack: "stack",
  record: "record",
} as const satisfies Record<Evidence["from"], string>;

/** One of the integration's steps, and where it stands. */
export interface Step {
  /** 1 to 17, as the documentation counts them. Steps are not shown in this order, but in that in which they are taken. */
  readonly number: number;
  /** Stable, for programs. */
  readonly id: StepId;
  readonly title: string;
  readonly state: StepState;
  /** Whom it waits for; null unless it waits. */
  readonly waitingFor: Person | null;
  readonly evidence: readonly Evidence[];
  /** What to do next; null when there is nothing to do. */
  readonly toDo: string | null;
}

/** Says where a step stands. */
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
