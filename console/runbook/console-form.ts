import type { GuideLink } from "../../model/guide-links";

/** One field of a form in Lookout's console. */
export interface ConsoleField {
  /** The tab of the field; undefined if the form has no tabs. */
  readonly tab?: string;
  readonly label: string;
  /** One value, or the members of a list. */
  readonly value: string | readonly string[];
  /** A hint for the person, one sentence. */
  readonly hint?: string;
  /** Email addresses in the tab or value. A page without personal data leaves these fields out. */
  readonly addresses?: readonly string[];
}

/** A form in Lookout's console. */
export interface ConsoleForm<Settings> {
  readonly title: string;
  /** Who must be signed in. */
  readonly signedInAs: string;
  /** Path to the form before and after the initial setup. */
  readonly firstPath: string;
  readonly laterPath: string;
  /** What to read before filling in the form; undefined if nothing is needed. */
  readonly reference?: GuideLink;
  /** The fields, in the order in which the form shows them. */
  fields(settings: Settings): readonly ConsoleField[];
  /** What to press at the end, during and after the initial setup. */
  readonly firstFinish: string;
  readonly laterFinish: string;
  /** What to undo by hand when the resource is deleted. */
  readonly undo: string;
  /** Member of `lookout:acknowledged` in the stack config that records the revision. */
  readonly acknowledgedKey: string;
}

/** The role with access to everything in Lookout's console. */
export const fullRole = "a user with the role Full";
