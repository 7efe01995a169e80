import { createHash } from "node:crypto";
import { isIP } from "node:net";
import { domainToASCII } from "node:url";

/** A row that is no domain: where it is, what it says, and what to do about it. */
export interface DomainProblem {
  /** From 1: the line in a file, the place in a list. */
  readonly row: number;
  readonly text: string;
  /** Cause and fix, as the rest of a sentence that begins with the row. */
  readonly problem: string;
}

/** Domains in their normal form, each once, in the order of the rows. */
export interface DomainReading {
  readonly domains: readonly string[];
  readonly problems: readonly DomainProblem[];
}

/** Reads a text or CSV file with one domain a line. A header `domain`, quotes and empty lines are allowed. */
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

/** The domains' content in 64 hexadecimal digits: the same domains in any order have the same digest. */
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

/** A domain in its normal form: trimmed, lower case, an international name in punycode. Only bare host names of two or
 *  more labels are domains here: no scheme, path, port, wildcard or IP address. Underscores and hyphens stand wherever
 *  browsers take them. */
export function readDomain(text: string): { readonly domain: string } | { readonly problem: string } {
  const trimmed = text.trim().toLowerCase();
  const problem = findWrongForm(trimmed);
  if (problem !== undefined) return { problem };
  const domain = domainToASCII(trimmed);
  return isHostName(domain)
    ? { domain }
    : {
        problem:
          "is no host name: labels of 1 to 63 letters, digits and hyphens, 253 characters at most; correct or remove it",
      };
}

function findWrongForm(text: string): string | undefined {
  if (text === "") return "is empty; remove it";
  if (/^[a-z][a-z0-9+.-]*:\/\//.test(text)) return `is a URL; write the host name only${hostIn(text)}`;
  if (text.includes("*")) return "has a wildcard, which a feed does not take; write the domain itself";
  if (/[,;\t]/.test(text)) return "has several columns; keep the domain only";
  if (text.includes("@")) return "is an e-mail address; write the domain only";
  if (/[/\\?#]/.test(text)) return "has a path; write the host name only";
  if (isIP(text.replace(/^\[|\]$/g, "")) !== 0) return "is an IP address, which a feed does not take; remove it";
  if (/:\d+$/.test(text)) return "has a port; write the host name only";
  if (text.endsWith(".")) return "ends with a dot; remove the dot";
  // Browsers read a name whose last label is a number as an IPv4 address.
  if (/(^|\.)(\d+|0x[0-9a-f]*)$/.test(text)) return "ends with a number, as an IP address does; correct or remove it";
  if (!/[.。．｡]/.test(text)) return "is a single label such as a top-level domain; write the domains below it";
  // It would be taken for an escaped character.
  if (text.includes("%")) return "has a percent sign, which no host name has; correct or remove it";
  return undefined;
}

function hostIn(url: string): string {
  const host = URL.canParse(url) ? new URL(url).hostname : "";
  return host === "" ? "" : `, ${host}`;
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
