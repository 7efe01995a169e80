import type { PolicyResource } from "@pulumi/policy";
import {
  azureadTypes,
  dynamicTypes,
  findExternalParts,
  IntegrationPart,
  type SeparablePart,
} from "pulumi-lookout-intune/schemas";
import { yaml } from "../framework/documentation";
import { ofType } from "../framework/group-uses";
import { lookoutApps } from "../framework/stack-coverage";
import { stackRule } from "../framework/rule";
import { setUpGuide } from "../framework/sources";
import { readStackPolicy, stackPolicyKey } from "../framework/stack-policy";

/** Each part in words, for messages. */
const words: Readonly<Record<SeparablePart, string>> = {
  app: "the app Lookout for Work",
  compliance: "compliance policies that require a threat level",
  conditionalAccess: "Conditional Access that requires a compliant device",
};

export const restExpectedElsewhere = stackRule({
  id: "lookout-rest-expected-elsewhere",
  title: "Parts that are managed elsewhere are declared",
  demand: "The stack contains the parts that its config names, and the other parts exist elsewhere.",
  severity: "medium",
  level: "advisory",
  tags: ["lookout", "intune", "entra", "app", "compliance", "conditional-access"],
  source: setUpGuide,
  why:
    "Without the app no phone enrolls, without a compliance policy Lookout's findings have no effect, and without Conditional Access a device that is not " +
    "compliant keeps its access. Other teams may manage these parts, but this stack cannot check that.",
  fix: `Make sure that each part exists, or declare it in this stack and add it to ${stackPolicyKey}.expects.`,
  bad: yaml(`${stackPolicyKey}:\n  expects: [guide]   # app, compliance and conditionalAccess are somebody else's`),
  good: yaml(`${stackPolicyKey}:\n  expects: [guide, app, compliance, conditionalAccess]`),
  validate: ({ resources, notApplicable }, report) => {
    const read = readStackPolicy(resources);
    if ("problem" in read) {
      report(`lookout-intune:${read.problem}. Until then the stack is expected to contain all parts.`);
      return;
    }
    const { policy } = read;
    if (policy.expects === undefined)
      return notApplicable(`${stackPolicyKey}.expects is not set, so the stack contains all parts`);
    const elsewhere = findExternalParts(policy);
    const isHere = (part: SeparablePart) => contains(resources, part);
    const absent = elsewhere.filter((part) => !isHere(part));
    if (absent.length > 0) {
      report(
        `${listWords(absent.map((part) => words[part]))} ${absent.length === 1 ? "is" : "are"} expected elsewhere. ` +
          "Make sure that they exist for the same groups: without them, Lookout's findings block nobody.",
      );
    }
    for (const part of elsewhere.filter(isHere)) {
      report(`this stack declares ${words[part]}. Add ${part} to ${stackPolicyKey}.expects.`);
    }
    // The other parts have rules of their own.
    const { ConditionalAccess: access } = IntegrationPart;
    if (policy.expects.includes(access) && !isHere(access)) {
      report(
        `this stack is expected to contain ${words[access]}, but declares none. ` +
          `Declare lookout-intune:${access}, or remove it from ${stackPolicyKey}.expects.`,
      );
    }
  },
});

function contains(resources: readonly PolicyResource[], part: SeparablePart): boolean {
  switch (part) {
    case IntegrationPart.App:
      return lookoutApps(resources).length > 0;
    case IntegrationPart.Compliance:
      return ofType(resources, dynamicTypes.IntuneCompliancePolicy).length > 0;
    case IntegrationPart.ConditionalAccess:
      return ofType(resources, azureadTypes.ConditionalAccessPolicy).length > 0;
  }
}

function listWords(parts: readonly string[]): string {
  return parts.length === 1 ? (parts[0] ?? "") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1) ?? ""}`;
}
