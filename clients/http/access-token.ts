/** A token that a service gave, and for how long. */
export interface IssuedToken {
  readonly value: string;
  readonly lifetimeMs: number;
}

/** Holds an access token and asks for a new one in time. */
export interface AccessToken {
  /** The token, kept for as long as the service said. Callers that ask at the same time share one sign-in. */
  get(): Promise<string>;
  /** Drops this token, if it still is the current one: the next caller signs in anew. */
  reject(token: string): void;
}

/** Renewed this much before it expires, in ms, so that it does not expire on its way. */
const marginMs = 60_000;

/** Asks for a token when the first caller needs one. */
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
