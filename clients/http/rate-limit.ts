import { pause as pauseWithReason } from "./retry-policy";

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
  pause: (ms: number) => Promise<unknown> = pauseFor(describeRate("The service", { calls, windowMs })),
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
export function shareRateLimits(rate: Rate, service: string): (key: string) => RateLimit {
  const limits = new Map<string, RateLimit>();
  return (key) => {
    const limit = limits.get(key) ?? createRateLimit(rate, Date.now, pauseFor(describeRate(service, rate)));
    limits.set(key, limit);
    return limit;
  };
}

function pauseFor(why: string): (ms: number) => Promise<void> {
  return (ms) => pauseWithReason(ms, why);
}

function describeRate(service: string, { calls, windowMs }: Rate): string {
  return `${service} accepts ${calls} requests in ${windowMs / 1000} seconds`;
}
