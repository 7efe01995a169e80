import { setTimeout as sleep } from "node:timers/promises";

/** Requests a minute that Lookout takes of a tenant, over all its endpoints. Lookout itself publishes no figure.
 *  Source, second-hand: https://github.com/api-evangelist/lookout (rate-limits/lookout-rate-limits.yml) */
export const lookoutRequestsPerMinute = 100;

const windowMs = 60_000;

/** Holds callers back so that no minute sees more than so many of them. */
export interface RateLimit {
  /** Resolves when the caller may send, in the order of asking. */
  admit(): Promise<void>;
}

export function createRateLimit(
  perMinute: number,
  now: () => number = Date.now,
  pause: (ms: number) => Promise<unknown> = sleep,
): RateLimit {
  const admitted: number[] = [];
  let queue: Promise<void> = Promise.resolve();

  async function admitNext(): Promise<void> {
    if (admitted.length >= perMinute) {
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

const limits = new Map<string, RateLimit>();

/** The limit of an application key: it is the tenant's, so all clients of this process share it. */
export function sharedRateLimit(applicationKey: string): RateLimit {
  const limit = limits.get(applicationKey) ?? createRateLimit(lookoutRequestsPerMinute);
  limits.set(applicationKey, limit);
  return limit;
}
