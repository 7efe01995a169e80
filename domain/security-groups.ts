/** Whether an Entra group is a security group, as far as its properties say so. Microsoft 365 groups can be security-enabled
 *  as well. Source: https://learn.microsoft.com/graph/api/resources/groups-overview */
export function isSecurityGroup(group: Readonly<Record<string, unknown>>): boolean {
  return group.securityEnabled === true;
}
