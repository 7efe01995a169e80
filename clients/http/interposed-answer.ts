import type { FailedAnswer } from "./answer-error";
import { ServiceError } from "./service-error";

/** Code of the error for an answer that is not the service's own. It has no status, because a status such as 404 would then be
 *  taken for the service's word. */
export const interposedCode = "NOT_THE_SERVICE";

/** What distinguishes an answer of an API from one of something in between. */
export interface ReceivedAnswer extends Pick<FailedAnswer, "status" | "body" | "header"> {
  /** Method and path of the request. */
  readonly call: string;
  /** The host that was asked. */
  readonly host: string;
}

/** The error for an answer that no API of ours gives: a web page, or a redirect. Undefined for every other answer. */
export function interposedError({ status, body, header, call, host }: ReceivedAnswer): ServiceError | undefined {
  const isRedirect = status >= 300 && status < 400;
  if (!isRedirect && !isWebPage(body, header("content-type"))) return undefined;
  const target = isRedirect ? hostOfLocation(header("location"), host) : undefined;
  const what = isRedirect ? `a redirect${target === undefined ? "" : ` to ${target}`}` : "a web page";
  return new ServiceError(
    `Something between this machine and ${host} (a proxy, captive portal or firewall) answered ${call} with status ${status} and ` +
      `${what}; let HTTPS to ${host} pass there, and run again.`,
    undefined,
    interposedCode,
  );
}

function isWebPage(body: unknown, contentType: string | undefined): boolean {
  if (typeof body !== "string") return false;
  return /^\s*(text\/html|application\/xhtml)/i.test(contentType ?? "") || /^\s*<(!doctype\s+html|html)\b/i.test(body);
}

function hostOfLocation(location: string | undefined, host: string): string | undefined {
  const base = `https://${host}`;
  if (location === undefined || !URL.canParse(location, base)) return undefined;
  return new URL(location, base).host;
}
