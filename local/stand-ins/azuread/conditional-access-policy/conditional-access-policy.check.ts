import {
  hasUnknown,
  isMap,
  present,
  unknownValue,
  type PropertyMap,
  type PropertyValue,
} from "../../plugin/properties";
import type { CheckFailure } from "../../plugin/plugin-provider";
import { isUnset, objectOf } from "../argument-values";
import { policyArguments, type PolicyArgument, type PolicyArguments } from "./conditional-access-policy.arguments";

/** Mistakes in a policy's arguments. What is not known yet is checked again in the update. */
export function checkPolicy(inputs: PropertyMap): CheckFailure[] {
  return [...checkMembers(policyArguments, inputs, ""), ...checkChoices(inputs)];
}

function checkMembers(members: PolicyArguments, values: PropertyMap, path: string): CheckFailure[] {
  const at = (name: string) => (path === "" ? name : `${path}.${name}`);
  const given = present(values).filter(([name]) => name !== "__defaults");
  const missing = Object.entries(members).filter(
    ([name, argument]) => argument.kind !== "unserved" && argument.required && !given.some(([one]) => one === name),
  );
  return [
    ...given.flatMap(([name, value]) => checkArgument(members[name], value, at(name))),
    ...missing.map(([name]) => ({ property: at(name), reason: "A policy needs this. Set it." })),
  ];
}

function checkArgument(argument: PolicyArgument | undefined, value: PropertyValue, property: string): CheckFailure[] {
  if (argument === undefined) {
    const reason = "azuread.ConditionalAccessPolicy takes no such argument. Remove it or correct its name.";
    return [{ property, reason }];
  }
  if (value === unknownValue) return [];
  switch (argument.kind) {
    case "unserved":
      return isUnset(value) ? [] : [unserved(property)];
    case "block":
      return isMap(value)
        ? checkMembers(argument.members, value, property)
        : [{ property, reason: "A map of values is needed here." }];
    case "text":
      return checkText(value, argument.values, property);
    case "texts":
      return Array.isArray(value)
        ? value.flatMap((element, index) => checkText(element, argument.values, `${property}[${index}]`))
        : [{ property, reason: "A list of strings is needed here." }];
  }
}

function checkText(value: PropertyValue, allowed: readonly string[] | undefined, property: string): CheckFailure[] {
  if (value === unknownValue) return [];
  if (typeof value !== "string" || value.trim() === "")
    return [{ property, reason: "A string that is not empty is needed here." }];
  if (allowed === undefined || allowed.includes(value)) return [];
  return [{ property, reason: `"${value}" is none of ${allowed.join(", ")}. Choose one of them.` }];
}

function unserved(property: string): CheckFailure {
  const reason =
    "The azuread stand-in does not do this (session controls, locations, device filters, workload identities, guests, " +
    "authentication flows and strengths). Leave the argument out, or install the real azuread plugin.";
  return { property, reason };
}

/** What has to be there in one form or another. */
function checkChoices(inputs: PropertyMap): CheckFailure[] {
  const conditions = objectOf(inputs.conditions);
  const applications = objectOf(conditions?.applications);
  const users = objectOf(conditions?.users);
  const controls = objectOf(inputs.grantControls);
  const failures: CheckFailure[] = [];
  const demand = (property: string, values: PropertyMap | undefined, names: readonly string[], most: number) => {
    const count = names.filter((name) => !isUnset(values?.[name])).length;
    if (values !== undefined && (count < 1 || count > most) && !names.some((name) => hasUnknown(values[name]))) {
      const limit = most === 1 ? "Exactly" : "At least";
      failures.push({ property, reason: `${limit} one of ${names.join(", ")} is needed; ${count} are given.` });
    }
  };
  demand("conditions.applications", applications, ["includedApplications", "includedUserActions"], 1);
  demand("conditions.users", users, ["includedGroups", "includedRoles", "includedUsers"], Infinity);
  demand("grantControls", controls, ["builtInControls", "termsOfUses"], Infinity);
  demand("grantControls", inputs, ["grantControls", "sessionControls"], Infinity);
  return failures;
}
