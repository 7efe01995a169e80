import { createHash } from "node:crypto";
import { isIP } from "node:net";
import { domainToASCII } from "node:url";

/** A row that is not a valid domain: position, content, and fix. */
export interface DomainProblem {
  /** Line number in a file or position in a list, from 1. */
  readonly row: number;
  readonly text: string;
  /** Cause and fix, as the rest of a sentence that starts with the row. Quotes nothing of it. */
  readonly problem: string;
}

/** Normalized domains without duplicates, in the order of the rows. */
export interface DomainReading {
  readonly domains: readonly string[];
  readonly problems: readonly DomainProblem[];
}

/** Reads text or CSV with one domain per line. A header `domain`, quotes and empty lines are allowed. */
export function readDomainLines(text: string): DomainReading {
  const rows = text
    .split(/\r\n|\n|\r/)
    .map((line, index) => ({ row: index + 1, text: unquoted(line.trim()) }))
    .filter((row) => row.text !== "");
  return readRows(rows[0]?.text.toLowerCase() === "domain" ? rows.slice(1) : rows);
}

/** Reads a list of domains. */
export function readDomains(domains: readonly string[]): DomainReading {
  return readRows(domains.map((text, index) => ({ row: index + 1, text })));
}

/** SHA-256 of the domains, as 64 hexadecimal digits. The order of the domains does not matter. */
export function domainsDigest(domains: Iterable<string>): string {
  return createHash("sha256")
    .update([...domains].sort().join("\n"))
    .digest("hex");
}

function readRows(rows: readonly { readonly row: number; readonly text: string }[]): DomainReading {
  const domains = new Set<string>();
  const problems: DomainProblem[] = [];
  for (const { row, text } of rows) {
    const read = readDomain(text);
    if ("domain" in read) domains.add(read.domain);
    else problems.push({ row, text, problem: read.problem });
  }
  return { domains: [...domains], problems };
}

/** Normalizes a domain: trimmed, lower case, international names in punycode. Only bare host names of two or more
 *  labels are valid: no scheme, path, port, wildcard or IP address. Underscores and hyphens are allowed wherever
 *  browsers allow them. */
export function readDomain(text: string): { readonly domain: string } | { readonly problem: string } {
  const trimmed = text.trim().toLowerCase();
  const problem = findWrongForm(trimmed);
  if (problem !== undefined) return { problem };
  const domain = domainToASCII(trimmed);
  return isHostName(domain)
    ? { domain }
    : {
        problem:
          "is not a host name (labels of 1 to 63 letters, digits and hyphens, at most 253 characters); correct or remove it",
      };
}

function findWrongForm(text: string): string | undefined {
  if (text === "") return "is empty; remove it";
  if (/^[a-z][a-z0-9+.-]*:\/\//.test(text)) return "is a URL; write only the host name";
  if (text.includes("*")) return "has a wildcard, which a feed does not support; write the domain itself";
  if (/[,;\t]/.test(text)) return "has several columns; keep only the domain";
  if (text.includes("@")) return "is an email address; write only the domain";
  if (/[/\\?#]/.test(text)) return "has a path; write only the host name";
  if (isIP(text.replace(/^\[|\]$/g, "")) !== 0) return "is an IP address, which a feed does not support; remove it";
  if (/:\d+$/.test(text)) return "has a port; write only the host name";
  if (text.endsWith(".")) return "ends with a dot; remove the dot";
  // Browsers parse a name whose last label is a number as an IPv4 address.
  if (/(^|\.)(\d+|0x[0-9a-f]*)$/.test(text)) return "ends with a number, like an IP address; correct or remove it";
  if (!/[.。．｡]/.test(text)) return "is a single label, such as a top-level domain; write the domains below it";
  // The URL parser would decode it as an escaped character.
  if (text.includes("%")) return "has a percent sign, which host names cannot contain; correct or remove it";
  return undefined;
}

function isHostName(ascii: string): boolean {
  return (
    ascii.length <= 253 && ascii.includes(".") && ascii.split(".").every((label) => /^[a-z0-9_-]{1,63}$/.test(label))
  );
}

function unquoted(text: string): string {
  const quoted = /^"(.*)"$/.exec(text);
  return (quoted?.[1] ?? text).trim();
}

/** Whether a domain equals one of these or is a subdomain of one, in any spelling. */
export function isBelow(domain: string, domains: readonly string[]): boolean {
  const normal = normalize(domain);
  return domains.map(normalize).some((own) => normal === own || normal.endsWith(`.${own}`));
}

/** Whether a list of blocked domains would block one of your own: it names the domain, a subdomain, or a parent
 *  domain. */
export function wouldBlock(blocked: string, own: readonly string[]): boolean {
  return isBelow(blocked, own) || own.some((domain) => isBelow(domain, [blocked]));
}

/** Whether an email address belongs to one of these domains or their subdomains. Without domains: whether it is an
 *  email address. */
export function isAddressIn(address: string, domains: readonly string[]): boolean {
  const [, domain] = /^[^@\s]+@([^@\s]+)$/.exec(address) ?? [];
  return domain !== undefined && (domains.length === 0 || isBelow(domain, domains));
}

function normalize(text: string): string {
  const read = readDomain(text);
  return "domain" in read ? read.domain : text.toLowerCase();
}
