/** Far more than Lookout can repeat after a broken connection. */
const mostIds = 10_000;

/** The ids that came last, so that what comes twice is noticed, in bounded memory. */
export interface SeenIds {
  /** Whether the id is new. */
  add(id: string): boolean;
}

export function createSeenIds(): SeenIds {
  const ids = new Set<string>();
  /** The same ids in the order in which they came, the oldest at the next place to be written. */
  const order: string[] = [];
  let next = 0;
  return {
    add(id) {
      if (ids.has(id)) return false;
      const oldest = order[next];
      if (oldest !== undefined) ids.delete(oldest);
      order[next] = id;
      next = (next + 1) % mostIds;
      ids.add(id);
      return true;
    },
  };
}
