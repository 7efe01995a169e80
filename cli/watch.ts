import { clearScreenDown, cursorTo } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { InvalidArgumentError, Option } from "commander";
import { ServiceError } from "pulumi-lookout-intune/internal/clients/http/service-error";
import type { Terminal } from "./terminal/terminal";

export interface Watch<Observation> {
  readonly observe: () => Promise<Observation>;
  /** Shows an observation; `before` is the previous one. */
  readonly show: (observation: Observation, before: Observation | undefined) => void;
  readonly intervalMs: number;
  /** Ends the watch with the last observation. */
  readonly signal: AbortSignal;
  /** Ends the watch on its own. */
  readonly isEnough: (observation: Observation) => boolean;
}

/** Observes repeatedly and returns the last observation. Logs a service error and continues, but the first observation must
 *  succeed. */
export async function watch<Observation>(
  { observe, show, intervalMs, signal, isEnough }: Watch<Observation>,
  terminal: Terminal,
): Promise<Observation> {
  let observation = await observe();
  show(observation, undefined);
  while (!isEnough(observation)) {
    await sleep(intervalMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) break;
    try {
      const before = observation;
      observation = await observe();
      show(observation, before);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      terminal.log(`${error.message} Retrying in ${intervalMs / 1000} s.`);
    }
  }
  return observation;
}

/** Clears the screen and draws the text. */
export function redraw(text: string, intervalMs: number, terminal: Terminal): void {
  cursorTo(process.stdout, 0, 0);
  clearScreenDown(process.stdout);
  const at = new Date().toLocaleTimeString("en-GB");
  terminal.printPainted(`${text}${at}, refreshes every ${intervalMs / 1000} s; press Ctrl-C to end.\n`);
}

const shortestInterval = 5;

/** `--watch`, in seconds; true for the default. */
export function watchOption(defaultInterval: number): Option {
  return new Option("--watch [seconds]", `refresh until interrupted (default: every ${defaultInterval} s)`).argParser(
    (text) => {
      const seconds = Number(text);
      if (Number.isFinite(seconds) && seconds >= shortestInterval) return seconds;
      throw new InvalidArgumentError(`Give a number of seconds, at least ${shortestInterval}.`);
    },
  );
}

/** Ctrl-C ends a watch normally. A second Ctrl-C stops it immediately. */
export function untilInterrupted(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      controller.abort();
    });
  }
  return controller.signal;
}
