import {
  policyArguments,
  type PolicyArgument,
  type PolicyArguments,
} from "./conditional-access-policy/conditional-access-policy.arguments";
import { groupArguments, groupOutputTypes, type GroupArgument } from "./group/group.arguments";

/** The Pulumi schema of what the stand-in serves; `pulumi import` writes program text from it. */
export function schema(version: string): string {
  const inputProperties = Object.fromEntries(
    Object.entries(groupArguments).map(([name, argument]) => [
      name,
      { ...typeOf(argument.type), ...(argument.replaces ? { willReplaceOnChanges: true } : {}) },
    ]),
  );
  const outputs = Object.fromEntries(Object.entries(groupOutputTypes).map(([name, type]) => [name, typeOf(type)]));
  const policy = objectOf(policyType, policyArguments);
  return JSON.stringify({
    name: "azuread",
    version,
    types: {
      [membershipRuleType]: {
        type: "object",
        properties: { enabled: { type: "boolean" }, rule: { type: "string" } },
        required: ["enabled", "rule"],
      },
      ...Object.fromEntries(blocksOf(policyType, policyArguments)),
    },
    resources: {
      "azuread:index/conditionalAccessPolicy:ConditionalAccessPolicy": {
        inputProperties: policy.properties,
        requiredInputs: policy.required,
        properties: { ...policy.properties, objectId: { type: "string" } },
        required: [...policy.required, "objectId"],
      },
      "azuread:index/group:Group": {
        inputProperties,
        requiredInputs: ["displayName"],
        properties: { ...inputProperties, ...outputs },
        required: ["displayName", ...Object.keys(groupOutputTypes)],
      },
    },
    language: { nodejs: { packageName: "@pulumi/azuread" } },
  });
}

const membershipRuleType = "azuread:index/GroupDynamicMembership:GroupDynamicMembership";
const policyType = "ConditionalAccessPolicy";

function typeOf(type: GroupArgument["type"]): object {
  switch (type) {
    case "strings":
      return { type: "array", items: { type: "string" } };
    case "object":
      return { $ref: `#/types/${membershipRuleType}` };
    case "string":
    case "boolean":
      return { type };
  }
}

/** Every block below, as a type of its own, named after where it stands. */
function blocksOf(owner: string, members: PolicyArguments): [string, object][] {
  return Object.entries(members).flatMap(([name, argument]) => {
    if (argument.kind !== "block") return [];
    const block = blockName(owner, name);
    return [
      [tokenOf(block), { type: "object", ...objectOf(block, argument.members) }],
      ...blocksOf(block, argument.members),
    ];
  });
}

function objectOf(owner: string, members: PolicyArguments): { properties: object; required: string[] } {
  const required = Object.entries(members).flatMap(([name, argument]) =>
    argument.kind !== "unserved" && argument.required ? [name] : [],
  );
  const properties = Object.entries(members).map(([name, argument]) => [name, argumentType(owner, name, argument)]);
  return { properties: Object.fromEntries(properties) as object, required };
}

function argumentType(owner: string, name: string, argument: PolicyArgument): object {
  switch (argument.kind) {
    case "text":
      return { type: "string" };
    case "texts":
      return { type: "array", items: { type: "string" } };
    case "block":
      return { $ref: `#/types/${tokenOf(blockName(owner, name))}` };
    case "unserved":
      return { $ref: "pulumi.json#/Any" };
  }
}

function blockName(owner: string, name: string): string {
  return owner + name.charAt(0).toUpperCase() + name.slice(1);
}

function tokenOf(block: string): string {
  return `azuread:index/${block}:${block}`;
}
