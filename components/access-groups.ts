import * as pulumi from "@pulumi/pulumi";
import { AccessRole, findRoleOverlaps } from "../model/access-groups";
import { componentTypes } from "../model/resource-types";
import { componentError, isEventual, type ComponentContext } from "./component-error";
import { declareGroup, type EntraGroup, type GroupSource } from "./entra-group";

export interface AccessGroupsArgs {
  /** Members edit everything in Lookout's console; the only role that reaches the connectors. Required. */
  full: GroupSource;
  /** Members have no access to several configuration and enrollment modules of Lookout's console; its module Security policy is
   *  read-only. Default: no such group.
   *  Source: https://learn.microsoft.com/en-us/mem/intune/protect/lookout-mtd-connector-integration */
  restricted?: GroupSource;
  /** Members only look. A role of Lookout's documentation, not of Microsoft's guide. Default: no such group.
   *  Source: https://doc.lookout.com/en/mobile-endpoint-security/mes-console/lookout-mobile-endpoint-security-console-administrator-permissions */
  readOnly?: GroupSource;
}

/** The Entra security groups whose members may open Lookout's console. Lookout Enterprise Support ties their object ids
 *  to roles by hand, so a group that is replaced means another e-mail to them. One group never has two roles, and nobody should be in
 *  two of the groups: which role would count is not documented.
 *
 *  Destroying the component deletes the groups it created. Where that must not happen, set `protect` or
 *  `retainOnDelete` of a group, or pass `protect: true` in the component's options: the groups inherit it.
 *
 *  ```ts
 *  const access = new AccessGroups("lookout-access", {
 *    full: { displayName: "Lookout console - full access" },
 *    restricted: { existingObjectId: "11111111-2222-3333-4444-555555555555" },
 *  });
 *  export const fullAccessGroupId = access.fullAccessGroupId;
 *  ```
 *
 *  Restricted access means no access to several configuration and enrollment modules of Lookout's console, and the module Security policy
 *  to read only. It is optional, and so is read-only access.
 *
 *  Sources: https://learn.microsoft.com/en-us/mem/intune/protect/lookout-mtd-connector-integration and, for all roles,
 *  https://doc.lookout.com/en/mobile-endpoint-security/mes-console/lookout-mobile-endpoint-security-console-administrator-permissions */
export class AccessGroups extends pulumi.ComponentResource {
  /** Object id of the full-access group. Lookout needs it to open the console to its members. */
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

/** Child names are the role's, spelt as Pulumi names are. Never renamed. */
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

/** Ids of groups that exist may be known only now. A created group is new, so it is nobody else's. */
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
  const separate = pulumi.output(existing).apply((ids) => {
    refuseOverlap(context, "existingObjectId", ids);
  });
  return mapRoles(objectIds, (objectId, role) =>
    existing[role] === undefined ? objectId : separate.apply(() => objectId),
  );
}

function refuseOverlap(context: ComponentContext, property: string, groups: Partial<ByRole<string | undefined>>): void {
  const [overlap] = findRoleOverlaps({ ...groups });
  if (overlap === undefined) return;
  throw componentError(
    context,
    `${overlap.second}.${property} is "${overlap.group}", the group of ${overlap.first} too, and which role its members ` +
      "would have is not documented. Give each role a group of its own.",
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
