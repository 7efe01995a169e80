import { z } from "zod";
import { findProblems } from "../../model/validation";
import { createPageCount, type ListBounds } from "../http/list-bounds";
import { ServiceError } from "../http/service-error";
import type { LookoutApi } from "./lookout-api";
import { createSeenIds } from "./seen-ids";

/** Lookout's maximum page size; it needs the fewest requests. */
const recordsPerPage = 1000;

/** A page of a list, newest first. */
export interface Page<T> {
  /** The records that were on no earlier page. */
  readonly records: readonly T[];
  /** Lookout's count. Its samples suggest the number of matching records from the first record of this page on, including this
   *  page; this is inferred, not documented. Undefined when Lookout returns none. */
  readonly count: number | undefined;
}

export interface ListRequest<T> {
  /** Such as `/mra/api/v2/devices`. */
  readonly path: string;
  readonly filter: Readonly<Record<string, string | undefined>>;
  /** Property of the response that contains the records. */
  readonly member: string;
  readonly schema: z.ZodType<T>;
}

interface Listed {
  readonly guid: string;
  readonly oid?: string | null;
}

/** Reads a list of the Mobile Risk API page by page. Holds one page in memory. Each request asks for records older than the
 *  last one; reading ends at an empty page, or when a page has no older cursor. Throws a ServiceError where the bounds are
 *  exceeded. */
export async function* readPages<T extends Listed>(
  api: LookoutApi,
  list: ListRequest<T>,
  limitPages = Infinity,
  bounds: Partial<ListBounds> = {},
): AsyncGenerator<Page<T>> {
  const seen = createSeenIds();
  const findExcess = createPageCount(bounds);
  let before: string | undefined;
  for (let pages = 0; pages < limitPages; pages += 1) {
    const excess = findExcess();
    if (excess !== undefined) {
      throw new ServiceError(
        `Lookout's list at ${list.path} ${excess}, so reading stopped. Run again; if it persists, report it to Lookout's support.`,
      );
    }
    const { records, count } = await readPage(api, list, recordsPerPage, before);
    if (records.length === 0) return;
    yield { records: records.filter(({ guid }) => seen.add(guid)), count };
    const last = records.findLast(({ oid }) => typeof oid === "string")?.oid?.toLowerCase();
    if (last === undefined || (before !== undefined && last >= before)) return;
    before = last;
  }
}

/** Reads one page. Throws a ServiceError when the response does not contain the list. */
export async function readPage<T>(
  api: LookoutApi,
  { path, filter, member, schema }: ListRequest<T>,
  limit: number,
  before?: string,
): Promise<Page<T>> {
  const query = new URLSearchParams({ limit: String(limit) });
  for (const [name, value] of Object.entries(filter)) if (value !== undefined) query.set(name, value);
  if (before !== undefined) query.set("oid", before);
  const { body } = await api.send({ method: "GET", path: `${path}?${query.toString()}` });
  const answer = z.looseObject({ count: z.number().nullish(), [member]: z.array(schema) });
  const read = answer.safeParse(body);
  if (!read.success) {
    const [problem] = findProblems(answer, body);
    throw new ServiceError(
      `Lookout's response to GET ${path} is not the documented list: ${problem?.path ?? "it"} is invalid (${problem?.message ?? "no reason given"}).`,
    );
  }
  const { count, [member]: records } = read.data;
  return { records: records as T[], count: typeof count === "number" ? count : undefined };
}
