import { formatAge } from "../terminal/text";
import type { Color } from "../terminal/paint";
import { formatTable, type Row, type Surface, type Text } from "../terminal/table";
import { isFailing } from "./evaluate-steps";
import { sources, type Evidence, type Step, type StepState } from "./step";

const colors = {
  done: "green",
  waiting: "cyan",
  failing: "red",
  unknown: "yellow",
  "not declared": "dim",
} as const satisfies Record<StepState, Color>;

/** Formats the steps as a table with evidence, tasks and a summary line. `now` is in ms since 1970. */
export function formatSteps(steps: readonly Step[], surface: Surface, now: number): string {
  const rows = steps.map((step): Row => [
    String(step.number),
    { text: step.state, color: colors[step.state] },
    step.title,
    textsOf(step, now),
  ]);
  const columns = [{ align: "right" }, {}, {}, { wraps: true }] as const;
  return `${formatTable(columns, rows, surface)}\n${summarize(steps)}\n`;
}

function textsOf({ evidence, waitingFor, toDo }: Step, now: number): Text[] {
  return [
    ...evidence.map((one) => describeEvidence(one, now)),
    ...(waitingFor === null ? [] : [`Waiting for ${waitingFor}.`]),
    ...(toDo === null ? [] : [`To do: ${toDo}`]),
  ];
}

/** Formats the evidence with its source and age. */
export function describeEvidence({ text, from, at }: Evidence, now: number): string {
  const age = at === null ? "" : formatAge(at, now);
  return `${text.replace(/\.$/, "")} (${[sources[from], age].filter((part) => part !== "").join(", ")})`;
}

/** One line with the number of steps per state. */
export function summarize(steps: readonly Step[]): string {
  const count = (state: StepState) => steps.filter((one) => one.state === state).length;
  const parts = (Object.keys(colors) as StepState[]).map((state) => `${count(state)} ${state}`);
  return `${isFailing(steps) ? "Something is failing" : "Nothing is failing"}: ${parts.join(", ")}.`;
}

/** One line for each step whose state changed. */
export function describeChanges(before: readonly Step[], after: readonly Step[], now: number): string[] {
  return after.flatMap((step) => {
    const earlier = before.find(({ id }) => id === step.id);
    if (earlier === undefined || describeStatus(earlier) === describeStatus(step)) return [];
    const [first] = step.evidence;
    const why = first === undefined ? "" : `: ${describeEvidence(first, now)}`;
    return [
      `${new Date(now).toISOString()}  ${step.number} ${step.title}: ${describeStatus(earlier)} → ${describeStatus(step)}${why}`,
    ];
  });
}

function describeStatus({ state, waitingFor }: Step): string {
  return waitingFor === null ? state : `waiting for ${waitingFor}`;
}
