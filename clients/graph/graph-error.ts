import { z } from "zod";
import type { FailedAnswer } from "../http/answer-error";
import type { Explanation } from "../http/service-error";

const innerError = z.looseObject({
  "request-id": z.string().optional(),
  "client-request-id": z.string().optional(),
});
const graphErrorSchema = z.object({
  error: z.object({
    code: z.string().catch(""),
    message: z.string().catch(""),
    innerError: innerError.optional().catch(undefined),
    innererror: innerError.optional().catch(undefined),
  }),
});
const intuneErrorSchema = z.looseObject({
  Message: z.string(),
  RetryAfter: z.union([z.string(), z.number()]).nullish().catch(undefined),
});

/** Reads a Graph error body: `innerError` in either spelling, and the JSON that Intune puts into `message`. For any other body
 *  the message is that it is not a Graph error. The fix for a 403 names `permission`. */
export function explainGraphError(
  answer: Pick<FailedAnswer, "status" | "body" | "header">,
  permission: string,
): Explanation {
  const parsed = graphErrorSchema.safeParse(answer.body);
  const error: z.infer<typeof graphErrorSchema>["error"] = parsed.success
    ? parsed.data.error
    : { code: "", message: "the response is not a Graph error" };
  const inner = error.innerError ?? error.innererror;
  const intune = readIntuneMessage(error.message);
  const ids = {
    "request id": inner?.["request-id"] ?? answer.header("request-id"),
    "client request id": inner?.["client-request-id"] ?? answer.header("client-request-id"),
    "activity id": intune?.activityId,
  };
  return {
    code: error.code === "" ? undefined : error.code,
    message: (intune?.message ?? error.message) || "no message",
    ids: Object.fromEntries(Object.entries(ids).flatMap(([name, id]) => (id === undefined ? [] : [[name, id]]))),
    fix: fixFor(answer.status, permission),
  };
}

/** Reads the retry delay from Intune's nested JSON, for responses without a Retry-After header. */
export function retryAfterInGraphError(body: unknown): string | undefined {
  const parsed = graphErrorSchema.safeParse(body);
  return parsed.success ? readIntuneMessage(parsed.data.error.message)?.retryAfter : undefined;
}

/** The content of Intune's nested JSON. */
export interface IntuneMessage {
  /** The readable message, without its trailing ids. */
  readonly message: string;
  readonly activityId?: string;
  /** In the format of a Retry-After header. */
  readonly retryAfter?: string;
}

/** Reads the JSON that Intune puts into a message; undefined for any other message. */
export function readIntuneMessage(message: string): IntuneMessage | undefined {
  if (!message.trimStart().startsWith("{")) return undefined;
  const nested = intuneErrorSchema.safeParse(parseJson(message));
  if (!nested.success) return undefined;
  const { Message: text, RetryAfter: retryAfter } = nested.data;
  const end = text.indexOf(" - Operation ID");
  return {
    message: (end < 0 ? text : text.slice(0, end)).trim(),
    activityId: /Activity ID: ([0-9a-f-]+)/i.exec(text)?.[1],
    retryAfter: retryAfter === undefined || retryAfter === null ? undefined : String(retryAfter),
  };
}

function fixFor(status: number, permission: string): string | undefined {
  switch (status) {
    case 401:
      return "The token was refused; check that the sign-in and Graph belong to the same cloud and tenant";
    case 403:
      return `${grantAdvice(permission)}; Intune also needs an active license`;
    default:
      return undefined;
  }
}

/** Describes how an administrator grants a permission to an application. */
export function grantAdvice(permission: string): string {
  return (
    `The application needs the permission ${permission}: in Entra, App registrations > the application > API permissions > ` +
    "Microsoft Graph > Application permissions, add it and choose Grant admin consent"
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
