import type { DescribeRefusal } from "../../../clients/http/answer-error";

/** Words a refusal by the request, as the tenant's request log has it, and not by the service. */
export const describeRefusal: DescribeRefusal = ({ answer }, { code = "(no error code)", message, ids, fix }) => {
  const requestId = ids?.["request id"];
  const trace = requestId === undefined ? "" : ` (request id ${requestId})`;
  const advice = fix === undefined ? "" : ` ${fix}.`;
  return `${answer.method} ${answer.path} was answered ${answer.status} ${code}: ${message.replace(/[\s.]+$/, "")}${trace}.${advice}`;
};
