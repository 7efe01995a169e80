import type { FastifyRequest } from "fastify";
import { badRequest, unsupportedQuery } from "../graph-error-body";
import { largestPage, readSkipToken } from "./odata-paging";

/** A request's query options, read and checked. */
export interface Query {
  readonly filter?: string;
  readonly select?: readonly string[];
  readonly top?: number;
  /** The key after which the page starts. */
  readonly after?: string;
  readonly count: boolean;
  /** `$count=true` with `ConsistencyLevel: eventual`: Graph's advanced queries. */
  readonly advanced: boolean;
}

const served = ["$filter", "$select", "$top", "$skiptoken", "$count"];

/** `more` are options that the route reads itself. */
export function readQuery(request: FastifyRequest, more: readonly string[] = []): Query {
  const options = request.query as Readonly<Record<string, string | string[] | undefined>>;
  const unsupported = Object.keys(options).find((name) => name.startsWith("$") && ![...served, ...more].includes(name));
  if (unsupported !== undefined) {
    throw unsupportedQuery(
      `The query option '${unsupported}' is not supported. The local tenant serves ${served.join(", ")}.`,
    );
  }
  const select = option(options, "$select");
  const top = option(options, "$top");
  const token = option(options, "$skiptoken");
  const eventual = hasEventualConsistency(request);
  return {
    filter: option(options, "$filter"),
    select: select?.split(",").map((name) => name.trim()),
    top: top === undefined ? undefined : readTop(top),
    after: token === undefined ? undefined : readSkipToken(token),
    count: option(options, "$count") === "true",
    advanced: eventual && option(options, "$count") === "true",
  };
}

export function hasEventualConsistency(request: FastifyRequest): boolean {
  return request.headers.consistencylevel?.toString().toLowerCase() === "eventual";
}

function option(options: Readonly<Record<string, string | string[] | undefined>>, name: string): string | undefined {
  const value = options[name];
  if (Array.isArray(value))
    throw badRequest(`Query option '${name}' was specified more than once, but it must be specified at most once.`);
  return value;
}

function readTop(text: string): number {
  if (!/^\d+$/.test(text))
    throw badRequest(
      `Invalid value '${text}' for $top query option found. The $top query option requires a non-negative integer value.`,
    );
  const top = Number(text);
  if (top < 1 || top > largestPage) {
    throw unsupportedQuery(`Invalid page size specified: '${text}'. Must be between 1 and ${largestPage} inclusive.`);
  }
  return top;
}

/** Reads `$expand` as far as Intune's collections need it: names, each with one level of names inside. Gives the names inside by
 *  the name outside. */
export function readExpand(request: FastifyRequest, parts: readonly string[]): Record<string, readonly string[]> {
  const { $expand: text } = request.query as Readonly<Record<string, string | undefined>>;
  if (text === undefined) return {};
  const items = text.match(/[^,()]+(\([^()]*\))?/g) ?? [];
  return Object.fromEntries(
    items.map((item) => {
      const [, name = "", options] = /^([^()]+)(?:\(([^()]*)\))?$/.exec(item.trim()) ?? [];
      if (!parts.includes(name)) {
        throw badRequest(`Parsing OData Select and Expand failed: Could not find a property named '${name}'.`);
      }
      const inner = options === undefined ? [] : (/^\$expand=(.+)$/.exec(options)?.[1]?.split(",") ?? []);
      return [name, inner];
    }),
  );
}
