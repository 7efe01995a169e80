import type * as domain from "../../schemas";
import type { PolicyConfig, Resource } from "./policy-process";

/** Settings of one rule. */
export type RuleConfig = PolicyConfig[string];

/** A stack that a rule validates, in words and in resources. */
export interface Situation {
  readonly what: string;
  readonly stack: readonly Resource[];
}

/** A stack that the rule must refuse: one thing changed in the compliant one. */
export interface Violation extends Situation {
  readonly expectedMessage: RegExp;
  /** Other rules that must refuse it as well. */
  readonly also?: readonly string[];
  /** Rules that besides report what they could not evaluate. */
  readonly notEvaluated?: readonly string[];
}

/** Everything that is tested of one rule, one file each. The compliant stack is accepted under `config` without being named. */
export interface RuleFixture {
  readonly rule: string;
  /** Predicates of the domain that decide. Each of them, turned into its opposite, must fail these fixtures. */
  readonly decidedBy: readonly (keyof typeof domain)[];
  /** Settings under which the rule has something to ask for; by default it has. */
  readonly config?: RuleConfig;
  /** Stacks that are accepted besides the compliant one. */
  readonly compliant?: readonly Situation[];
  readonly violating: readonly Violation[];
  /** Stacks in which the rule meets a value that is not known before the update. */
  readonly unknown: readonly Situation[];
  readonly notApplicable: readonly (Situation & { readonly because: RegExp; readonly config?: RuleConfig })[];
  /** A configuration under which the compliant stack, or the one that is given, is refused; absent when the rule has no settings. */
  readonly tighter?: {
    readonly config: RuleConfig;
    readonly stack?: readonly Resource[];
    readonly expectedMessage: RegExp;
  };
  /** Configurations that are wrong themselves, besides one with an unknown setting. */
  readonly misconfigured?: readonly { readonly config: RuleConfig; readonly expectedMessage: RegExp }[];
  /** What the level `remediate` makes of a resource's properties; for rules that have a remedy. */
  readonly remediated?: readonly {
    readonly what: string;
    readonly resource: Resource;
    readonly config?: RuleConfig;
    readonly becomes: Resource["props"];
  }[];
}
