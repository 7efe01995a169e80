import { hash } from "node:crypto";

/** A map from many ids to numbers that keeps only 64 bits of each id's digest, so it needs 16 to 48 bytes per id.
 *  With a million ids, the probability of a collision is about one in 40 million. Ids are compared without case. */
export interface IdTable {
  readonly size: number;
  get(id: string): number | undefined;
  /** `value` is an integer from 0 to 2^31 - 1. */
  set(id: string, value: number): void;
}

const free = -1;

export function createIdTable(): IdTable {
  let capacity = 1024; // A power of two, so that a mask of the digest gives the slot.
  let digests = new Uint32Array(2 * capacity);
  let values = new Int32Array(capacity).fill(free);
  let size = 0;

  /** The slot of the digest, or the free slot where it belongs. */
  function slotOf(high: number, low: number): number {
    let slot = low & (capacity - 1);
    while (values[slot] !== free && (digests[2 * slot] !== high || digests[2 * slot + 1] !== low)) {
      slot = (slot + 1) & (capacity - 1);
    }
    return slot;
  }

  function put(high: number, low: number, value: number): void {
    const slot = slotOf(high, low);
    if (values[slot] === free) size += 1;
    digests[2 * slot] = high;
    digests[2 * slot + 1] = low;
    values[slot] = value;
  }

  function grow(): void {
    const [oldDigests, oldValues] = [digests, values];
    capacity *= 2;
    digests = new Uint32Array(2 * capacity);
    values = new Int32Array(capacity).fill(free);
    size = 0;
    for (const [slot, value] of oldValues.entries()) {
      if (value !== free) put(oldDigests[2 * slot] ?? 0, oldDigests[2 * slot + 1] ?? 0, value);
    }
  }

  return {
    get size() {
      return size;
    },
    get(id) {
      const value = values[slotOf(...digestOf(id))];
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
