/** Graph application permissions. Each inner list lists alternatives, least privileged first; you need one of each
 *  list. */
export type PermissionNeed = readonly (readonly string[])[];

/** An area of Microsoft Graph that we read or write. */
export interface GraphArea {
  /** Display name. */
  readonly title: string;
  readonly read: PermissionNeed;
  /** Absent if we only read. */
  readonly write?: PermissionNeed;
}

const readDirectory = ["Directory.Read.All", "Directory.ReadWrite.All"];
const readApplications: PermissionNeed = [["Application.Read.All", "Application.ReadWrite.All", ...readDirectory]];

/** Graph application permissions by area. A test compares them with what Microsoft publishes for each endpoint
 *  (`scripts/published-permissions`). Source: the permissions table of each operation, such as
 *  https://learn.microsoft.com/graph/api/intune-onboarding-mobilethreatdefenseconnector-update, and
 *  https://learn.microsoft.com/graph/permissions-reference */
export const graphAreas = {
  connector: {
    title: "Mobile Threat Defense connector",
    read: [["DeviceManagementServiceConfig.Read.All", "DeviceManagementServiceConfig.ReadWrite.All"]],
    write: [["DeviceManagementServiceConfig.ReadWrite.All"]],
  },
  // Also covers their assignments and the approval of Android apps.
  compliance: {
    title: "compliance policies",
    read: [["DeviceManagementConfiguration.Read.All", "DeviceManagementConfiguration.ReadWrite.All"]],
    write: [["DeviceManagementConfiguration.ReadWrite.All"]],
  },
  // Also covers their assignments.
  apps: {
    title: "apps and app protection policies",
    read: [["DeviceManagementApps.Read.All", "DeviceManagementApps.ReadWrite.All"]],
    write: [["DeviceManagementApps.ReadWrite.All"]],
  },
  managedDevices: {
    title: "managed devices",
    read: [["DeviceManagementManagedDevices.Read.All", "DeviceManagementManagedDevices.ReadWrite.All"]],
  },
  conditionalAccess: {
    title: "Conditional Access policies",
    read: [["Policy.Read.All"]],
    write: [["Policy.Read.All"], ["Policy.ReadWrite.ConditionalAccess"], ["Application.Read.All"]],
  },
  groups: {
    title: "groups",
    read: [["Group.Read.All", "Group.ReadWrite.All", ...readDirectory]],
    // With Group.Create, an application can change only the groups that it created.
    write: [["Group.Create", "Group.ReadWrite.All", "Directory.ReadWrite.All"]],
  },
  // Also covers the application permissions granted to them.
  enterpriseApplications: {
    title: "enterprise applications",
    read: readApplications,
  },
  // Delegated permissions granted to enterprise applications.
  delegatedGrants: {
    title: "delegated permissions",
    read: [readDirectory],
  },
  licenses: {
    title: "licenses",
    read: [["LicenseAssignment.Read.All", "Organization.Read.All", "Organization.ReadWrite.All", ...readDirectory]],
  },
} as const satisfies Record<string, GraphArea>;

/** Names of the members of groups: without it, Graph shows members without names. */
export const permissionForMemberNames = "User.Read.All";

/** A key of `graphAreas`. */
export type GraphAreaName = keyof typeof graphAreas;

/** The areas that we write. */
export type WrittenGraphAreaName = {
  [Name in GraphAreaName]: (typeof graphAreas)[Name] extends { readonly write: PermissionNeed } ? Name : never;
}[GraphAreaName];

/** The parts of a need that no granted permission covers. */
export function missingPermissions(need: PermissionNeed, granted: readonly string[]): PermissionNeed {
  return need.filter((anyOf) => !anyOf.some((name) => granted.includes(name)));
}

/** The permissions for reading an area, as text: the least privileged one, or the one that is also needed for
 *  writing. */
export function permissionToRead(area: GraphAreaName): string {
  const { read, write = [] }: GraphArea = graphAreas[area];
  const alsoWrites = write.flat();
  return inWords(read.map(([least = "", ...others]) => [least, ...others.filter((name) => alsoWrites.includes(name))]));
}

/** The least privileged permissions for reading an area. */
export function leastToRead(area: GraphAreaName): readonly string[] {
  return graphAreas[area].read.flatMap(([least]) => least);
}

/** All that status, drift, enrollment, report, runbook and a preview read with: the least privileged permissions. */
export function readOnlyPermissions(): string[] {
  const areas = Object.keys(graphAreas) as GraphAreaName[];
  return [...new Set([...areas.flatMap(leastToRead), permissionForMemberNames])];
}

/** Those of the permissions that can change something in an area. */
export function permissionsThatWrite(area: GraphAreaName, granted: readonly string[]): string[] {
  const { write = [] }: GraphArea = graphAreas[area];
  const reading = readOnlyPermissions();
  return granted.filter((name) => write.flat().includes(name) && !reading.includes(name));
}

/** The permissions for writing an area, as text. */
export function permissionToWrite(area: WrittenGraphAreaName): string {
  return inWords(graphAreas[area].write);
}

/** Formats `A or B, and C`. Directory-wide permissions are named only if there is no narrower one. */
function inWords(need: PermissionNeed): string {
  return need
    .map((anyOf) => {
      const narrow = anyOf.filter((name) => !name.startsWith("Directory."));
      return (narrow.length > 0 ? narrow : anyOf.slice(0, 1)).join(" or ");
    })
    .join(", and ");
}
