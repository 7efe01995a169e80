import { hasUnknown, isMap, unknownValue, type PropertyMap, type PropertyValue } from "../../plugin/properties";
import type { PropertyChange } from "../../plugin/plugin-provider";
import { isUnset, objectOf } from "../argument-values";
import { policyArguments, type PolicyArgument, type PolicyArguments } from "./conditional-access-policy.arguments";

type Value = PropertyValue | undefined;

/** What has to change to get from a policy as recorded to the arguments of the program. Nothing needs a new policy. Lists are
 *  compared index by index, as the real provider does. */
export function diffPolicy(outputs: PropertyMap, inputs: PropertyMap): PropertyChange[] {
  return diffMembers(policyArguments, outputs, inputs, "");
}

function diffMembers(
  members: PolicyArguments,
  before: PropertyMap,
  after: PropertyMap,
  path: string,
): PropertyChange[] {
  return Object.entries(members).flatMap(([name, argument]) =>
    diffArgument(argument, before[name], after[name], path === "" ? name : `${path}.${name}`),
  );
}

function diffArgument(argument: PolicyArgument, before: Value, after: Value, path: string): PropertyChange[] {
  switch (argument.kind) {
    case "unserved":
      return diffValue(objectOf(before), after, path);
    case "text":
      return diffValue(before, after, path);
    case "texts":
      return after === unknownValue ? diffValue(before, after, path) : diffList(listOf(before), listOf(after), path);
    case "block":
      return isMap(before) && isMap(after)
        ? diffMembers(argument.members, before, after, path)
        : diffValue(objectOf(before), after, path);
  }
}

function diffList(before: readonly PropertyValue[], after: readonly PropertyValue[], path: string): PropertyChange[] {
  const length = Math.max(before.length, after.length);
  return Array.from({ length }, (_, index) => diffValue(before[index], after[index], `${path}[${index}]`)).flat();
}

function diffValue(before: Value, after: Value, path: string): PropertyChange[] {
  if (isUnset(before) && isUnset(after)) return [];
  if (!hasUnknown(after) && before === after) return [];
  const kind = isUnset(before) ? "add" : isUnset(after) ? "delete" : "update";
  return [{ path, kind, replaces: false }];
}

function listOf(value: Value): readonly PropertyValue[] {
  return Array.isArray(value) ? value : [];
}
