import { isMap } from "../../model/maps";
import { createPageCount } from "../http/list-bounds";
import { ServiceError } from "../http/service-error";
import type { LookoutApi } from "./lookout-api";
import { readEventList, type EventType, type LookoutEvent, type UnreadableEvent } from "./lookout-event";

const pageSize = 1000;

/** Ten days of a busy tenant have fewer pages. */
const bounds = { pages: 1000 };

/** Reads the list of events since a time, page by page to its end. It is not in Lookout's published documentation; it is used where
 *  the setting `lookout:eventSource` is `list`. Source, second-hand: https://github.com/Azure/Azure-Sentinel/pull/14286 */
export async function readEventPages(
  api: LookoutApi,
  { types, since }: { readonly types: readonly EventType[]; readonly since: string },
): Promise<{
  readonly events: readonly LookoutEvent[];
  readonly unreadable: readonly UnreadableEvent[];
  readonly lastId: string | undefined;
}> {
  const events = new Map<string, LookoutEvent>();
  const unreadable: UnreadableEvent[] = [];
  const findExcess = createPageCount(bounds);
  let lastId: string | undefined;
  for (;;) {
    const excess = findExcess();
    if (excess !== undefined) {
      throw new ServiceError(
        `Lookout's list of events ${excess}, so reading stopped. Set lookout:eventSource to stream, and report it to Lookout's support.`,
      );
    }
    const query = new URLSearchParams({
      types: types.join(","),
      // The only known form has no fraction of a second.
      start_time: `${since.slice(0, 19)}Z`,
      limit: String(pageSize),
      ...(lastId === undefined ? {} : { oid: lastId }),
    });
    const path = `/mra/api/v2/events?${query.toString()}`;
    const { body } = await api.send({ method: "GET", path });
    const { list, last } = pageOf(body, path);
    const read = readEventList(list);
    for (const event of read.events) events.set(event.id, event);
    unreadable.push(...read.unreadable);
    if (list.length === 0 || last === undefined || last === lastId) {
      return { events: [...events.values()], unreadable, lastId: lastId ?? last };
    }
    lastId = last;
  }
}

function pageOf(body: unknown, path: string): { readonly list: readonly unknown[]; readonly last: string | undefined } {
  const { events, last_oid: last } = isMap(body) ? body : { events: undefined, last_oid: undefined };
  const list = events ?? (isMap(body) ? [] : undefined);
  if (!Array.isArray(list)) {
    throw new ServiceError(`Lookout answered ${path} with no list of events. Set lookout:eventSource to stream.`);
  }
  return { list: list as unknown[], last: typeof last === "string" && last !== "" ? last : undefined };
}
