/** Parses a `Retry-After` header into milliseconds, 0 or more. The header holds whole or fractional seconds (Intune sends
 *  `2.128`) or an HTTP date. Undefined when the header is missing or invalid. */
export function parseRetryAfter(header: unknown, now: number): number | undefined {
  if (typeof header !== "string") return undefined;
  const text = header.trim();
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  // HTTP dates start with a weekday. Date.parse alone would read "-5" as a year.
  if (!/^[A-Z][a-z]+,? /.test(text)) return undefined;
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? undefined : Math.max(0, moment - now);
}
