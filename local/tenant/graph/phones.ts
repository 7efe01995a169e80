import type { TenantContext } from "../tenant-context";
import { countWhile, merged } from "../sorted-lists";

/** Threat states that a Mobile Threat Defense partner can report, as far as Lookout has them.
 *  Source: https://learn.microsoft.com/graph/api/resources/intune-devices-manageddevicepartnerreportedhealthstate */
export type PartnerReportedState =
  "unknown" | "activated" | "secured" | "lowSeverity" | "mediumSeverity" | "highSeverity" | "unresponsive";

/** A phone in Entra and Intune. */
export interface Phone {
  /** Object id of its owner. */
  readonly userId: string;
  readonly ownerName: string;
  readonly userPrincipalName: string;
  readonly mail: string;
  /** Object id of the device in Entra. */
  readonly entraObjectId: string;
  /** deviceId in Entra, azureADDeviceId in Intune. */
  readonly entraDeviceId: string;
  /** Its id in Intune, whether Intune manages it or not. */
  readonly managedDeviceId: string;
  readonly isManaged: boolean;
  /** Whether its owner is in the group that its source names. */
  readonly isInGroup: boolean;
  readonly name: string;
  readonly operatingSystem: "iOS" | "Android";
  readonly osVersion: string;
  readonly manufacturer: string;
  readonly model: string;
  /** When Intune began to manage it, in ms since 1970. */
  readonly enrolledAt: number;
  readonly partnerReportedState: PartnerReportedState;
}

/** Many phones, generated on demand. Each kind of id ascends with the index. */
export interface PhoneSource {
  readonly count: number;
  /** Display name of the group that the owners are in. */
  readonly groupName: string | undefined;
  at(index: number): Phone;
  /** The phone that has the id as one of its own or as its owner's. */
  indexOf(id: string): number | undefined;
}

/** The current phones. */
export type ReadPhones = (context: TenantContext) => readonly PhoneSource[];

/** Phones in the order of one of their ids, those after an id only. */
export function phonesAfter(
  sources: readonly PhoneSource[],
  idOf: (phone: Phone) => string = ({ userId }) => userId,
  after?: string,
): Iterable<Phone> {
  return merged(
    sources.map((source) => restOf(source, idOf, after)),
    (a, b) => idOf(a) <= idOf(b),
  );
}

/** The phone that has the id as one of its own or as its owner's. */
export function findPhone(sources: readonly PhoneSource[], id: string): Phone | undefined {
  for (const source of sources) {
    const index = source.indexOf(id.toLowerCase());
    if (index !== undefined) return source.at(index);
  }
  return undefined;
}

function* restOf(source: PhoneSource, idOf: (phone: Phone) => string, after: string | undefined): Iterable<Phone> {
  const isBefore = (index: number): boolean => after !== undefined && idOf(source.at(index)) <= after;
  for (let index = countWhile(source.count, isBefore); index < source.count; index += 1) yield source.at(index);
}
