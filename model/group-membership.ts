/** Whether an Entra group is a security group, judging by its properties. Microsoft 365 groups can be
 *  security-enabled too.
 *  Source: https://learn.microsoft.com/graph/api/resources/groups-overview */
export function isSecurityGroup(group: Readonly<Record<string, unknown>>): boolean {
  return group.securityEnabled === true;
}

/** Whether a dynamic membership rule selects devices. A rule selects either users or devices.
 *  Source: https://learn.microsoft.com/entra/identity/users/groups-dynamic-membership */
export function isRuleOfDevices(rule: string | undefined): boolean {
  return rule !== undefined && /\bdevice\./i.test(rule);
}

/** Whether Entra computes the group's members from a rule. */
export function isDynamicGroup(group: { readonly types: readonly string[]; readonly rule?: string }): boolean {
  return group.rule !== undefined || group.types.includes("DynamicMembership");
}

/** Whether one of the members is a group. Like Entra, it ignores the case of ids. */
export function containsGroup(memberIds: readonly string[], groupIds: readonly string[]): boolean {
  const groups = groupIds.map((id) => id.toLowerCase());
  return memberIds.some((id) => groups.includes(id.toLowerCase()));
}

/** Whether two lists name the same groups, in any order and case. */
export function areSameGroups(first: readonly string[], second: readonly string[]): boolean {
  const key = (ids: readonly string[]) => [...new Set(ids.map((id) => id.toLowerCase()))].sort().join();
  return key(first) === key(second);
}

/** Whether an assignment includes any group. */
export function includesAnyGroup(includedGroupIds: readonly string[]): boolean {
  return includedGroupIds.length > 0;
}
