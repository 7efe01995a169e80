import { createdAt, type Fleet } from "./fleet";

/** Ids of one phone on Microsoft's side differ in this digit; Lookout's own guids have a 0 there. */
const kinds = { userId: "1", entraObjectId: "2", entraDeviceId: "3", managedDeviceId: "4" } as const;

/** An id of one of a fleet's phones or owners: the fleet's id with the kind and the index in its last part. */
export function phoneId(fleet: Fleet, kind: keyof typeof kinds, index: number): string {
  return fleet.id.slice(0, 24) + kinds[kind] + index.toString(16).padStart(11, "0");
}

/** The owner's address, different from fleet to fleet. */
export function ownerAddress({ number }: Fleet, index: number, domain: string): string {
  return `owner-${number + 1}-${index + 1}@${domain}`;
}

/** Of which kind an id is, if it is one of the fleet's. */
export function kindOf(fleet: Fleet, id: string): keyof typeof kinds | undefined {
  if (!id.startsWith(fleet.id.slice(0, 24))) return undefined;
  const digit = id.charAt(24);
  return (Object.keys(kinds) as (keyof typeof kinds)[]).find((kind) => kinds[kind] === digit);
}

/** Guid of the device at a position: the fleet's id with the position in its last part. */
export function guidOf(fleet: Fleet, position: number): string {
  return fleet.id.slice(0, 24) + position.toString(16).padStart(12, "0");
}

/** A UUIDv7 of the time at which the device was found, ascending with its position. */
export function oidOf(fleet: Fleet, position: number): string {
  const time = createdAt(fleet, position >> 1)
    .toString(16)
    .padStart(12, "0");
  const number = (fleet.number & 0xfff).toString(16).padStart(3, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${number}-8000-${position.toString(16).padStart(12, "0")}`;
}
