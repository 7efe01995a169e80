import type { PhonePlatform } from "./records";

/** Lists of devices or people that may need attention. */
export const enrollmentLists = {
  pending: {
    title: "Pending",
    meaning: "Lookout knows the phone, but its owner has not activated Lookout for Work",
    fix: "Check that the app is assigned to the enrollment group, and ask the owner to open it.",
  },
  disconnected: {
    title: "Disconnected",
    meaning: "no contact for the configured number of days, so the device is not compliant",
    fix: "Ask the owner to open Lookout for Work, and to install it again if it was removed.",
  },
  "no-device-id": {
    title: "Active without device id",
    meaning: "the phone warns its user, but Lookout's findings do not reach Intune",
    fix: "Check that the owner is in an enrollment group and that the group's name in Lookout's console is right.",
  },
  "not-in-group": {
    title: "Enrolled outside the groups",
    meaning: "Lookout knows the phone, but its owner is in no enrollment group",
    fix: "Add the owner to the ring's group, or remove the device in Lookout's console.",
  },
  "not-enrolled": {
    title: "In a group, but not enrolled",
    meaning: "Intune manages the phone of a group member, but Lookout does not know it",
    fix: "Check that the group's name in Lookout's console is exactly the same, and wait for the next poll.",
  },
  "no-phone": {
    title: "Members without a phone",
    meaning: "Intune and Lookout know no phone of this member",
    fix: "Do nothing, unless you expect a phone; then enroll it in Intune first.",
  },
} as const satisfies Record<string, { readonly title: string; readonly meaning: string; readonly fix: string }>;

export type EnrollmentListName = keyof typeof enrollmentLists;
export const enrollmentListNames = Object.keys(enrollmentLists) as EnrollmentListName[];

/** The event that an entry's time refers to. */
export type SinceWhen =
  | "found by Lookout"
  | "disconnected"
  | "last contact"
  | "last change"
  /** When the device last synchronized with Intune. */
  | "last sync";

/** A device or person on a list. */
export interface EnrollmentEntry {
  readonly list: EnrollmentListName;
  readonly platform: PhonePlatform | null;
  /** WORK or PERSONAL, in Lookout's words; null for a device without a second profile. */
  readonly profile: string | null;
  readonly owner: string | null;
  /** Key or name of the owner's enrollment group. */
  readonly group: string | null;
  /** The device's name in Intune. */
  readonly device: string | null;
  readonly lookoutId: string | null;
  readonly intuneId: string | null;
  /** ISO 8601. */
  readonly since: string | null;
  readonly sinceWhen: SinceWhen | null;
}
