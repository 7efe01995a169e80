import { idOf, objectIn } from "../azuread.graph";
import type { Operation } from "../managed-resource";

/** Owners that Graph takes when a group is created; more are added afterwards. */
const ownersAtCreation = 20;

export interface InitialOwners {
  readonly first: readonly string[];
  readonly rest: readonly string[];
}

/** The order in which the real provider names owners: the caller, then users, service principals, groups. */
export async function initialOwners(operation: Operation, owners: readonly string[]): Promise<InitialOwners> {
  const { graph, caller } = operation;
  if (owners.length === 0) return { first: [caller.objectId], rest: [] };
  const isCaller = (id: string) => id.toLowerCase() === caller.objectId.toLowerCase();
  const ordered = owners.filter(isCaller).map(() => caller.objectId);
  for (const type of ["user", "servicePrincipal", "group"]) {
    for (const owner of owners.filter((id) => !isCaller(id))) {
      // Asked once for each kind, as the real provider does: what the tenant sees stays the same.
      const path = `/v1.0/directoryObjects/${owner}`;
      const object = objectIn((await graph.send({ method: "GET", path, permission: "Directory.Read.All" })).body);
      if (object["@odata.type"] === `#microsoft.graph.${type}`) ordered.push(idOf(object));
    }
  }
  return { first: ordered.slice(0, ownersAtCreation), rest: ordered.slice(ownersAtCreation) };
}
