import type { EnforcementLevel, Severity } from "@pulumi/policy";
import type { FrameworkReference } from "./frameworks";

/** A fragment that shows a demand broken or met. */
export interface Example {
  readonly language: "yaml" | "ts";
  readonly code: string;
}

/** What a rule says of itself: the SDK's metadata and the rule's page are made of it. */
export interface RuleDocumentation {
  /** The rule's name in Pulumi, `<product>-<subject>-<demand>`, and that of its page. */
  readonly id: string;
  readonly title: string;
  /** What must hold, one sentence. */
  readonly demand: string;
  readonly severity: Severity;
  /** The level where a configuration names none. Default: mandatory. */
  readonly level?: Extract<EnforcementLevel, "advisory" | "mandatory">;
  readonly tags: readonly string[];
  /** Published recommendations that ask for the same; none where none truly does. */
  readonly references?: readonly FrameworkReference[];
  /** Where the behavior that the rule rests on is documented. */
  readonly source: string;
  /** What happens where the demand is broken. */
  readonly why: string;
  /** What to change. */
  readonly fix: string;
  readonly bad: Example;
  readonly good: Example;
}

/** Folder of the pages, one for each rule, from the repository's root. */
export const pagesFolder = "docs/policies";

/** A fragment of a stack's config. */
export function yaml(code: string): Example {
  return { language: "yaml", code: code.trim() };
}

/** A fragment of a program. */
export function ts(code: string): Example {
  return { language: "ts", code: code.trim() };
}
