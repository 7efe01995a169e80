import { quoteName } from "../../model/hidden-characters";
import type { OtherChange, OtherChangeKind, ProductMemory } from "./product-event";
import { actorOf } from "./remembered-change";

/** A change in Lookout of something that this package does not declare. It contradicts nothing. */
export interface ReportedChange {
  readonly kind: OtherChangeKind;
  /** What happened, as text for people. */
  readonly text: string;
  /** Id of Lookout's event. */
  readonly eventId: string;
  /** ISO 8601. */
  readonly at: string;
}

const descriptions: Readonly<
  Record<OtherChangeKind, (change: OtherChange) => readonly [what: string, advice: string]>
> = {
  "application key": ({ named }) => [
    `made an application key${named === undefined ? "" : ` named ${quoteName(named)}`}`,
    "It can read the tenant's devices and threats: if nobody of yours made it, revoke it in Lookout's console.",
  ],
  "web filtering": () => ["changed the settings of web filtering", "They are no enrollment settings."],
  quarantine: () => ["changed the settings of quarantine", "They are no enrollment settings."],
  "feature switches": () => [
    "switched features of the tenant",
    "Lookout's staff does this; ask Lookout's support if nobody announced it.",
  ],
};

/** The last change of each kind, sorted by kind. */
export function listOtherChanges({ otherChanges = {} }: ProductMemory): ReportedChange[] {
  return Object.entries(otherChanges)
    .map(([key, change]) => {
      const kind = key as OtherChangeKind;
      const [what, advice] = descriptions[kind](change);
      const { eventId, at } = change;
      return {
        kind,
        text: `${actorOf(change)} ${what} at ${at} (Lookout's audit event ${eventId}). ${advice}`,
        eventId,
        at,
      };
    })
    .sort((a, b) => a.kind.localeCompare(b.kind, "en"));
}
