import { clearScreenDown, cursorTo } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { InvalidArgumentError, Option } from "commander";
import { ServiceError } from "pulumi-lookout-intune/internal/clients/http/service-error";
import type { Terminal } from "./terminal/terminal";

export interface Watch<LookupResult> {
  readonly look: () => Promise<LookupResult>;
  /** Shows what was seen; `before` is what the look before gave. */
  readonly show: (seen: LookupResult, before: LookupResult | undefined) => void;
  readonly intervalMs: number;
  /** Ends it; what was seen last counts. */
  readonly signal: AbortSignal;
  /** Ends it by itself. */
  readonly isEnough: (seen: LookupResult) => boolean;
}

/** Looks again and again, and gives what was seen last. A service that fails once in a while is told of, and does not end it;
 *  the first look has to succeed. */
export async function watch<LookupResult>(
  { look, show, intervalMs, signal, isEnough }: Watch<LookupResult>,
  terminal: Terminal,
): Promise<LookupResult> {
  let seen = await look();
  show(seen, undefined);
  while (!isEnough(seen)) {
    await sleep(intervalMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) break;
    try {
      const before = seen;
      seen = await look();
      show(seen, before);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      terminal.log(`${error.message} Looking again in ${intervalMs / 1000} s.`);
    }
  }
  return seen;
}

/** Draws what is seen over what was drawn before. */
export function redraw(text: string, intervalMs: number, terminal: Terminal): void {
  cursorTo(process.stdout, 0, 0);
  clearScreenDown(process.stdout);
  const at = new Date().toLocaleTimeString("en-GB");
  terminal.print(`${text}${at}, again every ${intervalMs / 1000} s; Ctrl-C ends.\n`);
}

const shortestInterval = 5;

/** `--watch`, in seconds; true for the default. */
export function watchOption(defaultInterval: number): Option {
  return new Option("--watch [seconds]", `look again and again (default: every ${defaultInterval} s)`).argParser(
    (text) => {
      const seconds = Number(text);
      if (Number.isFinite(seconds) && seconds >= shortestInterval) return seconds;
      throw new InvalidArgumentError(`Give seconds, at least ${shortestInterval}.`);
    },
  );
}

/** Ctrl-C is how a watch ends, not a failure. A second one ends it at once. */
export function untilInterrupted(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      controller.abort();
    });
  }
  return controller.signal;
}
