/** Milliseconds that a `Retry-After` header asks to wait: whole or fractional seconds (Intune sends `2.128`), or an
 *  HTTP date. Undefined when it is missing or means nothing. Never negative. */
export function parseRetryAfter(header: unknown, now: number): number | undefined {
  if (typeof header !== "string") return undefined;
  const text = header.trim();
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  // Only the date forms of HTTP start with a weekday; Date.parse alone would take "-5" for a year.
  if (!/^[A-Z][a-z]+,? /.test(text)) return undefined;
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? undefined : Math.max(0, moment - now);
}
