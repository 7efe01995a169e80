import type { GraphAreaName } from "../../model/graph-permissions";

/** A method and a path without version; `{id}` stands for any id. */
export type Endpoint = `${"GET" | "POST" | "PATCH" | "DELETE"} ${Path}`;
type Path = `/${string}`;

interface AreaEndpoints {
  readonly read: readonly Endpoint[];
  readonly write: readonly Endpoint[];
}

const connectors = "/deviceManagement/mobileThreatDefenseConnectors";
const compliance = "/deviceManagement/deviceCompliancePolicies";
const apps = "/deviceAppManagement/mobileApps";
const configurations = "/deviceAppManagement/mobileAppConfigurations";
const protections: readonly Path[] = [
  "/deviceAppManagement/iosManagedAppProtections",
  "/deviceAppManagement/androidManagedAppProtections",
];
const appObjects: readonly Path[] = [apps, configurations, ...protections];
const accessPolicies = "/identity/conditionalAccess/policies";

const reads = (path: Path): Endpoint[] => [`GET ${path}`, `GET ${path}/{id}`];
const writes = (path: Path): Endpoint[] => [`POST ${path}`, `PATCH ${path}/{id}`, `DELETE ${path}/{id}`];

/** The endpoints of Graph that this package and the azuread provider use in each area. A test compares the requests of whole
 *  runs with them. */
export const endpointsOf: Readonly<Record<GraphAreaName, AreaEndpoints>> = {
  connector: { read: reads(connectors), write: writes(connectors) },
  compliance: {
    read: [...reads(compliance), "GET /deviceManagement/androidManagedStoreAccountEnterpriseSettings"],
    write: [
      ...writes(compliance),
      `POST ${compliance}/{id}/assign`,
      `POST ${compliance}/{id}/scheduleActionsForRules`,
      `DELETE ${compliance}/{id}/assignments/{id}`,
    ],
  },
  apps: {
    read: [...appObjects.flatMap(reads), "GET /deviceAppManagement/mobileAppCategories"],
    write: [
      ...appObjects.flatMap((path: Path): Endpoint[] => [
        ...writes(path),
        `POST ${path}/{id}/assign`,
        `DELETE ${path}/{id}/assignments/{id}`,
      ]),
      ...protections.map((path: Path): Endpoint => `POST ${path}/{id}/targetApps`),
      `POST ${apps}/{id}/categories/$ref`,
      `DELETE ${apps}/{id}/categories/{id}/$ref`,
    ],
  },
  managedDevices: { read: ["GET /deviceManagement/managedDevices"], write: [] },
  conditionalAccess: { read: reads(accessPolicies), write: writes(accessPolicies) },
  groups: {
    read: [
      ...reads("/groups"),
      "GET /groups/{id}/members",
      "GET /groups/{id}/transitiveMembers",
      "GET /groups/{id}/owners",
      "GET /groups/{id}/memberOf",
    ],
    write: writes("/groups"),
  },
  enterpriseApplications: {
    read: [...reads("/servicePrincipals"), "GET /servicePrincipals/{id}/appRoleAssignments"],
    write: [],
  },
  delegatedGrants: { read: ["GET /servicePrincipals/{id}/oauth2PermissionGrants"], write: [] },
  licenses: { read: ["GET /subscribedSkus"], write: [] },
};

/** The endpoint that shows the names of group members. */
export const memberNamesEndpoint: Endpoint = "GET /users/{id}";

/** What Microsoft's file does not list, and what a page of the same documentation says of it. */
export const unlisted: Readonly<Record<string, string>> = {
  "POST /deviceAppManagement/iosManagedAppProtections/{id}/assign":
    "listed below managedAppPolicies: https://learn.microsoft.com/graph/api/intune-mam-targetedmanagedappprotection-assign",
  "POST /deviceAppManagement/androidManagedAppProtections/{id}/assign":
    "listed below managedAppPolicies: https://learn.microsoft.com/graph/api/intune-mam-targetedmanagedappprotection-assign",
  "POST /deviceAppManagement/iosManagedAppProtections/{id}/targetApps": "listed below managedAppPolicies alone",
  "POST /deviceAppManagement/androidManagedAppProtections/{id}/targetApps": "listed below managedAppPolicies alone",
  "POST /deviceAppManagement/mobileApps/{id}/categories/$ref": "not verified: no page lists it",
  "DELETE /deviceAppManagement/mobileApps/{id}/categories/{id}/$ref": "not verified: no page lists it",
};

/** Permissions that we accept although Microsoft's file does not list them for an endpoint. */
export const notVerified: Readonly<Record<string, readonly Endpoint[]>> = {
  // For a group that the application owns, as one that it created. Source: the azuread provider,
  // https://www.pulumi.com/registry/packages/azuread/api-docs/group/
  "Group.Create": ["PATCH /groups/{id}", "DELETE /groups/{id}"],
  // The azuread provider's page names it for groups. For the rest it is taken to read what Directory.Read.All reads.
  "Directory.ReadWrite.All": [
    "DELETE /groups/{id}",
    "GET /groups/{id}/members",
    "GET /groups/{id}/transitiveMembers",
    "GET /groups/{id}/owners",
    "GET /servicePrincipals",
  ],
  // Listed for the other endpoints of groups.
  "Group.ReadWrite.All": ["GET /groups/{id}/memberOf"],
};
