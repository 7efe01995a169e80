import type { GraphApi, IdParams } from "./graph-api";
import { type Body, readBody, refuseReadOnly, requireProperties, structuralPart } from "./body";
import { countOf, entity, inOrder, listOf, odataType, relatedTo } from "./directory-collection";
import type { DirectoryObject } from "./directory";
import { invalidRequest, resourceNotFound } from "./graph-error-body";
import { groupsContaining } from "./groups.routes";
import { readQuery } from "./odata/odata-query";
import { initialDomain } from "./organization.routes";
import { permissions, requirePermission } from "./route-permissions";

const type = odataType("user");
/** Source: https://learn.microsoft.com/graph/aad-advanced-queries, the table of user properties. */
const filterable = {
  accountEnabled: [],
  department: ["startsWith"],
  displayName: ["startsWith"],
  givenName: ["startsWith"],
  id: [],
  jobTitle: ["startsWith"],
  mail: ["startsWith"],
  mailNickname: ["startsWith"],
  surname: ["startsWith"],
  userPrincipalName: ["startsWith"],
  userType: [],
} as const;

export function registerUsers(api: GraphApi): void {
  const { app, directory } = api;

  app.get("/users", (request) => {
    requirePermission(request, permissions.readUsers);
    return listOf(api, request, "user", filterable);
  });

  app.get("/users/$count", async (request, reply) => {
    requirePermission(request, permissions.readUsers);
    return reply.type("text/plain").send(countOf(api, request, "user", filterable));
  });

  app.post("/users", async (request, reply) => {
    requirePermission(request, permissions.writeUsers);
    const user = createUser(api, readBody(api.version, type, request.body));
    return reply.status(201).send(entity(api, "user", user));
  });

  app.get<IdParams>("/users/:id", (request) => {
    requirePermission(request, permissions.readUsers);
    return entity(api, "user", userNamed(api, request.params.id), readQuery(request).select);
  });

  app.delete<IdParams>("/users/:id", async (request, reply) => {
    requirePermission(request, permissions.writeUsers);
    directory.delete("user", userNamed(api, request.params.id).id);
    return reply.status(204).send();
  });

  app.get<IdParams>("/users/:id/memberOf", (request) => {
    requirePermission(request, permissions.readUsers);
    return relatedTo(api, request, inOrder(groupsContaining(api, userNamed(api, request.params.id).id)));
  });
}

/** A path names a user by id or by user principal name. */
function userNamed(api: GraphApi, key: string): DirectoryObject {
  const named = api.directory.find(key);
  if (named?.kind === "user") return named;
  const user = api.directory.list("user").find(({ properties }) => sameName(properties.userPrincipalName, key));
  if (user === undefined) throw resourceNotFound(key);
  return user;
}

function createUser(api: GraphApi, body: Body): DirectoryObject {
  refuseReadOnly(api.version, type, body);
  const required = ["accountEnabled", "displayName", "mailNickname", "passwordProfile", "userPrincipalName"];
  requireProperties("User", body, required);
  checkPrincipalName(api, String(body.userPrincipalName));
  const given = structuralPart(body);
  delete given.passwordProfile; // The password is accepted but never stored.
  const createdDateTime = new Date(api.context.now()).toISOString();
  return api.directory.create("user", { properties: { userType: "Member", ...given, createdDateTime } });
}

function checkPrincipalName(api: GraphApi, name: string): void {
  const domain = name.split("@")[1];
  if (!sameName(domain, initialDomain)) {
    throw invalidRequest(
      `The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization. (${initialDomain})`,
    );
  }
  if (api.directory.written("user").some(({ properties }) => sameName(properties.userPrincipalName, name))) {
    throw invalidRequest("Another object with the same value for property userPrincipalName already exists.");
  }
}

function sameName(a: unknown, b: string): boolean {
  return typeof a === "string" && a.toLowerCase() === b.toLowerCase();
}
