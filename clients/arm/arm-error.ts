import { z } from "zod";
import { grantRightAdvice, type AzureRight } from "../../model/azure-rights";
import type { FailedAnswer } from "../http/answer-error";
import { isNotFound, type Explanation } from "../http/service-error";

const innerSchema = z.object({
  code: z.string().catch(""),
  message: z.string().catch(""),
  target: z.string().optional().catch(undefined),
});
const armErrorSchema = innerSchema.extend({ details: z.array(innerSchema).nullish().catch(undefined) });
type ArmError = z.infer<typeof armErrorSchema>;

// Resource Manager wraps its errors in `error`; some services behind it do not.
const answerSchema = z.union([
  z.object({ error: armErrorSchema }).transform(({ error }) => error),
  armErrorSchema.extend({ code: z.string().min(1) }),
]);

/** Reads an error body of Azure Resource Manager with its details. For any other body the message is that it is not such an
 *  error. The fix for a 403 names `right`. Source: https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors */
export function explainArmError(
  answer: Pick<FailedAnswer, "status" | "body" | "header">,
  right: AzureRight,
): Explanation {
  const parsed = answerSchema.safeParse(answer.body);
  const error: ArmError = parsed.success
    ? parsed.data
    : { code: "", message: "the response is not an error of Azure Resource Manager" };
  const ids = {
    "request id": answer.header("x-ms-request-id"),
    "correlation id": answer.header("x-ms-correlation-request-id"),
  };
  return {
    code: error.code === "" ? undefined : error.code,
    message: messageOf(error),
    property: error.target,
    ids: Object.fromEntries(Object.entries(ids).flatMap(([name, id]) => (id === undefined ? [] : [[name, id]]))),
    fix: fixFor(answer.status, error.code, right),
  };
}

function messageOf({ message, details }: ArmError): string {
  const main = message.trim() || "no message";
  const more = (details ?? []).flatMap((detail) => {
    const text = detail.message.trim();
    return text === "" || main.includes(text)
      ? []
      : [`${detail.target === undefined ? "" : `${detail.target}: `}${text}`];
  });
  return [main, ...more].join(" / ");
}

/** Codes that mean that the service does not exist in this cloud. They are not about a single resource. */
const missingServiceCodes = ["InvalidResourceNamespace", "InvalidResourceType", "NoRegisteredProviderFound"];

/** Whether the error means that the resource does not exist. */
export function isMissingResource(error: unknown): boolean {
  return isNotFound(error) && !missingServiceCodes.includes(error.code ?? "");
}

function fixFor(status: number, code: string, right: AzureRight): string | undefined {
  if (missingServiceCodes.includes(code)) {
    return "The service may not be available in this cloud: Microsoft does not list the national clouds that have it. Remove the settings that need it";
  }
  switch (status) {
    case 401:
      return "The token was refused; check that the sign-in and Azure Resource Manager belong to the same cloud and tenant";
    case 403:
      return grantRightAdvice(right);
    default:
      return undefined;
  }
}
