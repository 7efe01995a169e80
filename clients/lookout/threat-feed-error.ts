import { z } from "zod";
import { nameOf } from "../configuration";
import type { FailedAnswer } from "../http/answer-error";
import type { Explanation } from "../http/service-error";
import { lookoutSettings } from "./configuration";
import { explainLookoutError } from "./error";

// RFC 9457; all of it may be missing.
const problemSchema = z.object({ title: z.string().optional(), detail: z.string().optional() });

/** Explains a refused call of the Threat Feed API, which answers with problem details instead of Lookout's own errors. */
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

/** That a key needs a permission of its own, and that there is one feed, is only known from third parties. */
function fixFor({ status, path }: FailedAnswer, text: string): string | undefined {
  const key = nameOf(lookoutSettings.applicationKey);
  switch (status) {
    case 400:
      return /feed limit/i.test(text)
        ? "Lookout takes one threat feed per enterprise; adopt the one that is there with adopt: true, or delete it"
        : undefined;
    case 401:
    case 403:
      return `Check ${key}: a key is valid for a year, and needs the permission for threat feeds; Lookout's support says which permissions it has`;
    case 404:
      return path.endsWith("/threat-feeds")
        ? `Check ${nameOf(lookoutSettings.apiUrl)}`
        : "Lookout has no such feed; run pulumi refresh, then pulumi up makes it anew";
    case 413:
      return "The request is larger than Lookout takes";
    default:
      return undefined;
  }
}
