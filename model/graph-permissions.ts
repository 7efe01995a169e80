/** Names of Graph application permissions: every group is needed, and any one of a group is enough, the least privileged
 *  first. */
export type PermissionNeed = readonly (readonly string[])[];

/** A part of Microsoft Graph that this product works on. */
export interface GraphArea {
  /** What it is, for people. */
  readonly title: string;
  readonly read: PermissionNeed;
  /** Left out where nothing is ever written. */
  readonly write?: PermissionNeed;
}

const readDirectory = ["Directory.Read.All", "Directory.ReadWrite.All"];
const readApplications: PermissionNeed = [["Application.Read.All", "Application.ReadWrite.All", ...readDirectory]];

/** Application permissions of Microsoft Graph by what they are for. Source: the permissions table of each operation, such as
 *  https://learn.microsoft.com/graph/api/intune-onboarding-mobilethreatdefenseconnector-update, and
 *  https://learn.microsoft.com/graph/permissions-reference */
export const graphAreas = {
  connector: {
    title: "Mobile Threat Defense connector",
    read: [["DeviceManagementServiceConfig.Read.All", "DeviceManagementServiceConfig.ReadWrite.All"]],
    write: [["DeviceManagementServiceConfig.ReadWrite.All"]],
  },
  // Their assignment and the approval of Android apps as well.
  compliance: {
    title: "compliance policies",
    read: [["DeviceManagementConfiguration.Read.All", "DeviceManagementConfiguration.ReadWrite.All"]],
    write: [["DeviceManagementConfiguration.ReadWrite.All"]],
  },
  // Their assignment as well.
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
    // With Group.Create an application changes only the groups that it made itself.
    write: [["Group.Create", "Group.ReadWrite.All", "Directory.ReadWrite.All"]],
  },
  // And the application permissions that they were granted.
  enterpriseApplications: {
    title: "enterprise applications",
    read: readApplications,
  },
  // Those that enterprise applications were granted.
  delegatedGrants: {
    title: "delegated permissions",
    read: [readDirectory],
  },
  licenses: {
    title: "licenses",
    read: [["LicenseAssignment.Read.All", "Organization.Read.All", "Organization.ReadWrite.All", ...readDirectory]],
  },
} as const satisfies Record<string, GraphArea>;

/** A key of `graphAreas`. */
export type GraphAreaName = keyof typeof graphAreas;

/** The areas in which this product writes. */
export type WrittenGraphAreaName = {
  [Name in GraphAreaName]: (typeof graphAreas)[Name] extends { readonly write: PermissionNeed } ? Name : never;
}[GraphAreaName];

/** The groups of a need that none of the granted permissions covers. */
export function missingPermissions(need: PermissionNeed, granted: readonly string[]): PermissionNeed {
  return need.filter((anyOf) => !anyOf.some((name) => granted.includes(name)));
}

/** The permissions that reading an area takes, in words: the least privileged, or the one that writing there takes. */
export function permissionToRead(area: GraphAreaName): string {
  const { read, write = [] }: GraphArea = graphAreas[area];
  const alsoWrites = write.flat();
  return inWords(read.map(([least = "", ...others]) => [least, ...others.filter((name) => alsoWrites.includes(name))]));
}

/** The permissions that writing in an area takes, in words. */
export function permissionToWrite(area: WrittenGraphAreaName): string {
  return inWords(graphAreas[area].write);
}

/** `A or B, and C`. Permissions for the whole directory are named only where nothing else will do. */
function inWords(need: PermissionNeed): string {
  return need
    .map((anyOf) => {
      const narrow = anyOf.filter((name) => !name.startsWith("Directory."));
      return (narrow.length > 0 ? narrow : anyOf.slice(0, 1)).join(" or ");
    })
    .join(", and ");
}
