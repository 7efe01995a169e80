/** Far more than Lookout can repeat after a broken connection. */
const mostIds = 10_000;

/** The ids that came last, so that what comes twice is noticed, in bounded memory. */
export interface SeenIds {
  /** Whether the id is new. */
  add(id: string): boolean;
}

export function createSeenIds(): SeenIds {
  const ids = new Set<string>();
  return {
    add(id) {
      if (ids.has(id)) return false;
      ids.add(id);
      const [oldest] = ids.size > mostIds ? ids : [];
      if (oldest !== undefined) ids.delete(oldest);
      return true;
    },
  };
}
