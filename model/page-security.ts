import { createHash } from "node:crypto";

/** The content security policy of a page that we write: it may not load, run or send anything. Its only style sheet is allowed by
 *  its digest, so the page must hold exactly this text in one style element. */
export function contentSecurityPolicy(style: string): string {
  return [
    "default-src 'none'",
    `style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}
