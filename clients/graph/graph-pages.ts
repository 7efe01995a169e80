import { z } from "zod";
import { createPageCount, type ListBounds } from "../http/list-bounds";
import { ServiceError } from "../http/service-error";
import type { GraphClient } from "./graph-client";

/** A list in Graph, the schema of its members, and what its error messages need. */
export interface GraphList<T> {
  /** Path and query of the first page. */
  readonly path: string;
  readonly member: z.ZodType<T>;
  /** The application permission to name when Graph refuses. */
  readonly permission: string;
  /** What the list is, such as "a list of groups", for the message about an invalid response. */
  readonly what: string;
}

/** Reads all pages of a list into memory. */
export async function readAllPages<T>(graph: GraphClient, list: GraphList<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const page of readPages(graph, list)) found.push(...page);
  return found;
}

/** Reads the first page of a list, which may have more. */
export async function readFirstPage<T>(graph: GraphClient, list: GraphList<T>): Promise<readonly T[]> {
  for await (const page of readPages(graph, list)) return page;
  return [];
}

/** Reads a list page by page. Holds one page in memory. Throws a ServiceError at a link that was followed before, and where the
 *  bounds are exceeded. */
export async function* readPages<T>(
  graph: GraphClient,
  list: GraphList<T>,
  bounds: Partial<ListBounds> = {},
): AsyncGenerator<readonly T[]> {
  let path: string | undefined = list.path;
  const findExcess = createPageCount(bounds);
  const followed = new Set<string>();
  while (path !== undefined) {
    if (followed.has(path)) throw endless(list.what, "names a page that was read before as its next one");
    const excess = findExcess();
    if (excess !== undefined) throw endless(list.what, excess);
    followed.add(path);
    const answer = await graph.send({ method: "GET", path, permission: list.permission });
    const { members, next } = readPage(list, answer.body, await graph.root());
    yield members;
    path = next;
  }
}

/** One page of a list. `next` is path and query of the next page; undefined on the last page. */
export interface GraphPage<T> {
  readonly members: readonly T[];
  readonly next: string | undefined;
}

/** Reads a page from a response body, such as one from a batch. `root` is Graph's origin. Throws a ServiceError if the link to the
 *  next page leads to another origin, because the request for it carries the token. */
export function readPage<T>(
  { member, what }: Pick<GraphList<T>, "member" | "what">,
  body: unknown,
  root: string,
): GraphPage<T> {
  const page = z.object({ value: z.array(member), "@odata.nextLink": z.url().optional() });
  const read = page.safeParse(body);
  if (!read.success) throw new ServiceError(`Microsoft Graph returned something that is not ${what}.`);
  const next = read.data["@odata.nextLink"];
  return { members: read.data.value, next: next === undefined ? undefined : pathOfLink(next, root, what) };
}

function pathOfLink(link: string, root: string, what: string): string {
  const { origin, pathname, search } = new URL(link);
  if (origin === new URL(root).origin) return pathname + search;
  throw new ServiceError(
    `Microsoft Graph returned ${what} whose next page is at another host, so it was not followed.`,
  );
}

function endless(what: string, why: string): ServiceError {
  return new ServiceError(
    `Microsoft Graph returned ${what} that ${why}, so reading stopped. Run again; if it persists, report it to Microsoft.`,
  );
}

/** Writes a string as a literal of an OData filter. */
export function odataText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
