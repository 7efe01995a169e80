import type { Terminal } from "../terminal/terminal";
import { redraw, watch as collectAgain } from "../watch";
import { formatSteps, summarize, describeChanges } from "./status-report";
import type { Step } from "./step";

export interface Watch {
  readonly observe: () => Promise<readonly Step[]>;
  readonly intervalMs: number;
  readonly json: boolean;
  /** Ends the watch with the last observation. */
  readonly signal: AbortSignal;
  /** Ends the watch on its own. */
  readonly isEnough: (steps: readonly Step[]) => boolean;
}

/** Redraws the table on a terminal. Otherwise prints the table once and one line per change, or one line of JSON per
 *  observation. Returns the last observation. */
export async function watch(options: Watch, terminal: Terminal): Promise<readonly Step[]> {
  const { intervalMs, json } = options;
  const show = (steps: readonly Step[], before: readonly Step[] | undefined): void => {
    const now = Date.now();
    if (json) terminal.printJsonLine({ at: new Date(now).toISOString(), steps });
    else if (terminal.interactive) redraw(formatSteps(steps, terminal, now), intervalMs, terminal);
    else if (before === undefined) terminal.printPainted(formatSteps(steps, terminal, now));
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
