import type { FastifyRequest } from "fastify";
import type { GraphApi, IdParams } from "./graph-api";
import { readBody, refuseReadOnly, requireProperties, structuralPart } from "./body";
import { entity, listOf, odataType, inOrder, relatedTo } from "./directory-collection";
import type { DirectoryObject } from "./directory";
import { GraphError, invalidRequest } from "./graph-error-body";
import { groupsContaining } from "./groups.routes";
import { readQuery } from "./odata/odata-query";
import { callerOf, hasAnyPermission, permissions, requirePermission } from "./route-permissions";

const type = odataType("servicePrincipal");
/** Source: https://learn.microsoft.com/graph/aad-advanced-queries, the table of service principal properties. */
const filterable = {
  accountEnabled: [],
  appId: [],
  displayName: ["startsWith"],
  id: [],
  servicePrincipalNames: ["any"],
  servicePrincipalType: [],
  tags: ["any"],
} as const;

/** Enterprise applications. Deleting one takes the tenant's consent to that application with it. */
export function registerServicePrincipals(api: GraphApi): void {
  const { app, directory } = api;

  app.get("/servicePrincipals", (request) => {
    requirePermission(request, permissions.readApplications);
    return listOf(api, request, "servicePrincipal", filterable);
  });

  app.post("/servicePrincipals", async (request, reply) => {
    requirePermission(request, [...permissions.writeApplications, "Application.ReadWrite.OwnedBy"]);
    return reply.status(201).send(entity(api, "servicePrincipal", createServicePrincipal(api, request)));
  });

  app.get<IdParams>("/servicePrincipals/:id", (request) => {
    requirePermission(request, permissions.readApplications);
    const found = directory.get("servicePrincipal", request.params.id);
    return entity(api, "servicePrincipal", found, readQuery(request).select);
  });

  app.get<IdParams>("/servicePrincipals/:id/owners", (request) => {
    requirePermission(request, permissions.readApplications);
    return relatedTo(api, request, inOrder(directory.get("servicePrincipal", request.params.id).owners));
  });

  app.get<IdParams>("/servicePrincipals/:id/memberOf", (request) => {
    requirePermission(request, permissions.readApplications);
    const found = directory.get("servicePrincipal", request.params.id);
    return relatedTo(api, request, inOrder(groupsContaining(api, found.id)));
  });

  app.patch<IdParams>("/servicePrincipals/:id", async (request, reply) => {
    const found = writable(api, request);
    const body = readBody(api.version, type, request.body);
    refuseReadOnly(api.version, type, body);
    if (body.appId !== undefined && body.appId !== found.properties.appId) {
      throw invalidRequest("Property 'appId' is read-only and cannot be set.");
    }
    directory.update("servicePrincipal", found.id, ({ properties }) => ({
      properties: { ...properties, ...structuralPart(body) },
    }));
    return reply.status(204).send();
  });

  app.delete<IdParams>("/servicePrincipals/:id", async (request, reply) => {
    directory.delete("servicePrincipal", writable(api, request).id);
    return reply.status(204).send();
  });
}

/** The object of the path, for a caller that may write every application, or that owns this one. */
function writable(api: GraphApi, request: FastifyRequest<IdParams>): DirectoryObject {
  const caller = callerOf(request);
  const ownedOnly = !hasAnyPermission(caller, permissions.writeApplications);
  if (ownedOnly) requirePermission(request, ["Application.ReadWrite.OwnedBy", ...permissions.writeApplications]);
  const found = api.directory.get("servicePrincipal", request.params.id);
  if (ownedOnly && !found.owners.includes(caller.objectId.toLowerCase())) {
    requirePermission(request, permissions.writeApplications);
  }
  return found;
}

function createServicePrincipal(api: GraphApi, request: FastifyRequest): DirectoryObject {
  const body = readBody(api.version, type, request.body);
  refuseReadOnly(api.version, type, body);
  requireProperties("ServicePrincipal", body, ["appId"]);
  const appId = String(body.appId);
  if (api.directory.written("servicePrincipal").some(({ properties }) => properties.appId === appId)) {
    const message = `The service principal cannot be created, updated, or restored because the service principal name ${appId} is already in use.`;
    throw new GraphError(409, "Request_MultipleObjectsWithSameKeyValue", message);
  }
  const given = structuralPart(body);
  const standard = { accountEnabled: true, servicePrincipalNames: [appId], servicePrincipalType: "Application" };
  const caller = callerOf(request).objectId.toLowerCase();
  return api.directory.create("servicePrincipal", { properties: { ...standard, ...given }, owners: [caller] });
}
