/** Lookout console roles that an Entra group can be mapped to in an Intune tenant. */
export const AccessRole = {
  /** Edits everything; the only role that reaches the connectors. Required. */
  Full: "full",
  /** No access to several configuration and enrollment modules. Optional. */
  Restricted: "restricted",
  /** Looks only. Optional. */
  ReadOnly: "readOnly",
} as const;
export type AccessRole = (typeof AccessRole)[keyof typeof AccessRole];

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
