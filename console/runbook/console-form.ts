import type { GuideLink } from "../../model/guide-links";

/** One field of a form in Lookout's console, as a person sees it. */
export interface ConsoleField {
  /** The tab it stands on; undefined where the form has no tabs. */
  readonly tab?: string;
  readonly label: string;
  /** What it holds: one value, or the members of a list. */
  readonly value: string | readonly string[];
  /** What else to mind, one sentence. */
  readonly hint?: string;
  /** Addresses of people that tab or value show, so that a page that names nobody can leave them out. */
  readonly addresses?: readonly string[];
}

/** A form in Lookout's console. */
export interface ConsoleForm<Settings> {
  readonly title: string;
  /** Who has to be signed in. */
  readonly signedInAs: string;
  /** Where the form is when nothing was set up yet, and afterwards. */
  readonly firstPath: string;
  readonly laterPath: string;
  /** What to read before filling it in; undefined where the form says enough. */
  readonly reference?: GuideLink;
  /** The fields in the order in which a person meets them. */
  fields(settings: Settings): readonly ConsoleField[];
  /** What to press at the end, the first time and afterwards. */
  readonly firstFinish: string;
  readonly laterFinish: string;
  /** What to undo by hand when the settings are given up. */
  readonly undo: string;
  /** Member of the stack config's `lookout:acknowledged` in which the revision is recorded. */
  readonly acknowledgedKey: string;
}

/** The role that reaches everything in Lookout's console. */
export const fullRole = "a user with the role Full";
