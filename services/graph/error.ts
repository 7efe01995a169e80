import { z } from "zod";
import type { FailedAnswer } from "../http/client";
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
const intuneErrorSchema = z.looseObject({ Message: z.string() });

/** Reads a Graph error body: `innerError` in either spelling, and the JSON that Intune puts into `message`. Anything else
 *  gets a message that says so. `permission` is named when the answer is 401 or 403. */
export function explainGraphError(
  answer: Pick<FailedAnswer, "status" | "body" | "header">,
  permission: string,
): Explanation {
  const parsed = graphErrorSchema.safeParse(answer.body);
  if (!parsed.success) {
    return { message: "the answer is not a Graph error", fix: fixFor(answer.status, permission) };
  }
  const { code, message, innerError: inner = parsed.data.error.innererror } = parsed.data.error;
  const intune = readIntuneMessage(message);
  const ids = {
    "request id": inner?.["request-id"] ?? answer.header("request-id"),
    "client request id": inner?.["client-request-id"],
    "activity id": intune?.activityId,
  };
  return {
    code: code === "" ? undefined : code,
    message: (intune?.message ?? message) || "no message",
    ids: Object.fromEntries(Object.entries(ids).flatMap(([name, id]) => (id === undefined ? [] : [[name, id]]))),
    fix: fixFor(answer.status, permission),
  };
}

/** The text for people inside Intune's nested JSON, without its trailing ids; undefined for any other message. */
export function readIntuneMessage(message: string): { message: string; activityId?: string } | undefined {
  if (!message.trimStart().startsWith("{")) return undefined;
  const nested = intuneErrorSchema.safeParse(parseJson(message));
  if (!nested.success) return undefined;
  const text = nested.data.Message;
  const end = text.indexOf(" - Operation ID");
  return {
    message: (end < 0 ? text : text.slice(0, end)).trim(),
    activityId: /Activity ID: ([0-9a-f-]+)/i.exec(text)?.[1],
  };
}

function fixFor(status: number, permission: string): string | undefined {
  switch (status) {
    case 401:
      return "The token was refused; check that the sign-in and Graph belong to the same cloud and tenant";
    case 403:
      return (
        `The application needs the permission ${permission}: in Entra, App registrations > the application > API permissions > ` +
        "Microsoft Graph > Application permissions, add it and choose Grant admin consent; Intune also needs an active licence"
      );
    default:
      return undefined;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
