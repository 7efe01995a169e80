import { setTimeout as sleep } from "node:timers/promises";

/** How many calls a service takes in any span of time of a length. */
export interface Rate {
  readonly calls: number;
  readonly windowMs: number;
}

/** Holds callers back so that no span of time sees more of them than the rate allows. */
export interface RateLimit {
  /** Resolves when the caller may send, in the order of asking. */
  admit(): Promise<void>;
}

export function createRateLimit(
  { calls, windowMs }: Rate,
  now: () => number = Date.now,
  pause: (ms: number) => Promise<unknown> = sleep,
): RateLimit {
  const admitted: number[] = [];
  let queue: Promise<void> = Promise.resolve();

  async function admitNext(): Promise<void> {
    if (admitted.length >= calls) {
      const oldest = admitted.shift() ?? 0;
      const wait = oldest + windowMs - now();
      if (wait > 0) await pause(wait);
    }
    admitted.push(now());
  }
  return {
    admit() {
      queue = queue.then(admitNext);
      return queue;
    },
  };
}

/** Limits of one rate by what they count for, such as an application: all clients of this process share one's. */
export function shareRateLimits(rate: Rate): (key: string) => RateLimit {
  const limits = new Map<string, RateLimit>();
  return (key) => {
    const limit = limits.get(key) ?? createRateLimit(rate);
    limits.set(key, limit);
    return limit;
  };
}
