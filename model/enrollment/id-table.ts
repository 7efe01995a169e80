import { hash } from "node:crypto";

/** A number for each of many ids, in 16 to 48 bytes an id whatever its length: only 64 bits of its digest are kept. Among a
 *  million ids the chance that two of them are taken for one is about one in 40 million. Case does not matter. */
export interface IdTable {
  readonly size: number;
  get(id: string): number | undefined;
  /** `value` is a whole number from 0 to 2^31 - 1. */
  set(id: string, value: number): void;
}

const free = -1;

export function createIdTable(): IdTable {
  let capacity = 1024; // A power of two, so that a place can be cut out of the digest.
  let digests = new Uint32Array(2 * capacity);
  let values = new Int32Array(capacity).fill(free);
  let size = 0;

  /** Where the digest stands, or would. */
  function placeOf(high: number, low: number): number {
    let place = low & (capacity - 1);
    while (values[place] !== free && (digests[2 * place] !== high || digests[2 * place + 1] !== low)) {
      place = (place + 1) & (capacity - 1);
    }
    return place;
  }

  function put(high: number, low: number, value: number): void {
    const place = placeOf(high, low);
    if (values[place] === free) size += 1;
    digests[2 * place] = high;
    digests[2 * place + 1] = low;
    values[place] = value;
  }

  function grow(): void {
    const [oldDigests, oldValues] = [digests, values];
    capacity *= 2;
    digests = new Uint32Array(2 * capacity);
    values = new Int32Array(capacity).fill(free);
    size = 0;
    for (const [place, value] of oldValues.entries()) {
      if (value !== free) put(oldDigests[2 * place] ?? 0, oldDigests[2 * place + 1] ?? 0, value);
    }
  }

  return {
    get size() {
      return size;
    },
    get(id) {
      const value = values[placeOf(...digestOf(id))];
      return value === free ? undefined : value;
    },
    set(id, value) {
      if (size * 2 >= capacity) grow();
      put(...digestOf(id), value);
    },
  };
}

function digestOf(id: string): [number, number] {
  const digest = hash("sha256", id.toLowerCase(), "buffer");
  return [digest.readUInt32LE(0), digest.readUInt32LE(4)];
}
