import { setTimeout as sleep } from "node:timers/promises";

/** How many requests a service accepts in any time window of the given length. */
export interface Rate {
  readonly calls: number;
  readonly windowMs: number;
}

/** Delays requests so that no time window holds more of them than the rate allows. */
export interface RateLimit {
  /** Resolves when the caller may send. Callers are admitted in the order in which they called. */
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

/** Returns a rate limit per key, such as an application. All clients in this process share the limit of a key. */
export function shareRateLimits(rate: Rate): (key: string) => RateLimit {
  const limits = new Map<string, RateLimit>();
  return (key) => {
    const limit = limits.get(key) ?? createRateLimit(rate);
    limits.set(key, limit);
    return limit;
  };
}
