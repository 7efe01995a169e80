/** One field of a form in Lookout's console, as a person sees it. */
export interface ConsoleField<Settings> {
  /** The tab it stands on; undefined where the form has no tabs. */
  readonly tab?: string;
  readonly label: string;
  /** What to enter: one line for each value. */
  values(settings: Settings): readonly string[];
  /** What else to mind, one sentence. */
  readonly hint?: string;
}

/** A form in Lookout's console, with its fields in the order in which a person meets them. */
export interface ConsoleForm<Settings> {
  readonly title: string;
  /** Where the form is when nothing was set up yet, and afterwards. */
  readonly firstPath: string;
  readonly laterPath: string;
  readonly fields: readonly ConsoleField<Settings>[];
  /** What to press at the end, the first time and afterwards. */
  readonly firstFinish: string;
  readonly laterFinish: string;
  /** What to undo by hand when the settings are given up. */
  readonly undo: string;
  /** Member of the stack config's `lookout:acknowledged` in which the revision is recorded. */
  readonly acknowledgedKey: string;
}
