/** Lookout console roles that an Entra group can be mapped to in an Intune tenant.
 *  Sources: https://learn.microsoft.com/en-us/mem/intune/protect/lookout-mtd-connector-integration for full and restricted access,
 *  https://doc.lookout.com/en/mobile-endpoint-security/mes-console/lookout-mobile-endpoint-security-console-administrator-permissions
 *  for all three. */
export const AccessRole = {
  /** Edits everything; the only role that reaches the connectors. Required. */
  Full: "full",
  /** No access to several configuration and enrollment modules; the module Security policy is read-only. Optional. */
  Restricted: "restricted",
  /** Only looks. Optional. In Lookout's documentation, not in Microsoft's guide. */
  ReadOnly: "readOnly",
} as const;
export type AccessRole = (typeof AccessRole)[keyof typeof AccessRole];

/** What the members of a role's group may do in Lookout's console, for people. Sources: as above. */
export const accessRoleMeanings: Readonly<Record<AccessRole, string>> = {
  full: "edits everything",
  restricted: "no access to several configuration and enrollment modules, read-only on Security policy",
  readOnly: "only looks",
};

/** Two roles that were given the same group; which of them its members then have is not documented by Lookout. */
export interface RoleOverlap {
  readonly first: string;
  readonly second: string;
  readonly group: string;
}

/** Finds every pair of uses that names the same group. Groups are compared without case, as Entra compares ids. */
export function findRoleOverlaps(groupsByRole: Readonly<Record<string, string | undefined>>): RoleOverlap[] {
  const uses = Object.entries(groupsByRole).flatMap(([role, group]) => (group === undefined ? [] : [{ role, group }]));
  return uses.flatMap((use, index) =>
    uses
      .slice(0, index)
      .filter((earlier) => earlier.group.toLowerCase() === use.group.toLowerCase())
      .map((earlier) => ({ first: earlier.role, second: use.role, group: use.group })),
  );
}
