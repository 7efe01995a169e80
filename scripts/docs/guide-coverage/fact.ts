import type { ComponentResource } from "@pulumi/pulumi";
import type { ActionId } from "../../../model/integration/actions";
import type { Person, StepId } from "../../../model/integration/steps";
import type { LookoutIntuneIntegration } from "../../../components/lookout-intune-integration";

/** Where a fact of the guide is declared, or told to whoever has to know it. */
export type FactLocation =
  /** A setting of the stack's config, such as `lookout-intune:connector.errorEmail`; `*` stands for a key of the user's own. */
  | { readonly setting: `lookout-intune:${string}` | `lookout:${string}` }
  /** An output of the integration. */
  | { readonly output: Exclude<keyof LookoutIntuneIntegration, keyof ComponentResource> }
  /** A subcommand of `lookout-intune`. */
  | { readonly command: string }
  /** A rule of the policy pack. */
  | { readonly rule: string }
  /** One of the next steps. */
  | { readonly action: ActionId }
  /** A page from the repository's root, with a heading of it: `README.md#pilot-first`. */
  | { readonly docs: string };

/** Who does what the fact is about. */
export type Responsible = Person | "this package" | "Lookout" | "Intune" | "nobody";

/** A test that fails when the fact no longer holds. */
export interface Proof {
  /** Below `test`. */
  readonly file: string;
  /** The test's own title, letter for letter. */
  readonly test: string;
}

/** A step or a fact of Microsoft's guide, in our own words. */
export interface GuideFact {
  readonly fact: string;
  /** The step of the integration that it belongs to. */
  readonly step: StepId;
  readonly where: readonly FactLocation[];
  readonly by: Responsible;
  readonly proof: readonly Proof[];
}

/** A part of the guide, with its facts in the guide's order. */
export interface GuideSection {
  readonly title: string;
  readonly facts: readonly GuideFact[];
}

/** A test, by its file and title. */
export function proven(file: string, ...tests: readonly string[]): Proof[] {
  return tests.map((test) => ({ file: `${file}.test.ts`, test }));
}
