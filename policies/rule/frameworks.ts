/** A recommendation of somebody else's that a rule enforces. */
export interface FrameworkReference {
  readonly name: string;
  readonly version: string;
  /** Number or id within the framework. */
  readonly reference: string;
  /** What it asks for, in its own terms. */
  readonly specification: string;
  readonly link: string;
}
