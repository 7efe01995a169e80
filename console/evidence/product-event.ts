import type { AuditEvent } from "./observations";
import { changeOf, isHousekeeping, later, type RememberedChange } from "./remembered-change";

/** A change in Lookout that concerns none of the settings that this package declares. */
export type OtherChangeKind = "web filtering" | "quarantine" | "application key" | "feature switches";

export interface OtherChange extends RememberedChange {
  /** Name of what was made, if the event has one. */
  readonly named?: string;
}

/** What the audit stream reported about the tenant's other settings. */
export interface ProductMemory {
  /** The last change that may concern enrollment settings. Lookout does not document which type and attributes do. */
  readonly productChange: RememberedChange | null;
  /** The last change of each kind. Absent if there was none. */
  readonly otherChanges?: Readonly<Partial<Record<OtherChangeKind, OtherChange>>>;
}

const productTypes: readonly string[] = ["PRODUCT_SETTINGS", "ENTERPRISE"];

/** Names in live events of the type PRODUCT_SETTINGS, by what they begin with. */
const knownSettings: readonly (readonly [prefix: string, OtherChangeKind])[] = [
  ["product_settings.safe_browsing.", "web filtering"],
  ["product_settings.quarantine.", "quarantine"],
];

const keyHeader = "ent_application_key";
const keyNames: readonly string[] = [keyHeader, "key_guid", "key_name"];

/** Whether an event is about the tenant's settings, and not about one of the settings with a type of its own. */
export function isProductEvent({ auditType }: Pick<AuditEvent, "auditType">): boolean {
  return productTypes.includes(auditType) || auditType === "ENTERPRISE_FEATURE";
}

/** Remembers what each attribute name is known to mean. Only a change with other names, or without any, may concern the
 *  enrollment settings. */
export function rememberProductEvent<Memory extends ProductMemory>(memory: Memory, event: AuditEvent): Memory {
  const names = event.changes.map(({ name }) => name);
  const known = new Map(names.map((name) => [name, kindOf(event, name)]));
  const unknownNames = names.filter((name) => known.get(name) === undefined);
  const change = changeOf(event);
  const otherChanges = { ...memory.otherChanges };
  for (const kind of new Set(known.values())) {
    if (kind === undefined) continue;
    const named = kind === "application key" ? event.changes.find(({ name }) => name === "key_name")?.to : null;
    otherChanges[kind] = later(otherChanges[kind], { ...change, ...(named ? { named } : {}) });
  }
  return {
    ...memory,
    ...(Object.keys(otherChanges).length > 0 ? { otherChanges } : {}),
    ...(mayConcernEnrollment(event, unknownNames)
      ? {
          productChange: later(memory.productChange, {
            ...change,
            ...(unknownNames.length > 0 ? { unknownNames } : {}),
          }),
        }
      : {}),
  };
}

/** Older releases remembered housekeeping as a change. */
export function withoutHousekeeping<Memory extends ProductMemory>(memory: Memory): Memory {
  const { productChange } = memory;
  return productChange !== null && isHousekeeping(productChange) ? { ...memory, productChange: null } : memory;
}

function kindOf({ auditType, changes }: AuditEvent, name: string): OtherChangeKind | undefined {
  switch (auditType) {
    case "ENTERPRISE_FEATURE":
      return "feature switches";
    case "ENTERPRISE":
      return keyNames.includes(name) && changes.some((one) => one.name === keyHeader) ? "application key" : undefined;
    default:
      return knownSettings.find(([prefix]) => name.startsWith(prefix))?.[1];
  }
}

/** The creation of the tenant itself names what it was made with, and is no change of a setting. */
function mayConcernEnrollment(
  { auditType, changeType, changes }: AuditEvent,
  unknownNames: readonly string[],
): boolean {
  if (!productTypes.includes(auditType)) return false;
  if (auditType === "ENTERPRISE" && changeType === "CREATED" && unknownNames.includes("legal_name")) return false;
  return changes.length === 0 || unknownNames.length > 0;
}
