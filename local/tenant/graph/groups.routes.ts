import type { FastifyRequest } from "fastify";
import { type GraphApi, type IdParams } from "./graph-api";
import { type Body, readBody, refuseReadOnly, requireProperties, structuralPart } from "./body";
import { countOf, entity, listOf, odataType } from "./directory-collection";
import type { DirectoryObject } from "./directory";
import { invalidRequest, resourceNotFound } from "./graph-error-body";
import { readQuery } from "./odata/odata-query";
import { callerOf, hasAnyPermission, permissions, requirePermission } from "./route-permissions";
import { boundObjects } from "./references";

const type = odataType("group");
/** Source: https://learn.microsoft.com/graph/aad-advanced-queries, the table of group properties. */
const filterable = {
  createdDateTime: [],
  description: ["startsWith"],
  displayName: ["startsWith"],
  groupTypes: ["any"],
  id: [],
  mail: ["startsWith"],
  mailEnabled: [],
  mailNickname: ["startsWith"],
  securityEnabled: [],
} as const;

/** Groups. Their members and owners are in group-references.routes.ts. */
export function registerGroups(api: GraphApi): void {
  const { app, directory } = api;

  app.get("/groups", (request) => {
    requirePermission(request, permissions.readGroups);
    return listOf(api, request, "group", filterable);
  });

  app.get("/groups/$count", async (request, reply) => {
    requirePermission(request, permissions.readGroups);
    return reply.type("text/plain").send(countOf(api, request, "group", filterable));
  });

  app.post("/groups", async (request, reply) => {
    requirePermission(request, permissions.createGroups);
    const group = createGroup(api, request, readBody(api.version, type, request.body));
    return reply.status(201).send(entity(api, "group", group));
  });

  app.get<IdParams>("/groups/:id", (request) =>
    entity(api, "group", accessibleGroup(api, request, permissions.readGroups), readQuery(request).select),
  );

  app.patch<IdParams>("/groups/:id", async (request, reply) => {
    const group = accessibleGroup(api, request, permissions.writeGroups);
    const body = readBody(api.version, type, request.body);
    refuseReadOnly(api.version, type, body);
    checkTexts(body);
    refuseChangeOfRoleAssignment(group, body);
    directory.update("group", group.id, ({ properties }) => ({
      properties: { ...properties, ...structuralPart(body) },
    }));
    return reply.status(204).send();
  });

  app.delete<IdParams>("/groups/:id", async (request, reply) => {
    const group = accessibleGroup(api, request, permissions.writeGroups);
    directory.delete("group", group.id);
    return reply.status(204).send();
  });
}

/** The group of the path, for a caller with one of the permissions, or with Group.Create if it owns the group. */
export function accessibleGroup(
  api: GraphApi,
  request: FastifyRequest<IdParams>,
  anyOf: readonly string[],
): DirectoryObject {
  const caller = callerOf(request);
  const ownGroupsOnly = !hasAnyPermission(caller, anyOf) && caller.roles.includes("Group.Create");
  if (!ownGroupsOnly) requirePermission(request, anyOf);
  const group = api.directory.get("group", request.params.id);
  if (ownGroupsOnly && !group.owners.includes(caller.objectId.toLowerCase())) requirePermission(request, anyOf);
  return group;
}

function createGroup(api: GraphApi, request: FastifyRequest, body: Body): DirectoryObject {
  refuseReadOnly(api.version, type, body);
  requireProperties("Group", body, ["displayName", "mailEnabled", "mailNickname", "securityEnabled"]);
  checkTexts(body);
  checkKindOfGroup(body);
  if (body.isAssignableToRole === true) requirePermission(request, permissions.createRoleAssignableGroups);
  const owners = boundObjects(api, "owners", body["owners@odata.bind"]);
  const members = boundObjects(api, "members", body["members@odata.bind"]);
  const createdDateTime = new Date(api.context.now()).toISOString();
  return api.directory.create("group", { properties: { ...structuralPart(body), createdDateTime }, owners, members });
}

function checkTexts(body: Body): void {
  const { displayName, mailNickname } = body;
  if (
    displayName !== undefined &&
    (typeof displayName !== "string" || displayName === "" || displayName.length > 256)
  ) {
    throw invalidValue("displayName");
  }
  // Source: https://learn.microsoft.com/graph/api/group-post-groups, the characters that mailNickname cannot hold.
  const refused = /[@()\\[\]";:<>, \u{80}-\u{10ffff}]/u;
  if (
    mailNickname !== undefined &&
    (typeof mailNickname !== "string" || mailNickname === "" || mailNickname.length > 64 || refused.test(mailNickname))
  ) {
    throw invalidValue("mailNickname");
  }
}

function checkKindOfGroup({ groupTypes, mailEnabled, securityEnabled, membershipRule }: Body): void {
  const types = Array.isArray(groupTypes) ? groupTypes : [];
  if (mailEnabled === true && !types.includes("Unified")) {
    throw invalidRequest(
      "The service does not currently support writes of mail-enabled groups. Please ensure that the mail-enablement property is unset and the security-enablement property is set.",
    );
  }
  if (mailEnabled !== true && securityEnabled !== true) throw invalidValue("securityEnabled");
  if (types.includes("DynamicMembership") && typeof membershipRule !== "string") throw invalidValue("membershipRule");
}

function refuseChangeOfRoleAssignment(group: DirectoryObject, body: Body): void {
  const before = group.properties.isAssignableToRole ?? null;
  if (body.isAssignableToRole !== undefined && body.isAssignableToRole !== before) {
    throw invalidRequest("Property 'isAssignableToRole' can only be set when the group is created.");
  }
}

function invalidValue(property: string): Error {
  return invalidRequest(`Invalid value specified for property '${property}' of resource 'Group'.`);
}

/** The visible groups that contain the object. */
export function groupsContaining(api: GraphApi, id: string): readonly string[] {
  const named = nameOfPhoneGroup(api, id);
  const contains = ({ members, properties }: DirectoryObject): boolean =>
    members.includes(id) || (named !== undefined && properties.displayName === named);
  return api.directory.list("group").flatMap((group) => (contains(group) ? [group.id] : []));
}

/** The group that a phone's owner is in, as its source names it. */
function nameOfPhoneGroup(api: GraphApi, id: string): string | undefined {
  for (const source of api.directory.phones()) {
    const index = source.indexOf(id);
    const phone = index === undefined ? undefined : source.at(index);
    if (phone?.userId === id && phone.isInGroup) return source.groupName;
  }
  return undefined;
}

/** The object of a reference path, which must be visible. */
export function existing(api: GraphApi, id: string): DirectoryObject {
  const object = api.directory.find(id);
  if (object === undefined) throw resourceNotFound(id);
  return object;
}
