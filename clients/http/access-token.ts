/** A token that a service issued, and its lifetime. */
export interface IssuedToken {
  readonly value: string;
  readonly lifetimeMs: number;
}

/** Caches an access token and renews it before it expires. */
export interface AccessToken {
  /** Returns the token, cached for its lifetime. Concurrent callers share one sign-in. */
  get(): Promise<string>;
  /** Discards this token if it is still the current one, so that the next call signs in again. */
  reject(token: string): void;
}

/** How long before its expiry a token is renewed, in ms, so that it does not expire in transit. */
const marginMs = 60_000;

/** Creates the cache. The first token is requested when it is first needed. */
export function createAccessToken(request: () => Promise<IssuedToken>, now: () => number = Date.now): AccessToken {
  let current: { readonly value: string; readonly until: number } | undefined;
  let pending: Promise<string> | undefined;
  return {
    get() {
      if (current !== undefined && now() < current.until) return Promise.resolve(current.value);
      pending ??= request()
        .then(({ value, lifetimeMs }) => {
          current = { value, until: now() + Math.max(lifetimeMs - marginMs, lifetimeMs / 2) };
          return value;
        })
        .finally(() => {
          pending = undefined;
        });
      return pending;
    },
    reject(token) {
      if (current?.value === token) current = undefined;
    },
  };
}
