import type { AuditEvent } from "./observations";

/** A change that is kept in state. */
export interface RememberedChange {
  readonly eventId: string;
  readonly at: string;
  readonly auditType: string;
  readonly changeType: string;
  readonly actorType: string;
  readonly actorId: string | null;
  /** Attribute names of the event that this release does not know. Absent if there are none. */
  readonly unknownNames?: readonly string[];
}

export function changeOf({ id, at, auditType, changeType, actorType, actorId }: AuditEvent): RememberedChange {
  return { eventId: id, at, auditType, changeType, actorType, actorId };
}

/** The later of two changes, so the order in which events arrive does not matter. */
export function later<Change extends RememberedChange>(known: Change | undefined | null, other: Change): Change {
  return known && !isLater(other, known) ? known : other;
}

/** Whether a change happened after another one. Lookout's ids hold the time without its milliseconds, so they decide
 *  only between events of the same time. */
export function isLater(change: RememberedChange, other: RememberedChange): boolean {
  const difference = Date.parse(change.at) - Date.parse(other.at);
  return difference > 0 || (!(difference < 0) && change.eventId > other.eventId);
}

/** Lookout's own housekeeping, every three to four hours. It changes no setting. */
export function isHousekeeping({ changeType, actorType }: Pick<RememberedChange, "changeType" | "actorType">): boolean {
  return changeType === "PURGED" && actorType !== "ADMIN";
}

/** Who made the change. Lookout's support acts as an administrator, too. */
export function actorOf({ actorType, actorId }: RememberedChange): string {
  const who =
    actorType === "ADMIN"
      ? "An administrator or Lookout's support"
      : actorType === "SYSTEM"
        ? "Lookout's system"
        : actorType;
  return actorId === null ? who : `${who} (${actorId})`;
}
