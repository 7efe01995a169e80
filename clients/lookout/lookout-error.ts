import { z } from "zod";
import { nameOf } from "../configuration-source";
import type { FailedAnswer } from "../http/answer-error";
import type { Explanation } from "../http/service-error";
import { lookoutSettings } from "./lookout-configuration";

// Both error schemas that Lookout publishes have `error`; only this property is required.
const errorSchema = z.object({
  error: z.string(),
  error_description: z.string().optional(),
  "request-id": z.string().optional(),
});

/** The content of Lookout's error body; empty for any other body. */
export interface LookoutError {
  readonly error?: string;
  readonly description?: string;
  /** Ids with which Lookout's support finds the request. */
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

/** Explains an error response of the Mobile Risk API. */
export function explainLookoutError({ status, body }: FailedAnswer): Explanation {
  const { error, description, ids } = readLookoutError(body);
  return { message: description ?? error ?? "the response is not an error of Lookout's API", ids, fix: fixFor(status) };
}

function fixFor(status: number): string | undefined {
  const key = nameOf(lookoutSettings.applicationKey);
  switch (status) {
    case 401:
      return `Check ${key}: a key is valid for a year; generate a new one in Lookout's console under System > Application Keys > Generate Key`;
    case 403:
      return `The key in ${key} lacks the permission for this request; ask Lookout's support which permissions it has`;
    case 429:
      return `Lookout accepts about 100 requests per minute from a tenant, over all its users; run again in a few minutes`;
    default:
      return undefined;
  }
}
