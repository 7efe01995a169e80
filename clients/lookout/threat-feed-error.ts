import { z } from "zod";
import { nameOf } from "../configuration-source";
import type { FailedAnswer } from "../http/answer-error";
import type { Explanation } from "../http/service-error";
import { lookoutSettings } from "./lookout-configuration";
import { explainLookoutError } from "./lookout-error";

// Problem details (RFC 9457); all members are optional.
const problemSchema = z.object({ title: z.string().optional(), detail: z.string().optional() });

/** Explains an error response of the Threat Feed API, which returns problem details instead of Lookout's own error schema. */
export function explainThreatFeedError(answer: FailedAnswer): Explanation {
  const problem = problemSchema.safeParse(answer.body);
  const { title, detail } = problem.success ? problem.data : {};
  const text = [title, detail].filter((part) => part !== undefined && part !== "").join(": ");
  if (text === "") {
    const explained = explainLookoutError(answer);
    return { ...explained, fix: fixFor(answer, "") ?? explained.fix };
  }
  return { message: text, fix: fixFor(answer, text) ?? explainLookoutError(answer).fix };
}

/** The separate permission for threat feeds and the limit of one feed are known from third parties only. */
function fixFor({ status, path }: FailedAnswer, text: string): string | undefined {
  const key = nameOf(lookoutSettings.applicationKey);
  switch (status) {
    case 400:
      return /feed limit/i.test(text)
        ? "Lookout allows one threat feed per enterprise; adopt the existing feed with adopt: true, or delete it"
        : undefined;
    case 401:
    case 403:
      return `Check ${key}: a key is valid for a year, and needs the permission for threat feeds; Lookout's support says which permissions it has`;
    case 404:
      return path.endsWith("/threat-feeds")
        ? `Check ${nameOf(lookoutSettings.apiUrl)}`
        : "The feed does not exist; run pulumi refresh, then pulumi up to create it again";
    case 413:
      return "The request is larger than Lookout accepts";
    default:
      return undefined;
  }
}
