/** Whether an Entra group is a security group, as far as its properties say so. Microsoft 365 groups can be security-enabled
 *  as well. Source: https://learn.microsoft.com/graph/api/resources/groups-overview */
export function isSecurityGroup(group: Readonly<Record<string, unknown>>): boolean {
  return group.securityEnabled === true;
}

/** Whether a rule for dynamic membership puts devices into a group. A rule speaks of users or of devices, never of both.
 *  Source: https://learn.microsoft.com/entra/identity/users/groups-dynamic-membership */
export function isRuleOfDevices(rule: string | undefined): boolean {
  return rule !== undefined && /\bdevice\./i.test(rule);
}

/** Whether Entra itself decides by a rule who is in a group. */
export function isDynamicGroup(group: { readonly types: readonly string[]; readonly rule?: string }): boolean {
  return group.rule !== undefined || group.types.includes("DynamicMembership");
}

/** Whether one of the members is a group. Ids are compared without case, as Entra does. */
export function holdsGroup(memberIds: readonly string[], groupIds: readonly string[]): boolean {
  const groups = groupIds.map((id) => id.toLowerCase());
  return memberIds.some((id) => groups.includes(id.toLowerCase()));
}

/** Whether two lists mean the same groups, in any order and spelling. */
export function areSameGroups(first: readonly string[], second: readonly string[]): boolean {
  const key = (ids: readonly string[]) => [...new Set(ids.map((id) => id.toLowerCase()))].sort().join();
  return key(first) === key(second);
}

/** Whether an assignment reaches anybody. */
export function reachesSomebody(includedGroupIds: readonly string[]): boolean {
  return includedGroupIds.length > 0;
}
