/** How much of a list is read, page by page, before it counts as endless. */
export interface ListBounds {
  /** Most pages. Default: 10,000, which are ten million objects in pages of 1,000. */
  readonly pages: number;
  /** Longest time from the first page to the last, in ms. Default: an hour. */
  readonly ms: number;
}

const defaultBounds: ListBounds = { pages: 10_000, ms: 60 * 60_000 };

/** Counts the pages of one list. The function is called before each page, and returns why no more are read, as the rest of a
 *  sentence about the list; undefined as long as the bounds hold. */
export function createPageCount(bounds: Partial<ListBounds> = {}): () => string | undefined {
  const { pages, ms } = { ...defaultBounds, ...bounds };
  const end = performance.now() + ms;
  let read = 0;
  return () => {
    if (read === pages) return `has more than ${pages} pages`;
    if (performance.now() > end) return `takes longer than ${Math.round(ms / 1000)} seconds`;
    read += 1;
    return undefined;
  };
}
