import { z } from "zod";
import { ServiceError } from "../http/service-error";
import type { GraphClient } from "./client";

/** What a list of Graph's holds, and how to speak of it. */
export interface GraphList<T> {
  /** Path and query of the first page. */
  readonly path: string;
  readonly member: z.ZodType<T>;
  /** The application permission to name when Graph refuses. */
  readonly permission: string;
  /** What a member is, for the message about an answer that holds something else. */
  readonly what: string;
}

/** Reads a list to its last page, and holds all of it. */
export async function readAllPages<T>(graph: GraphClient, list: GraphList<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const page of readPages(graph, list)) found.push(...page);
  return found;
}

/** Reads a list page by page, holding one at a time. */
export async function* readPages<T>(graph: GraphClient, list: GraphList<T>): AsyncGenerator<readonly T[]> {
  let path: string | undefined = list.path;
  while (path !== undefined) {
    const answer = await graph.send({ method: "GET", path, permission: list.permission });
    const { members, next } = readPage(list, answer.body);
    yield members;
    path = next;
  }
}

/** One page, and path and query of the page after it; undefined on the last. */
export interface GraphPage<T> {
  readonly members: readonly T[];
  readonly next: string | undefined;
}

/** Reads a page from an answer's body, such as one that a batch brought. */
export function readPage<T>({ member, what }: Pick<GraphList<T>, "member" | "what">, body: unknown): GraphPage<T> {
  const page = z.object({ value: z.array(member), "@odata.nextLink": z.url().optional() });
  const read = page.safeParse(body);
  if (!read.success) throw new ServiceError(`Microsoft Graph answered with something that is not ${what}.`);
  const next = read.data["@odata.nextLink"];
  return { members: read.data.value, next: next === undefined ? undefined : pathAndQuery(new URL(next)) };
}

function pathAndQuery({ pathname, search }: URL): string {
  return pathname + search;
}
