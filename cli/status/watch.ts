import type { Terminal } from "../terminal/terminal";
import { redraw, watch as collectAgain } from "../watch";
import { formatSteps, summarize, describeChanges } from "./report";
import type { Step } from "./step";

export interface Watch {
  readonly look: () => Promise<readonly Step[]>;
  readonly intervalMs: number;
  readonly json: boolean;
  /** Ends it; what was seen last counts. */
  readonly signal: AbortSignal;
  /** Ends it by itself. */
  readonly isEnough: (steps: readonly Step[]) => boolean;
}

/** On a terminal the table is drawn anew at each look, otherwise there is the table once and then a line for each change.
 *  With JSON each look is one line. Gives what was seen last. */
export async function watch(options: Watch, terminal: Terminal): Promise<readonly Step[]> {
  const { intervalMs, json } = options;
  const show = (steps: readonly Step[], before: readonly Step[] | undefined): void => {
    const now = Date.now();
    if (json) terminal.print(`${JSON.stringify({ at: new Date(now).toISOString(), steps })}\n`);
    else if (terminal.interactive) redraw(formatSteps(steps, terminal, now), intervalMs, terminal);
    else if (before === undefined) terminal.print(formatSteps(steps, terminal, now));
    else
      terminal.print(
        describeChanges(before, steps, now)
          .map((line) => `${line}\n`)
          .join(""),
      );
  };
  const steps = await collectAgain({ ...options, show }, terminal);
  if (!json && !terminal.interactive) terminal.print(`${summarize(steps)}\n`);
  return steps;
}
