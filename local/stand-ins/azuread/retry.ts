import { setTimeout as sleep } from "node:timers/promises";

const LONGEST_WAIT_MS = 61_000;

export interface RetryRule {
  /** How many tries in all an error like this one is worth; 1 for an error that stays. */
  readonly triesFor: (error: unknown) => number;
  /** Seconds the server asked to wait, if it did. */
  readonly retryAfter: (error: unknown) => number | undefined;
  /** First wait where the server does not name one, in ms; it doubles each time. */
  readonly firstWaitMs: number;
  readonly signal: AbortSignal;
}

export async function withRetries<T>(attempt: () => Promise<T>, rule: RetryRule): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (tries >= rule.triesFor(error)) throw error;
      const asked = rule.retryAfter(error);
      const wait = asked === undefined ? rule.firstWaitMs * 2 ** (tries - 1) : asked * 1000;
      await pause(Math.min(wait, LONGEST_WAIT_MS), rule.signal);
    }
  }
}

/** Waits, and ends early with the signal's own reason. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, { signal });
  } catch {
    signal.throwIfAborted();
  }
}
