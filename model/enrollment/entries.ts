import type { EnrollmentEntry, EnrollmentListName, SinceWhen } from "./lists";
import type { ManagedPhone } from "./managed-phones";
import { platformOf, type LookoutRecord } from "./records";

/** An entry with only its list set. */
export function emptyEntry(list: EnrollmentListName): EnrollmentEntry {
  return {
    list,
    platform: null,
    profile: null,
    owner: null,
    group: null,
    device: null,
    lookoutId: null,
    intuneId: null,
    since: null,
    sinceWhen: null,
  };
}

/** Converts a record from Lookout to an entry. */
export function entryOfRecord(list: EnrollmentListName, record: LookoutRecord): EnrollmentEntry {
  return {
    ...emptyEntry(list),
    platform: platformOf(record.platform),
    profile: record.profile,
    owner: record.ownerAddress,
    lookoutId: record.guid,
    ...sinceOf(list, record),
  };
}

/** Converts a phone that Lookout does not know to an entry. */
export function entryOfPhone({ id, name, platform, owner, lastSync }: ManagedPhone): EnrollmentEntry {
  return {
    ...emptyEntry("not-enrolled"),
    platform,
    owner: owner?.name ?? null,
    device: name,
    intuneId: id,
    ...(Number.isNaN(lastSync) ? {} : { since: new Date(lastSync).toISOString(), sinceWhen: "last sync" }),
  };
}

/** Since when a device has been on the list, by the best time that Lookout provides. */
function sinceOf(
  list: EnrollmentListName,
  { oid, disconnectedAt, checkedInAt, updatedAt }: LookoutRecord,
): Pick<EnrollmentEntry, "since" | "sinceWhen"> {
  const times: readonly (readonly [string | null | undefined, SinceWhen])[] =
    list === "disconnected"
      ? [
          [disconnectedAt, "disconnected"],
          [checkedInAt, "last contact"],
          [updatedAt, "last change"],
        ]
      : list === "pending"
        ? [
            [timeOfObjectId(oid), "found by Lookout"],
            [updatedAt, "last change"],
          ]
        : [
            [checkedInAt, "last contact"],
            [updatedAt, "last change"],
          ];
  for (const [since, sinceWhen] of times) if (typeof since === "string") return { since, sinceWhen };
  return { since: null, sinceWhen: null };
}

/** When Lookout created a record, from its oid: a UUIDv7 begins with a timestamp. Lookout documents the format; that
 *  the time is when the device was found is inferred. Undefined for any other text. Source: RFC 9562, section 5.7
 *  (https://www.rfc-editor.org/rfc/rfc9562#section-5.7). */
function timeOfObjectId(oid: string | null): string | undefined {
  const match = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i.exec(oid ?? "");
  if (match === null) return undefined;
  return new Date(parseInt(`${match[1] ?? ""}${match[2] ?? ""}`, 16)).toISOString();
}
