/** Lookout console roles that you can map to an Entra group in an Intune tenant.
 *  Sources: https://learn.microsoft.com/en-us/mem/intune/protect/lookout-mtd-connector-integration (full and
 *  restricted),
 *  https://doc.lookout.com/en/mobile-endpoint-security/mes-console/lookout-mobile-endpoint-security-console-administrator-permissions
 *  (all three). */
export const AccessRole = {
  /** Edits everything. The only role with access to the connectors. Required. */
  Full: "full",
  /** No access to several configuration and enrollment modules; read-only access to the module Security policy.
   *  Optional. */
  Restricted: "restricted",
  /** Read-only. Optional. Lookout documents this role; Microsoft's guide does not. */
  ReadOnly: "readOnly",
} as const;
export type AccessRole = (typeof AccessRole)[keyof typeof AccessRole];

/** What each role's members may do in Lookout's console, as text for people. Sources: as above. */
export const accessRoleMeanings: Readonly<Record<AccessRole, string>> = {
  full: "edits everything",
  restricted: "no access to several configuration and enrollment modules, read-only on Security policy",
  readOnly: "only views",
};

/** Two roles with the same group. Lookout does not document which role the group's members get. */
export interface RoleOverlap {
  readonly first: string;
  readonly second: string;
  readonly group: string;
}

/** Finds every pair of roles that names the same group. Like Entra, it ignores the case of ids. */
export function findRoleOverlaps(groupsByRole: Readonly<Record<string, string | undefined>>): RoleOverlap[] {
  const uses = Object.entries(groupsByRole).flatMap(([role, group]) => (group === undefined ? [] : [{ role, group }]));
  return uses.flatMap((use, index) =>
    uses
      .slice(0, index)
      .filter((earlier) => earlier.group.toLowerCase() === use.group.toLowerCase())
      .map((earlier) => ({ first: earlier.role, second: use.role, group: use.group })),
  );
}
