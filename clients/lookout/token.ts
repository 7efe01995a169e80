import { z } from "zod";
import { nameOf } from "../configuration";
import type { FailedAnswer } from "../http/answer-error";
import { createHttpClient } from "../http/client";
import { ServiceError, type Explanation } from "../http/service-error";
import { lookoutSettings, type LookoutSignIn } from "./configuration";
import { readLookoutError } from "./error";

const tokenSchema = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });

/** Renewed this much before it expires, in ms, so that it does not expire on its way. */
const marginMs = 60_000;

/** Holds the access token that Lookout gave for the application key. */
export interface LookoutToken {
  /** The token, kept for as long as Lookout said. Callers that ask at the same time share one sign-in. */
  get(): Promise<string>;
  /** Drops this token, if it still is the current one: the next caller signs in anew. */
  reject(token: string): void;
}

export function createLookoutToken(signIn: LookoutSignIn, now: () => number = Date.now): LookoutToken {
  let current: { readonly token: string; readonly until: number } | undefined;
  let pending: Promise<string> | undefined;
  return {
    get() {
      if (current !== undefined && now() < current.until) return Promise.resolve(current.token);
      pending ??= requestToken(signIn)
        .then(({ access_token, expires_in }) => {
          const lifetime = expires_in * 1000;
          current = { token: access_token, until: now() + Math.max(lifetime - marginMs, lifetime / 2) };
          return access_token;
        })
        .finally(() => {
          pending = undefined;
        });
      return pending;
    },
    reject(token) {
      if (current?.token === token) current = undefined;
    },
  };
}

async function requestToken({ apiUrl, applicationKey }: LookoutSignIn): Promise<z.infer<typeof tokenSchema>> {
  const { origin, pathname } = new URL(apiUrl);
  const client = createHttpClient({
    service: "Lookout",
    origin,
    originSetting: nameOf(lookoutSettings.apiUrl),
    requestIdHeader: "X-Request-Id",
    explain: explainSignIn,
  });
  const answer = await client.send({
    method: "POST",
    path: `${pathname === "/" ? "" : pathname}/oauth2/token`,
    headers: { Authorization: `Bearer ${applicationKey}` },
    form: { grant_type: "client_credentials" },
    // A second token does no harm.
    idempotent: true,
    secrets: [applicationKey],
  });
  const token = tokenSchema.safeParse(answer.body);
  if (token.success) return token.data;
  throw new ServiceError(
    `Lookout's answer to the sign-in holds no access token; check ${nameOf(lookoutSettings.apiUrl)}.`,
  );
}

function explainSignIn({ status, body }: FailedAnswer): Explanation {
  const { error, description, ids } = readLookoutError(body);
  const refused = status === 400 || status === 401 || status === 403;
  return {
    code: error,
    message: description ?? (refused ? "Lookout refused the application key" : "the sign-in failed"),
    ids,
    fix: refused
      ? `Check ${nameOf(lookoutSettings.applicationKey)}: a key is valid for a year; make a new one in Lookout's console under System > Application Keys > Generate Key`
      : undefined,
  };
}
