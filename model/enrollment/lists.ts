import type { PhonePlatform } from "./records";

/** Lists of devices or people that may need attention. */
export const enrollmentLists = {
  pending: {
    title: "Pending",
    meaning: "Lookout found the phone; its owner has not opened and activated Lookout for Work",
    fix: "Check that the app is assigned to the enrollment group, and ask the owner to open it.",
  },
  disconnected: {
    title: "Disconnected",
    meaning: "no contact for the days of the enrollment settings, so not compliant",
    fix: "Ask the owner to open Lookout for Work; if it was removed, have it installed again.",
  },
  "no-device-id": {
    title: "Active without device id",
    meaning: "the phone warns its user, but what Lookout finds does not reach Intune",
    fix: "Check that the owner is in an enrollment group and that the group's name in Lookout's console is right.",
  },
  "not-in-group": {
    title: "Enrolled outside the groups",
    meaning: "Lookout has the phone, but its owner is in none of the enrollment groups",
    fix: "Put the owner into the group of the ring, or remove the device in Lookout's console.",
  },
  "not-enrolled": {
    title: "In a group but not enrolled",
    meaning: "Intune manages the phone of a group's member, and Lookout does not know it",
    fix: "Compare the group's name in Lookout's console letter for letter, and wait for its next poll.",
  },
  "no-phone": {
    title: "Members without a phone",
    meaning: "no phone of theirs is known to Intune or Lookout",
    fix: "Nothing, unless a phone was expected: then enroll it in Intune first.",
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
