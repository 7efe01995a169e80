import type { GraphApi, IdParams } from "./graph-api";
import { inOrder, relatedTo } from "./directory-collection";
import type { DirectoryObject } from "./directory";
import { badRequest, invalidRequest } from "./graph-error-body";
import { accessibleGroup, groupsContaining } from "./groups.routes";
import { membersOf, transitiveMembersOf } from "./group-member-ids";
import { permissions } from "./route-permissions";
import { type Reference, referencedObject, withoutReference, withReference } from "./references";

interface ReferenceParams {
  Params: { readonly id: string; readonly referenceId: string };
}
const writePermissions = { members: permissions.writeGroupMembers, owners: permissions.writeGroups } as const;

/** Members, those of nested groups too, owners and the groups a group is in. */
export function registerGroupReferences(api: GraphApi): void {
  const { app } = api;
  for (const reference of ["members", "owners"] as const) registerReference(api, reference);

  app.get<IdParams>("/groups/:id/transitiveMembers", (request) => {
    const group = accessibleGroup(api, request, permissions.readGroupMembers);
    return relatedTo(api, request, transitiveMembersOf(api, group));
  });

  app.get<IdParams>("/groups/:id/memberOf", (request) => {
    const group = accessibleGroup(api, request, permissions.readGroupMembers);
    return relatedTo(api, request, inOrder(groupsContaining(api, group.id)));
  });
}

function registerReference(api: GraphApi, reference: Reference): void {
  const { app, directory } = api;

  app.get<IdParams>(`/groups/:id/${reference}`, (request) => {
    const group = accessibleGroup(api, request, permissions.readGroupMembers);
    return relatedTo(api, request, reference === "members" ? membersOf(api, group) : inOrder(group.owners));
  });

  app.post<IdParams>(`/groups/:id/${reference}/$ref`, async (request, reply) => {
    const group = accessibleGroup(api, request, writePermissions[reference]);
    const added = referencedObject(api, reference, readReference(request.body));
    if (added.id === group.id) throw invalidRequest("A group cannot be a member of itself.");
    directory.update("group", group.id, (newest) => ({
      [reference]: withReference(newest[reference], added.id, reference),
    }));
    return reply.status(204).send();
  });

  app.delete<ReferenceParams>(`/groups/:id/${reference}/:referenceId/$ref`, async (request, reply) => {
    const group = accessibleGroup(api, request, writePermissions[reference]);
    directory.update("group", group.id, (newest) => {
      const left = withoutReference(newest[reference], request.params.referenceId);
      if (reference === "owners") refuseRemovalOfLastUser(api, newest, left);
      return { [reference]: left };
    });
    return reply.status(204).send();
  });
}

function readReference(body: unknown): unknown {
  const known =
    typeof body === "object" && body !== null && Object.keys(body).every((key) => key.startsWith("@odata."));
  if (!known || !("@odata.id" in body)) {
    throw badRequest("The body of a reference is an object with '@odata.id'.");
  }
  return body["@odata.id"];
}

/** Source: https://learn.microsoft.com/graph/api/group-delete-owners ("the last owner (a user object) … can't be removed"). */
function refuseRemovalOfLastUser(api: GraphApi, group: DirectoryObject, left: readonly string[]): void {
  const isUser = (id: string): boolean => api.directory.find(id)?.kind === "user";
  if (group.owners.some(isUser) && !left.some(isUser)) {
    throw invalidRequest("The group must have at least one owner, hence this owner cannot be removed.");
  }
}
