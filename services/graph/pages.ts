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

/** Reads a list to its last page. */
export async function readAllPages<T>(graph: GraphClient, list: GraphList<T>): Promise<T[]> {
  const page = z.object({ value: z.array(list.member), "@odata.nextLink": z.url().optional() });
  const found: T[] = [];
  let path: string | undefined = list.path;
  while (path !== undefined) {
    const answer = await graph.send({ method: "GET", path, permission: list.permission });
    const read = page.safeParse(answer.body);
    if (!read.success) {
      throw new ServiceError(`Microsoft Graph answered with something that is not ${list.what}.`);
    }
    found.push(...read.data.value);
    const next = read.data["@odata.nextLink"];
    path = next === undefined ? undefined : new URL(next).pathname + new URL(next).search;
  }
  return found;
}
