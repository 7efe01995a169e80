import type { FastifyRequest } from "fastify";
import type { Caller } from "../tenant-context";
import type { DirectoryKind } from "./directory";
import { GraphError } from "./graph-error-body";

/** Application permissions, any of which opens a group of routes; the least privileged first.
 *  Source: the permissions table of each operation, https://learn.microsoft.com/graph/permissions-reference */
export const permissions = {
  readGroups: ["Group.Read.All", "Group.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"],
  readGroupMembers: [
    "GroupMember.Read.All",
    "GroupMember.ReadWrite.All",
    "Group.Read.All",
    "Group.ReadWrite.All",
    "Directory.Read.All",
    "Directory.ReadWrite.All",
  ],
  createGroups: ["Group.Create", "Group.ReadWrite.All", "Directory.ReadWrite.All"],
  writeGroups: ["Group.ReadWrite.All", "Directory.ReadWrite.All"],
  writeGroupMembers: ["GroupMember.ReadWrite.All", "Group.ReadWrite.All", "Directory.ReadWrite.All"],
  createRoleAssignableGroups: ["RoleManagement.ReadWrite.Directory"],
  readDevices: ["Device.Read.All", "Device.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"],
  readUsers: ["User.Read.All", "User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"],
  writeUsers: ["User.ReadWrite.All", "Directory.ReadWrite.All"],
  readApplications: [
    "Application.Read.All",
    "Application.ReadWrite.OwnedBy",
    "Application.ReadWrite.All",
    "Directory.Read.All",
    "Directory.ReadWrite.All",
  ],
  writeApplications: ["Application.ReadWrite.All", "Directory.ReadWrite.All"],
  readDirectory: ["Directory.Read.All", "Directory.ReadWrite.All"],
  readOrganization: [
    "Organization.Read.All",
    "Organization.ReadWrite.All",
    "Directory.Read.All",
    "Directory.ReadWrite.All",
  ],
  readLicenses: [
    "LicenseAssignment.Read.All",
    "Organization.Read.All",
    "Organization.ReadWrite.All",
    "Directory.Read.All",
    "Directory.ReadWrite.All",
  ],
  readIntuneServiceConfig: ["DeviceManagementServiceConfig.Read.All", "DeviceManagementServiceConfig.ReadWrite.All"],
  writeIntuneServiceConfig: ["DeviceManagementServiceConfig.ReadWrite.All"],
  readIntuneConfiguration: ["DeviceManagementConfiguration.Read.All", "DeviceManagementConfiguration.ReadWrite.All"],
  writeIntuneConfiguration: ["DeviceManagementConfiguration.ReadWrite.All"],
  readManagedDevices: ["DeviceManagementManagedDevices.Read.All", "DeviceManagementManagedDevices.ReadWrite.All"],
  readIntuneApps: ["DeviceManagementApps.Read.All", "DeviceManagementApps.ReadWrite.All"],
  writeIntuneApps: ["DeviceManagementApps.ReadWrite.All"],
  readPolicies: ["Policy.Read.All"],
  writeConditionalAccess: ["Policy.ReadWrite.ConditionalAccess"],
} as const satisfies Record<string, readonly string[]>;

/** Permissions to read the objects of a type. */
export const permissionsToRead: Readonly<Record<DirectoryKind, readonly string[]>> = {
  group: permissions.readGroups,
  user: permissions.readUsers,
  servicePrincipal: permissions.readApplications,
  device: permissions.readDevices,
};

/** The principal of the access token, which the tenant's authentication has checked. */
export function callerOf(request: FastifyRequest): Caller {
  const { caller } = request as FastifyRequest & { readonly caller?: Caller | null };
  if (!caller) throw new GraphError(401, "InvalidAuthenticationToken", "Access token is empty.");
  return caller;
}

export function hasAnyPermission(caller: Caller, anyOf: readonly string[]): boolean {
  return anyOf.some((permission) => caller.roles.includes(permission));
}

/** Refuses as Entra does, without the missing permission. A header that the real service does not have names it. */
export function requirePermission(request: FastifyRequest, anyOf: readonly string[]): void {
  if (hasAnyPermission(callerOf(request), anyOf)) return;
  throw new GraphError(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.", {
    "tenant-needs-one-of": anyOf.join(", "),
  });
}

/** Refuses as Conditional Access does, which requires several permissions, without the missing one. A header that the real
 *  service does not have names it. */
export function requireAccessPermissions(request: FastifyRequest, all: readonly (readonly string[])[]): void {
  const caller = callerOf(request);
  const missing = all.find((anyOf) => !hasAnyPermission(caller, anyOf));
  if (missing === undefined) return;
  throw new GraphError(
    403,
    "AccessDenied",
    "You cannot perform the requested operation, required scopes are missing in the token.",
    { "tenant-needs-one-of": missing.join(", ") },
  );
}

/** Refuses as Intune does, with the required scopes. */
export function requireIntunePermission(request: FastifyRequest, anyOf: readonly string[]): void {
  if (hasAnyPermission(callerOf(request), anyOf)) return;
  const scopes = anyOf.join(", ");
  const message = `Application is not authorized to perform this operation. Application must have one of the following scopes: ${scopes}`;
  throw new GraphError(403, "Forbidden", message, { "tenant-needs-one-of": scopes });
}
