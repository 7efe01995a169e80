import type { PolicyResource } from "@pulumi/policy";
import {
  findExternalParts,
  findProblems,
  formatPath,
  stackPolicySchema,
  type SeparablePart,
  type StackPolicy,
} from "pulumi-lookout-intune/schemas";
import { ofType } from "./group-uses";
import { textOf } from "./input-values";

/** The config key with the stack's own settings for the policy pack. */
export const stackPolicyKey = "lookout-intune:policy";

// Pulumi passes neither the stack config nor the stack name to a policy pack (CLI 3.259, SDK 1.21). It does pass the provider of
// dynamic resources, whose inputs are the whole config, in a preview, in an update and in a state.
const providerType = "pulumi:providers:pulumi-nodejs";

/** The stack's settings for the policy pack, or the problem with them. Distinguish them with `in`: without strict settings,
 *  TypeScript does not narrow otherwise. */
export type StackPolicyReading = { readonly policy: StackPolicy } | { readonly problem: string };

export function readStackPolicy(resources: readonly PolicyResource[]): StackPolicyReading {
  const text = ofType(resources, providerType)
    .map(({ props }) => textOf(props[stackPolicyKey]))
    .find((value) => value !== undefined);
  if (text === undefined) return { policy: {} };
  const given = parse(text);
  const [problem] = findProblems(stackPolicySchema, given);
  if (problem === undefined) return { policy: stackPolicySchema.parse(given) };
  return { problem: `${formatPath(["policy", ...problem.steps])}: ${problem.message}` };
}

/** Returns the parts that are managed outside of the stack. Empty if the setting is invalid, which lookout-rest-expected-elsewhere
 *  reports. */
export function externalParts(resources: readonly PolicyResource[]): readonly SeparablePart[] {
  const read = readStackPolicy(resources);
  return "policy" in read ? findExternalParts(read.policy) : [];
}

/** Parses JSON. Returns any other text as it is; the schema then refuses it. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
