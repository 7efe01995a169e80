import { GraphError } from "../graph-error-body";

export const largestPage = 999;
const usualPage = 100;

export interface Page<T> {
  readonly items: readonly T[];
  /** The opaque token of the page after this one; absent on the last. */
  readonly next?: string;
}

/** One page of a list, in the order of its keys. A page starts after a key instead of at an offset, so that objects that are
 *  created or deleted between two pages are neither repeated nor skipped. */
export function pageOf<T>(all: readonly T[], keyOf: (item: T) => string, after?: string, size = usualPage): Page<T> {
  const ordered = all.toSorted((a, b) => compare(keyOf(a), keyOf(b)));
  const rest = after === undefined ? ordered : ordered.filter((item) => compare(keyOf(item), after) > 0);
  return firstPage(rest, keyOf, size);
}

/** The first of items that are already sorted and start after the last page. Generates no more items than needed. */
export function firstPage<T>(rest: Iterable<T>, keyOf: (item: T) => string, size = usualPage): Page<T> {
  const items: T[] = [];
  for (const item of rest) {
    const last = items.at(-1);
    if (items.length >= size && last !== undefined) return { items, next: skipToken(keyOf(last)) };
    items.push(item);
  }
  return { items };
}

export function readSkipToken(token: string): string {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(token, "base64url").toString("utf8"));
    if (Array.isArray(parsed) && parsed.length === 1 && typeof parsed[0] === "string") return parsed[0];
  } catch {
    // Falls through to the refusal that any other unreadable token gets.
  }
  const message = "The specified page token value has expired and can no longer be included in your request.";
  throw new GraphError(400, "Directory_ExpiredPageToken", message);
}

function skipToken(key: string): string {
  return Buffer.from(JSON.stringify([key]), "utf8").toString("base64url");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
