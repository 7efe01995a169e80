import { hasUnknown, type PropertyMap, type PropertyValue } from "../../plugin/properties";
import type { PropertyChange } from "../../plugin/plugin-provider";
import { groupArguments, type GroupArgument } from "./group.arguments";
import { isUnset, objectOf, strings } from "../argument-values";

/** What has to change to get from a group as recorded to the arguments of the program. */
export function diffGroup(outputs: PropertyMap, inputs: PropertyMap): PropertyChange[] {
  return Object.entries(groupArguments).flatMap(([name, argument]) =>
    diffArgument(name, argument, outputs[name], inputs[name]),
  );
}

function diffArgument(
  name: string,
  argument: GroupArgument,
  before: PropertyValue | undefined,
  after: PropertyValue | undefined,
): PropertyChange[] {
  const isAbsent = after === undefined || after === null;
  if (isAbsent && argument.computed) return [];
  const replaces = argument.replaces ?? false;
  if (argument.type === "strings" && (isAbsent || Array.isArray(after)))
    return diffSet(name, strings(before), after ?? [], replaces);
  if (isUnset(before) && isUnset(after)) return [];
  if (!hasUnknown(after) && isEqual(before, after)) return [];
  const kind = isUnset(before) ? "add" : isUnset(after) ? "delete" : "update";
  return [{ path: name, kind, replaces }];
}

function diffSet(name: string, before: string[], after: PropertyValue[], replaces: boolean): PropertyChange[] {
  const kinds = new Map<number, PropertyChange["kind"]>();
  before.forEach((element, index) => {
    if (!after.includes(element)) kinds.set(index, "delete");
  });
  after.forEach((element, index) => {
    if (typeof element !== "string" || !before.includes(element)) kinds.set(index, kinds.has(index) ? "update" : "add");
  });
  return [...kinds].sort(([a], [b]) => a - b).map(([index, kind]) => ({ path: `${name}[${index}]`, kind, replaces }));
}

function isEqual(before: PropertyValue | undefined, after: PropertyValue | undefined): boolean {
  const [one, other] = [objectOf(before), objectOf(after)];
  if (one && other) return one.enabled === other.enabled && one.rule === other.rule;
  return before === after;
}
