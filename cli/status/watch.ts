import { clearScreenDown, cursorTo } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import type { Terminal } from "../terminal/terminal";
import { formatSteps, summarise, tellChanges } from "./report";
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

/** Looks again and again: on a terminal the table is drawn anew, otherwise there is the table once and then a line for each
 *  change. With JSON each look is one line. Gives what was seen last. */
export async function watch(
  { look, intervalMs, json, signal, isEnough }: Watch,
  terminal: Terminal,
): Promise<readonly Step[]> {
  let steps: readonly Step[] | undefined;
  for (;;) {
    const before = steps;
    steps = await look();
    const now = Date.now();
    if (json) terminal.print(`${JSON.stringify({ at: new Date(now).toISOString(), steps })}\n`);
    else if (terminal.interactive) redraw(formatSteps(steps, terminal, now), intervalMs, terminal);
    else if (before === undefined) terminal.print(formatSteps(steps, terminal, now));
    else
      terminal.print(
        tellChanges(before, steps, now)
          .map((line) => `${line}\n`)
          .join(""),
      );
    if (isEnough(steps)) break;
    await sleep(intervalMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) break;
  }
  if (!json && !terminal.interactive) terminal.print(`${summarise(steps)}\n`);
  return steps;
}

function redraw(table: string, intervalMs: number, terminal: Terminal): void {
  cursorTo(process.stdout, 0, 0);
  clearScreenDown(process.stdout);
  const at = new Date().toLocaleTimeString("en-GB");
  terminal.print(`${table}${at}, again every ${intervalMs / 1000} s; Ctrl-C ends.\n`);
}
