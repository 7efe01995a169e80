/** Maximum number of ids to remember. Far more than Lookout repeats after a reconnect. */
const mostIds = 10_000;

/** Detects duplicate ids, in bounded memory: it remembers the latest ids only. */
export interface SeenIds {
  /** Adds an id. Returns whether it is new. */
  add(id: string): boolean;
}

export function createSeenIds(): SeenIds {
  const ids = new Set<string>();
  /** A ring buffer of the same ids in order of arrival; the oldest is at the next index to write. */
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
