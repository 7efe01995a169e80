import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { isInProject } from "../../clients/project-file";
import { readDomainLines, readDomains, type DomainProblem } from "../../model/domain-list";
import type { CheckFailure, State } from "../provider/provider";
import { messageOf } from "../provider/state";
import { isUnknown } from "../provider/unknown-values";

/** Maximum number of rows that a message names. */
const shownRows = 10;

/** The normalized domains in the inputs; undefined if they are unknown or invalid. */
export interface DeclaredDomains {
  readonly domains?: readonly string[];
  readonly failures: readonly CheckFailure[];
}

/** Reads the file or the list. */
export function readDeclaredDomains({ domainsFile, domains }: State): DeclaredDomains {
  if (isUnknown(domainsFile) || isUnknown(domains)) return { failures: [] };
  return typeof domainsFile === "string" ? readFromFile(domainsFile) : readFromList(domains as readonly string[]);
}

function readFromFile(domainsFile: string): DeclaredDomains {
  const fail = (reason: string) => ({ failures: [{ property: "domainsFile", reason }] });
  let text: string;
  try {
    text = readText(domainsFile);
  } catch (error) {
    return fail(messageOf(error));
  }
  const { domains, problems } = readDomainLines(text);
  if (problems.length > 0) {
    // The stack config may name any file of the project, and a preview's output is read by more people than its files.
    const rows = describeRows(problems, ({ row, problem }) => `line ${row} ${problem}`);
    return fail(`${count(problems.length, "row")} cannot be used:\n${rows}`);
  }
  if (domains.length === 0) return fail("the file contains no domain; write one per line, or remove the resource");
  return { domains, failures: [] };
}

function readFromList(list: readonly string[]): DeclaredDomains {
  const known = list.map((domain, index) => ({ domain, index })).filter(({ domain }) => !isUnknown(domain));
  const { domains, problems } = readDomains(known.map(({ domain }) => domain));
  if (problems.length > 0) {
    const rows = describeRows(problems, ({ row, text, problem }) => {
      return `domains[${known[row - 1]?.index ?? row - 1}]: ${quote(text)} ${problem}`;
    });
    // Reported for the resource as a whole: for a property, Pulumi would print the whole list next to it.
    return { failures: [{ property: "", reason: `${count(problems.length, "domain")} cannot be used:\n${rows}` }] };
  }
  if (list.length === 0) {
    return { failures: [{ property: "domains", reason: "the list is empty; name a domain, or remove the resource" }] };
  }
  return known.length < list.length ? { failures: [] } : { domains, failures: [] };
}

/** Reads the file. Throws one sentence with cause and fix. */
function readText(domainsFile: string): string {
  const path = resolve(domainsFile);
  if (!isInProject(path)) {
    throw new Error(`${path} is outside the project, so it is not read; copy the file into the project`);
  }
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new Error(explainUnreadable(path, (error as NodeJS.ErrnoException).code), { cause: error });
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new Error(`${path} is not UTF-8 text; save it as UTF-8`, { cause: error });
  }
}

function explainUnreadable(path: string, code: string | undefined): string {
  switch (code) {
    case "ENOENT":
      return `there is no file ${path}; correct the path, which is relative to the program's folder`;
    case "EISDIR":
      return `${path} is a folder; name the file in it`;
    default:
      return `${path} cannot be read (${code ?? "no code"}); check its permissions`;
  }
}

function describeRows(problems: readonly DomainProblem[], describe: (problem: DomainProblem) => string): string {
  const shown = problems.slice(0, shownRows).map(describe);
  const more = problems.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join("\n");
}

function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}
