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
  /** 1 to 17, as the documentation counts them. */
  readonly number: number;
  /** Stable, for programs. */
  readonly id: string;
  readonly title: string;
  readonly state: StepState;
  /** Whom it waits for; null unless it waits. */
  readonly waitingFor: string | null;
  readonly evidence: readonly Evidence[];
  /** What to do next; null when there is nothing to do. */
  readonly toDo: string | null;
}

/** Names a step, and says where it stands. */
export function step(number: number, id: string, title: string) {
  const of = (
    state: StepState,
    waitingFor: string | null,
    toDo: string | null,
    evidence: readonly Evidence[],
  ): Step => ({
    number,
    id,
    title,
    state,
    waitingFor,
    evidence,
    toDo,
  });
  return {
    done: (...evidence: Evidence[]) => of("done", null, null, evidence),
    waiting: (whom: string, toDo: string, ...evidence: Evidence[]) => of("waiting", whom, toDo, evidence),
    failing: (toDo: string, ...evidence: Evidence[]) => of("failing", null, toDo, evidence),
    unknown: (toDo: string, ...evidence: Evidence[]) => of("unknown", null, toDo, evidence),
    notDeclared: (toDo: string) => of("not declared", null, toDo, []),
  };
}
export type Conclusions = ReturnType<typeof step>;

/** Whom a step can wait for. */
export const people = {
  integration: "whoever runs this stack",
  globalAdministrator: "a Global Administrator",
  lookoutConsole: "an administrator of Lookout's console",
  lookoutSupport: "Lookout Enterprise Support",
  groupOwners: "whoever fills the groups",
  deviceOwners: "the owners of the devices",
  rollout: "whoever decides on the rollout",
  intune: "an administrator of Intune",
} as const;
