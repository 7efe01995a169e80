import * as pulumi from "@pulumi/pulumi";
import { AccessRole, findRoleOverlaps } from "../model/access-roles";
import { componentTypes } from "../model/resource-types";
import { componentError, isEventual, whenKnown, type ComponentContext } from "./component-error";
import { declareGroup, type EntraGroup, type GroupSource } from "./entra-group";

/** The group for each role in Lookout's console. */
export interface AccessGroupsArgs {
  /** Full access: members can edit everything in Lookout's console. The only role that can configure connectors. Required. */
  full: GroupSource;
  /** Restricted access: members have no access to several configuration and enrollment modules of Lookout's console, and
   *  read-only access to its module Security policy. Default: none.
   *  Source: https://learn.microsoft.com/en-us/mem/intune/protect/lookout-mtd-connector-integration */
  restricted?: GroupSource;
  /** Read-only access. Lookout documents this role; Microsoft's guide does not mention it. Default: none.
   *  Source: https://doc.lookout.com/en/mobile-endpoint-security/mes-console/lookout-mobile-endpoint-security-console-administrator-permissions */
  readOnly?: GroupSource;
}

/** The Entra security groups whose members may sign in to Lookout's console. Lookout Enterprise Support maps their object ids
 *  to roles manually, so if you replace a group you must send support another email. A group cannot have two roles, and a user
 *  should not be a member of two of the groups: Lookout does not document which role applies.
 *
 *  Destroying the component deletes the groups that it created. To prevent that, set `protect` or `retainOnDelete` on a group, or
 *  pass `protect: true` in the component's options: the groups inherit it.
 *
 *  ```ts
 *  const access = new AccessGroups("lookout-access", {
 *    full: { displayName: "Lookout console - full access" },
 *    restricted: { existingObjectId: "11111111-2222-3333-4444-555555555555" },
 *  });
 *  export const fullAccessGroupId = access.fullAccessGroupId;
 *  ```
 *

 *  Sources: https://learn.microsoft.com/en-us/mem/intune/protect/lookout-mtd-connector-integration and, for all roles,
 *  https://doc.lookout.com/en/mobile-endpoint-security/mes-console/lookout-mobile-endpoint-security-console-administrator-permissions */
export class AccessGroups extends pulumi.ComponentResource {
  /** Object id of the full-access group. Lookout needs it to give the members access to the console. */
  public readonly fullAccessGroupId: pulumi.Output<string>;
  /** Object id of the restricted-access group; undefined when there is none. */
  public readonly restrictedAccessGroupId: pulumi.Output<string> | undefined;
  /** Object id of the read-only group; undefined when there is none. */
  public readonly readOnlyAccessGroupId: pulumi.Output<string> | undefined;

  constructor(name: string, args: AccessGroupsArgs, opts?: pulumi.ComponentResourceOptions) {
    super(componentTypes.AccessGroups, name, {}, opts);

    const context: ComponentContext = { kind: "AccessGroups", name, resource: this };
    refuseSharedGroups(context, args);
    const groups = declareGroups(context, args);
    const objectIds = separateObjectIds(context, args, groups);

    this.fullAccessGroupId = objectIds.full;
    this.restrictedAccessGroupId = objectIds.restricted;
    this.readOnlyAccessGroupId = objectIds.readOnly;
    this.registerOutputs({
      fullAccessGroupId: this.fullAccessGroupId,
      restrictedAccessGroupId: this.restrictedAccessGroupId,
      readOnlyAccessGroupId: this.readOnlyAccessGroupId,
    });
  }
}

interface ByRole<T> {
  readonly full: T;
  readonly restricted?: T;
  readonly readOnly?: T;
}

/** Suffix of the child resource's name, by role. Never rename one: Pulumi would replace the group. */
const childSuffix: Readonly<Record<AccessRole, string>> = {
  full: "full",
  restricted: "restricted",
  readOnly: "read-only",
};

function refuseSharedGroups(context: ComponentContext, args: AccessGroupsArgs): void {
  for (const property of ["existingObjectId", "displayName"] as const) {
    refuseOverlap(
      context,
      property,
      mapRoles(args, (source) => {
        const value = source[property];
        return typeof value === "string" ? value : undefined;
      }),
    );
  }
}

function declareGroups(context: ComponentContext, args: AccessGroupsArgs): ByRole<EntraGroup> {
  return mapRoles(args, (source, role) => declareGroup(context, role, `${context.name}-${childSuffix[role]}`, source));
}

/** Checks ids of existing groups that become known only during the run. A created group is new, so it cannot clash. */
function separateObjectIds(
  context: ComponentContext,
  args: AccessGroupsArgs,
  groups: ByRole<EntraGroup>,
): ByRole<pulumi.Output<string>> {
  const isLate = (source: GroupSource | undefined) => isEventual(source?.existingObjectId);
  const objectIds = mapRoles(groups, (group) => group.objectId);
  if (![args.full, args.restricted, args.readOnly].some(isLate)) return objectIds;

  const existing = mapRoles(args, (source, role) =>
    source.existingObjectId === undefined ? undefined : objectIds[role],
  );
  const separate = whenKnown(pulumi.output(existing), (ids, hidden) => {
    refuseOverlap(context, "existingObjectId", ids, hidden);
  });
  return mapRoles(objectIds, (objectId, role) =>
    existing[role] === undefined ? objectId : separate.apply(() => objectId),
  );
}

function refuseOverlap(
  context: ComponentContext,
  property: string,
  groups: Partial<ByRole<string | undefined>>,
  hidden: readonly unknown[] = [],
): void {
  const [overlap] = findRoleOverlaps({ ...groups });
  if (overlap === undefined) return;
  throw componentError(
    context,
    `${overlap.second}.${property} is "${overlap.group}", which is also the group of ${overlap.first}. Lookout does not document ` +
      "which role the members would have. Give each role its own group.",
    hidden,
  );
}

function mapRoles<T, U>(byRole: ByRole<T>, map: (value: T, role: AccessRole) => U): ByRole<U> {
  const { full, restricted, readOnly } = byRole;
  return {
    full: map(full, AccessRole.Full),
    ...(restricted === undefined ? {} : { restricted: map(restricted, AccessRole.Restricted) }),
    ...(readOnly === undefined ? {} : { readOnly: map(readOnly, AccessRole.ReadOnly) }),
  };
}
