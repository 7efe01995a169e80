import type { EnforcementLevel, Severity } from "@pulumi/policy";
import type { FrameworkReference } from "./frameworks";

/** An example that violates or meets a rule. */
export interface Example {
  readonly language: "yaml" | "ts";
  readonly code: string;
}

/** Documentation of a rule, from which the SDK's metadata and the rule's page are generated. */
export interface RuleDocumentation {
  /** The rule's name in Pulumi, `<product>-<subject>-<demand>`, and that of its page. */
  readonly id: string;
  readonly title: string;
  /** The requirement, in one sentence. */
  readonly demand: string;
  readonly severity: Severity;
  /** The enforcement level if the configuration does not set one. Default: mandatory. */
  readonly level?: Extract<EnforcementLevel, "advisory" | "mandatory">;
  readonly tags: readonly string[];
  /** Published recommendations with the same requirement. Default: none. */
  readonly references?: readonly FrameworkReference[];
  /** Where the behavior that the rule rests on is documented. */
  readonly source: string;
  /** What happens if the rule is violated. */
  readonly why: string;
  /** What to change. */
  readonly fix: string;
  readonly bad: Example;
  readonly good: Example;
}

/** Folder of the rules' pages, relative to the repository's root. */
export const pagesFolder = "docs/policies";

/** An example of a stack config. */
export function yaml(code: string): Example {
  return { language: "yaml", code: code.trim() };
}

/** The section of the stack config with a compliance policy for each platform, for examples. */
export function complianceSection(levels: Readonly<Record<string, string>>): string {
  const policies = Object.entries(levels).map(([platform, level]) => `  ${platform}: { maximumThreatLevel: ${level} }`);
  return ["lookout-intune:compliance:", ...policies].join("\n");
}

/** An example of a program. */
export function ts(code: string): Example {
  return { language: "ts", code: code.trim() };
}
