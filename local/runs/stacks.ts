import { existsSync } from "node:fs";
import { join } from "node:path";
import { checkout } from "../checkout";
import type { Provider } from "../toolchain/prepare";

/** The stacks that belong to the local tenant. No other stack is ever run with its credentials. */
export const localStacks = ["local", "local-console", "local-monitoring"] as const;

/** One stack for each deliberately bad config in `examples/violations`. */
type ViolationStack = `violation-${string}`;
export type LocalStack = (typeof localStacks)[number] | ViolationStack;

export function isLocalStack(name: string): name is LocalStack {
  return (localStacks as readonly string[]).includes(name) || violationFile(name) !== undefined;
}

/** What a bad config changes in that of the stack local; undefined for another stack, or if there is no such file. */
export function violationFile(stack: string): string | undefined {
  const [, name] = /^violation-([a-z0-9-]+)$/.exec(stack) ?? [];
  const file = join(checkout.root, "examples", "violations", `${String(name)}.yaml`);
  return name !== undefined && existsSync(file) ? file : undefined;
}

/** The settings of the policy pack for a stack, from the checkout's root. */
export function policyConfigOf(stack: LocalStack): string {
  if (!stack.startsWith("violation-")) return "policies/profiles/development.json";
  return stack.startsWith("violation-production-")
    ? "policies/profiles/baseline.json"
    : "examples/violations/organization.json";
}

/** The providers of a stack. Only the stack with monitoring uses Azure's, because the real plugin has hundreds of megabytes. */
export function providersOf(stack: LocalStack): readonly Provider[] {
  return stack === "local-monitoring" ? ["azuread", "azure-native"] : ["azuread"];
}
