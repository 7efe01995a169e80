import { z } from "zod";
import { permissionToRead } from "../../model/graph-permissions";
import type { EnterpriseApplication } from "../../resources/lookout-tenant-consent/lookout-tenant-consent.schema";
import type { GraphClient } from "./graph-client";
import { odataText, readAllPages } from "./graph-pages";

// Read-only: changing or deleting a vendor's enterprise application revokes the tenant's consent.
const servicePrincipals = "/v1.0/servicePrincipals";
const readApplications = permissionToRead("enterpriseApplications");
const readGrants = permissionToRead("delegatedGrants");

/** Client id of Microsoft Graph itself. Source: https://learn.microsoft.com/troubleshoot/entra/entra-id/governance/verify-first-party-apps-sign-in */
export const graphApplicationId = "00000003-0000-0000-c000-000000000000";

const applicationSchema = z.looseObject({
  id: z.string(),
  appId: z.string(),
  displayName: z.string().nullish(),
});
const appRoleSchema = z.looseObject({ id: z.string(), value: z.string().nullish() });
const resourceSchema = z.looseObject({ id: z.string(), appRoles: z.array(appRoleSchema) });
const assignmentSchema = z.looseObject({ appRoleId: z.string(), resourceId: z.string() });
const grantSchema = z.looseObject({ consentType: z.string().nullish(), scope: z.string().nullish() });

/** Finds enterprise applications by client id or exact display name.
 *  Source: https://learn.microsoft.com/graph/api/serviceprincipal-list */
export async function findEnterpriseApplications(
  graph: GraphClient,
  by: { readonly appId: string } | { readonly displayName: string },
): Promise<EnterpriseApplication[]> {
  const filter = "appId" in by ? `appId eq ${odataText(by.appId)}` : `displayName eq ${odataText(by.displayName)}`;
  const path = `${servicePrincipals}?$filter=${encodeURIComponent(filter)}&$select=id,appId,displayName`;
  const found = await readAll(graph, path, applicationSchema, readApplications);
  return found.map(({ id, appId, displayName }) => ({ id, appId, displayName: displayName ?? "" }));
}

/** Lists the names of the Microsoft Graph application permissions that were granted to an enterprise application.
 *  Source: https://learn.microsoft.com/graph/api/serviceprincipal-list-approleassignments */
export async function listGrantedApplicationPermissions(graph: GraphClient, id: string): Promise<string[]> {
  const ofGraph = encodeURIComponent(`appId eq ${odataText(graphApplicationId)}`);
  const [assignments, resources] = await Promise.all([
    readAll(graph, `${servicePrincipals}/${id}/appRoleAssignments`, assignmentSchema, readApplications),
    readAll(graph, `${servicePrincipals}?$filter=${ofGraph}&$select=id,appRoles`, resourceSchema, readApplications),
  ]);
  return assignments.flatMap(({ appRoleId, resourceId }) => {
    const role = resources.find((one) => one.id === resourceId)?.appRoles.find((one) => one.id === appRoleId);
    return role?.value ? [role.value] : [];
  });
}

/** Lists the names of the delegated permissions that were granted to an enterprise application for all users.
 *  Source: https://learn.microsoft.com/graph/api/serviceprincipal-list-oauth2permissiongrants */
export async function listGrantedDelegatedPermissions(graph: GraphClient, id: string): Promise<string[]> {
  const grants = await readAll(graph, `${servicePrincipals}/${id}/oauth2PermissionGrants`, grantSchema, readGrants);
  return grants
    .filter(({ consentType }) => consentType === "AllPrincipals")
    .flatMap(({ scope }) => (scope ?? "").split(" "))
    .filter((name) => name !== "");
}

function readAll<T>(graph: GraphClient, path: string, member: z.ZodType<T>, permission: string): Promise<T[]> {
  return readAllPages(graph, { path, member, permission, what: "a list of these objects" });
}
