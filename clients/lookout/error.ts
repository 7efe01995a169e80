import { z } from "zod";
import { nameOf } from "../configuration";
import type { FailedAnswer } from "../http/answer-error";
import type { Explanation } from "../http/service-error";
import { lookoutSettings } from "./configuration";

// Both error shapes that Lookout publishes have `error`; only that is relied on.
const errorSchema = z.object({
  error: z.string(),
  error_description: z.string().optional(),
  "request-id": z.string().optional(),
});

/** What Lookout's own error body says; empty when the body is something else. */
export interface LookoutError {
  readonly error?: string;
  readonly description?: string;
  /** Under which Lookout's support finds the call. */
  readonly ids: Readonly<Record<string, string>>;
}

export function readLookoutError(body: unknown): LookoutError {
  const parsed = errorSchema.safeParse(body);
  if (!parsed.success) return { ids: {} };
  const requestId = parsed.data["request-id"];
  return {
    error: parsed.data.error,
    description: parsed.data.error_description,
    ids: requestId === undefined ? {} : { "Lookout's request id": requestId },
  };
}

/** Explains a refused call of the Mobile Risk API. */
export function explainLookoutError({ status, body }: FailedAnswer): Explanation {
  const { error, description, ids } = readLookoutError(body);
  return { message: description ?? error ?? "the answer is not an error of Lookout's API", ids, fix: fixFor(status) };
}

function fixFor(status: number): string | undefined {
  const key = nameOf(lookoutSettings.applicationKey);
  switch (status) {
    case 401:
      return `Check ${key}: a key is valid for a year, and Lookout's console makes a new one under System > Application Keys > Generate Key`;
    case 403:
      return `Ask Lookout's support which permissions the key in ${key} has; it lacks the one for this call`;
    case 429:
      return `Lookout takes about 100 requests a minute of a tenant, over all its users; run again in a few minutes`;
    default:
      return undefined;
  }
}
