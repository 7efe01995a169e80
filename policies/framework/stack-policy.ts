import type { PolicyResource } from "@pulumi/policy";
import {
  findPartsElsewhere,
  findProblems,
  formatPath,
  stackPolicySchema,
  type SeparablePart,
  type StackPolicy,
} from "pulumi-lookout-intune/schemas";
import { ofType } from "./group-uses";
import { textOf } from "./values";

/** The setting of a stack's config by which the stack tells the pack about itself. */
export const stackPolicyKey = "lookout-intune:policy";

// Pulumi tells a pack neither the stack's config nor its name (CLI 3.259, SDK 1.21). It does show the provider of dynamic resources, whose
// inputs are the whole config, in a preview, in an update and in a state.
const providerType = "pulumi:providers:pulumi-nodejs";

/** What a stack says of itself, or what is wrong with it. Told apart by `in`: without its strict settings, TypeScript narrows by
 *  nothing else here. */
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

/** The parts that the stack leaves to somebody else; none where what it says is wrong, which lookout-rest-expected-elsewhere reports. */
export function partsElsewhere(resources: readonly PolicyResource[]): readonly SeparablePart[] {
  const read = readStackPolicy(resources);
  return "policy" in read ? findPartsElsewhere(read.policy) : [];
}

/** A text that is no JSON stays one, and is then no map. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
