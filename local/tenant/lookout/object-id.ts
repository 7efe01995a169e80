import { randomBytes } from "node:crypto";

/** A UUIDv7, as Lookout's `oid` and event ids are: ascending with time. Source: RFC 9562. */
export function newObjectId(now: number): string {
  const time = now.toString(16).padStart(12, "0");
  const random = randomBytes(10).toString("hex");
  const variant = ((parseInt(random.slice(3, 4), 16) & 0x3) | 0x8).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-${variant}${random.slice(4, 7)}-${random.slice(7, 19)}`;
}
