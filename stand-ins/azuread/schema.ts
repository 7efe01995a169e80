import { GROUP_ARGUMENTS, GROUP_OUTPUTS, type GroupArgument } from "./group/arguments.js";

/** The Pulumi schema of what the stand-in serves; `pulumi import` writes program text from it. */
export function schema(version: string): string {
  const inputProperties = Object.fromEntries(
    Object.entries(GROUP_ARGUMENTS).map(([name, argument]) => [
      name,
      { ...typeOf(argument.type), ...(argument.replaces ? { willReplaceOnChanges: true } : {}) },
    ]),
  );
  const outputs = Object.fromEntries(Object.entries(GROUP_OUTPUTS).map(([name, type]) => [name, typeOf(type)]));
  return JSON.stringify({
    name: "azuread",
    version,
    types: {
      [MEMBERSHIP_RULE]: {
        type: "object",
        properties: { enabled: { type: "boolean" }, rule: { type: "string" } },
        required: ["enabled", "rule"],
      },
    },
    resources: {
      "azuread:index/group:Group": {
        inputProperties,
        requiredInputs: ["displayName"],
        properties: { ...inputProperties, ...outputs },
        required: ["displayName", ...Object.keys(GROUP_OUTPUTS)],
      },
    },
    language: { nodejs: { packageName: "@pulumi/azuread" } },
  });
}

const MEMBERSHIP_RULE = "azuread:index/GroupDynamicMembership:GroupDynamicMembership";

function typeOf(type: GroupArgument["type"]): object {
  switch (type) {
    case "strings":
      return { type: "array", items: { type: "string" } };
    case "object":
      return { $ref: `#/types/${MEMBERSHIP_RULE}` };
    case "string":
    case "boolean":
      return { type };
  }
}
