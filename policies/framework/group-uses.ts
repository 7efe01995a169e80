import type { PolicyResource } from "@pulumi/policy";
import { azureadTypes, componentTypes, dynamicTypes } from "pulumi-lookout-intune/schemas";
import { type Reading, tryToRead } from "./unknown-readings";

/** The purpose of a group, and what identifies it. */
export interface GroupUse {
  /** The purpose, for messages. */
  readonly role: string;
  readonly objectId: Reading<string>;
  readonly displayName: Reading<string>;
  /** Whether the component creates the group. It then has no object id before the update and cannot be an existing group. */
  readonly isCreated: boolean;
  /** The group's resource, if the stack manages it. */
  readonly group?: PolicyResource;
}

/** By role: the output of AccessGroups with the object id, and the suffix of the child resource's name. */
const accessRoles = {
  "full access": { output: "fullAccessGroupId", childSuffix: "-full" },
  "restricted access": { output: "restrictedAccessGroupId", childSuffix: "-restricted" },
  "read-only access": { output: "readOnlyAccessGroupId", childSuffix: "-read-only" },
} as const;
export const fullAccessRole: keyof typeof accessRoles = "full access";

/** Returns the groups with access to Lookout's console. Skips roles without a group. */
export function accessUses(resources: readonly PolicyResource[], access: PolicyResource): GroupUse[] {
  return Object.entries(accessRoles)
    .map(([role, { output, childSuffix }]) => ({ role, ...identify(resources, access, output, childSuffix) }))
    .filter(({ objectId, isCreated }) => isCreated || objectId.value !== undefined || objectId.unknown !== undefined);
}

/** Returns the groups whose members' devices Lookout enrolls: those of EnrollmentGroup components, and those that a connector
 *  names. */
export function enrollmentUses(resources: readonly PolicyResource[]): GroupUse[] {
  const declared = ofType(resources, componentTypes.EnrollmentGroup).map((group) => ({
    role: `enrollment (${group.name})`,
    ...identify(resources, group, "objectId", "-group"),
    displayName: readText(() => group.props.displayName),
  }));
  const declaredNames = new Set(declared.flatMap(({ displayName }) => displayName.value ?? []));
  const named = ofType(resources, dynamicTypes.LookoutConnector).flatMap((connector) =>
    namedUses(resources, connector),
  );
  return [
    ...declared,
    ...named.filter(({ displayName }) => displayName.value === undefined || !declaredNames.has(displayName.value)),
  ];
}

export function ofType(resources: readonly PolicyResource[], type: string): PolicyResource[] {
  return resources.filter((resource) => resource.type === type);
}

function identify(
  resources: readonly PolicyResource[],
  component: PolicyResource,
  output: string,
  childSuffix: string,
): Omit<GroupUse, "role"> {
  const { byOwner, byId } = groupsOf(resources);
  const created = byOwner.get(`${component.urn} ${component.name}${childSuffix}`);
  const objectId = readText(() => component.props[output]);
  const group = created ?? (objectId.value === undefined ? undefined : byId.get(objectId.value.toLowerCase()));
  return { objectId, displayName: readText(() => group?.props.displayName), isCreated: created !== undefined, group };
}

/** Indexes of the groups that a stack manages. */
interface GroupsOfStack {
  /** Owner's URN and the group's name. */
  readonly byOwner: ReadonlyMap<string, PolicyResource>;
  readonly byId: ReadonlyMap<string, PolicyResource>;
  readonly byName: ReadonlyMap<string, PolicyResource>;
}

// A cache: searching thousands of resources for each group would take minutes.
const known = new WeakMap<readonly PolicyResource[], GroupsOfStack>();

function groupsOf(resources: readonly PolicyResource[]): GroupsOfStack {
  const groups = known.get(resources) ?? sortGroups(ofType(resources, azureadTypes.Group));
  known.set(resources, groups);
  return groups;
}

function sortGroups(groups: readonly PolicyResource[]): GroupsOfStack {
  const by = (keyOf: (group: PolicyResource) => string | undefined) =>
    new Map(
      groups.flatMap((group) => {
        const key = keyOf(group);
        return key === undefined ? [] : [[key, group] as const];
      }),
    );
  return {
    byOwner: by(({ name, parent }) => parent && `${parent.urn} ${name}`),
    byId: by(({ props }) => readText(() => props.objectId).value?.toLowerCase()),
    byName: by(({ props }) => readText(() => props.displayName).value),
  };
}

function namedUses(resources: readonly PolicyResource[], { name, props }: PolicyResource): GroupUse[] {
  const { value: names } = tryToRead((): unknown => props.enrollmentGroupNames);
  if (!Array.isArray(names)) return [];
  return [...names.keys()].map((index) => {
    const displayName = readText((): unknown => names[index]);
    const group = displayName.value === undefined ? undefined : groupsOf(resources).byName.get(displayName.value);
    return {
      role: `enrollment (enrollmentGroupNames[${index}] of ${name})`,
      objectId: {},
      displayName,
      isCreated: false,
      group,
    };
  });
}

/** Returns the groups of the stack that Lookout uses, without duplicates. */
export function groupsInUse(resources: readonly PolicyResource[]): PolicyResource[] {
  const uses = [
    ...ofType(resources, componentTypes.AccessGroups).flatMap((access) => accessUses(resources, access)),
    ...enrollmentUses(resources),
  ];
  return [...new Set(uses.flatMap(({ group }) => group ?? []))];
}

function readText(read: () => unknown): Reading<string> {
  const { value, unknown } = tryToRead(read);
  if (unknown !== undefined) return { unknown };
  return typeof value === "string" && value !== "" ? { value } : {};
}
