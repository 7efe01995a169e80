import {
  hasUnknown,
  isMap,
  present,
  unknownValue,
  type PropertyMap,
  type PropertyValue,
} from "../../plugin/properties";
import type { CheckFailure } from "../../plugin/plugin-provider";
import { groupArguments, type GroupArgument } from "./group.arguments";
import { flag, isUnset, strings } from "../argument-values";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const maximumOwners = 100;
const maximumRuleLength = 3072;
const dynamicType = "DynamicMembership";
const unifiedType = "Unified";

/** Mistakes in a group's arguments. What is not known yet is checked again in the update. */
export function checkGroup(inputs: PropertyMap): CheckFailure[] {
  const given = present(inputs).filter(([name]) => name !== "__defaults");
  return [
    ...given.flatMap(([name, value]) => checkArgument(name, value)),
    ...checkNames(inputs),
    ...checkKind(inputs),
    ...checkPeople("owners", inputs.owners),
    ...checkPeople("members", inputs.members),
    ...checkDynamicMembership(inputs),
  ];
}

function checkArgument(name: string, value: PropertyValue): CheckFailure[] {
  const argument = groupArguments[name];
  if (!argument)
    return [{ property: name, reason: "azuread.Group takes no such argument. Remove it or correct its name." }];
  if (value === unknownValue) return [];
  if (!hasType(value, argument.type))
    return [{ property: name, reason: `A ${describe(argument.type)} is needed here.` }];
  return argument.unserved && !isUnset(value) ? [unserved(name)] : [];
}

function unserved(property: string): CheckFailure {
  const reason =
    "The azuread stand-in does not do this (mail-enabled groups, administrative units, on-premises writeback). " +
    "Leave the argument out, or install the real azuread plugin.";
  return { property, reason };
}

function checkNames(inputs: PropertyMap): CheckFailure[] {
  const failures: CheckFailure[] = [];
  const displayName = inputs.displayName;
  if (displayName === undefined || displayName === null)
    failures.push({ property: "displayName", reason: "A group needs a display name. Set displayName." });
  else if (typeof displayName === "string" && displayName.trim() === "")
    failures.push({ property: "displayName", reason: "The display name must not be empty. Set a name." });
  const visibility = inputs.visibility;
  if (typeof visibility === "string" && !["", "Private", "Public"].includes(visibility)) {
    const reason = "A security group's visibility is Private or Public. Set one of them or leave it out.";
    failures.push({ property: "visibility", reason });
  }
  return failures;
}

function checkKind(inputs: PropertyMap): CheckFailure[] {
  const { mailEnabled, securityEnabled, assignableToRole } = inputs;
  const isGiven = (value: PropertyValue | undefined) => value !== undefined && value !== null;
  if (!isGiven(mailEnabled) && !isGiven(securityEnabled)) {
    const reason = "One of mailEnabled and securityEnabled is needed. Set securityEnabled: true for a security group.";
    return [{ property: "securityEnabled", reason }];
  }
  if (flag(assignableToRole) && securityEnabled !== unknownValue && !flag(securityEnabled)) {
    const reason = "Only a security group can be assigned to a role. Set securityEnabled: true.";
    return [{ property: "assignableToRole", reason }];
  }
  return [];
}

function checkPeople(property: "owners" | "members", value: PropertyValue | undefined): CheckFailure[] {
  if (!Array.isArray(value)) return [];
  const failures = value.flatMap((id, index) =>
    typeof id === "string" && !uuid.test(id)
      ? [
          {
            property: `${property}[${index}]`,
            reason: `"${id}" is no object ID. Give the object ID of a directory object.`,
          },
        ]
      : [],
  );
  if (property === "owners" && (value.length === 0 || value.length > maximumOwners)) {
    const reason = `A group has 1 to ${maximumOwners} owners here, ${value.length} are given. Leave owners out to make the caller the owner.`;
    failures.push({ property, reason });
  }
  return failures;
}

function checkDynamicMembership(inputs: PropertyMap): CheckFailure[] {
  const { dynamicMembership: rule, members, types } = inputs;
  const failures: CheckFailure[] = [];
  for (const type of strings(types)) {
    if (type === unifiedType) {
      failures.push(unserved("types"));
    } else if (type !== dynamicType) {
      failures.push({
        property: "types",
        reason: `"${type}" is no group type. The types are ${dynamicType} and ${unifiedType}.`,
      });
    }
  }
  if (isMap(rule)) {
    failures.push(...checkRule(rule));
    if (members !== undefined && members !== null) {
      failures.push({
        property: "members",
        reason: "A rule decides who is a member. Remove members or dynamicMembership.",
      });
    }
  } else if (rule !== unknownValue && strings(types).includes(dynamicType)) {
    const reason = `types contains ${dynamicType}, which needs a rule. Set dynamicMembership.`;
    failures.push({ property: "dynamicMembership", reason });
  }
  return failures;
}

function checkRule({ enabled, rule, ...others }: PropertyMap): CheckFailure[] {
  const failures = Object.keys(others)
    .filter((name) => name !== "__defaults")
    .map((name) => ({
      property: `dynamicMembership.${name}`,
      reason: "There is no such argument. Remove it or correct its name.",
    }));
  if (enabled !== unknownValue && typeof enabled !== "boolean")
    failures.push({ property: "dynamicMembership.enabled", reason: "true or false is needed here." });
  if (rule !== unknownValue && (typeof rule !== "string" || rule.length > maximumRuleLength)) {
    const reason = `A membership rule of at most ${maximumRuleLength} characters is needed here.`;
    failures.push({ property: "dynamicMembership.rule", reason });
  }
  return failures;
}

function hasType(value: PropertyValue, type: GroupArgument["type"]): boolean {
  switch (type) {
    case "string":
    case "boolean":
      return typeof value === type;
    case "strings":
      return Array.isArray(value) && value.every((element) => typeof element === "string" || hasUnknown(element));
    case "object":
      return isMap(value);
  }
}

function describe(type: GroupArgument["type"]): string {
  return { string: "string", boolean: "boolean", strings: "list of strings", object: "map of values" }[type];
}
