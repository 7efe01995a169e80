import { canonicalJson } from "pulumi-lookout-intune/internal/model/revision";
import type { Difference } from "../live/live-resources";
import { valueAt } from "../live/value-at";
import { touchesSecret } from "../stack/secrets";
import type { StackResource, Values } from "../stack/stack-state";

/** One property of an azuread resource: its name in the inputs and its name in Graph. */
interface Counterpart {
  readonly declared: string;
  /** Default: the same name. */
  readonly inGraph?: string;
  /** Converts Graph's value to the declared format. */
  readonly read?: (value: unknown) => unknown;
}

/** Group properties to compare, if declared. */
const ofGroup: readonly Counterpart[] = [
  { declared: "displayName" },
  { declared: "description" },
  { declared: "securityEnabled" },
  { declared: "mailEnabled" },
  { declared: "visibility" },
  { declared: "dynamicMembership.rule", inGraph: "membershipRule" },
  {
    declared: "dynamicMembership.enabled",
    inGraph: "membershipRuleProcessingState",
    read: (state) => state === "On",
  },
];

const lists = (paths: Readonly<Record<string, string>>): Counterpart[] =>
  Object.entries(paths).map(([declared, inGraph]) => ({ declared, inGraph }));

/** Conditional Access policy properties to compare, if declared. */
const ofPolicy: readonly Counterpart[] = [
  { declared: "displayName" },
  { declared: "state" },
  ...lists({
    "conditions.applications.includedApplications": "conditions.applications.includeApplications",
    "conditions.applications.excludedApplications": "conditions.applications.excludeApplications",
    "conditions.users.includedUsers": "conditions.users.includeUsers",
    "conditions.users.excludedUsers": "conditions.users.excludeUsers",
    "conditions.users.includedGroups": "conditions.users.includeGroups",
    "conditions.users.excludedGroups": "conditions.users.excludeGroups",
    "conditions.users.includedRoles": "conditions.users.includeRoles",
    "conditions.users.excludedRoles": "conditions.users.excludeRoles",
    "conditions.platforms.includedPlatforms": "conditions.platforms.includePlatforms",
    "conditions.platforms.excludedPlatforms": "conditions.platforms.excludePlatforms",
    "conditions.clientAppTypes": "conditions.clientAppTypes",
    "grantControls.operator": "grantControls.operator",
    "grantControls.builtInControls": "grantControls.builtInControls",
  }),
];

export function groupDifferences(group: StackResource, real: Values): Difference[] {
  return compare(ofGroup, group, real);
}

export function policyDifferences(policy: StackResource, real: Values): Difference[] {
  return compare(ofPolicy, policy, real);
}

/** Compares only declared properties. The order of lists has no meaning in any of them. */
function compare(counterparts: readonly Counterpart[], { inputs, secrets }: StackResource, real: Values): Difference[] {
  return counterparts.flatMap(({ declared: property, inGraph = property, read = (value) => value }): Difference[] => {
    const path = property.split(".");
    const declared = valueAt(inputs, path);
    if (declared === undefined || declared === null) return [];
    const found = read(valueAt(real, inGraph.split(".")));
    if (canonicalJson(inOneForm(declared)) === canonicalJson(inOneForm(found))) return [];
    const secret = touchesSecret(secrets.inputs, path);
    return [{ property, declared: secret ? undefined : declared, real: secret ? undefined : found, secret }];
  });
}

/** Graph omits empty values or returns null. */
function inOneForm(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? null : value.map(String).sort();
  return value === "" || value === undefined ? null : value;
}
