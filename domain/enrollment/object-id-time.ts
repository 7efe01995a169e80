/** When Lookout made a record, from its oid: a UUIDv7 begins with its time. That an oid is one is documented, that its time is
 *  when the device was found is inferred. Undefined for any other text. Source: RFC 9562, section 5.7. */
export function timeOfObjectId(oid: string | null): string | undefined {
  const match = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i.exec(oid ?? "");
  if (match === null) return undefined;
  return new Date(parseInt(`${match[1] ?? ""}${match[2] ?? ""}`, 16)).toISOString();
}
