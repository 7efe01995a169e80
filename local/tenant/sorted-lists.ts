/** Merges several sorted lists into one. */
export function* merged<T>(lists: readonly Iterable<T>[], comesFirst: (a: T, b: T) => boolean): Iterable<T> {
  const iterators = lists.map((list) => list[Symbol.iterator]());
  let heads = iterators.flatMap((iterator) => advance(iterator));
  while (heads.length > 0) {
    // Comparing can mean writing an id out, which is not worth it while there is only one list.
    const first = heads.length === 1 ? heads[0] : heads.reduce((a, b) => (comesFirst(a.item, b.item) ? a : b));
    if (first === undefined) return;
    yield first.item;
    heads = heads.flatMap((head) => (head === first ? advance(head.iterator) : [head]));
  }
}

interface Head<T> {
  readonly iterator: Iterator<T>;
  readonly item: T;
}

function advance<T>(iterator: Iterator<T>): Head<T>[] {
  const next = iterator.next();
  return next.done === true ? [] : [{ iterator, item: next.value }];
}

/** Binary search: how many of the first numbers meet a condition that holds up to some number and for none after it. */
export function countWhile(most: number, holds: (number: number) => boolean): number {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
