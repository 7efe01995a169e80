import type { GraphApi } from "./graph-api";
import type { DirectoryKind, DirectoryObject } from "./directory";
import { invalidRequest, resourceNotFound } from "./graph-error-body";

export type Reference = "members" | "owners";

const allowedKinds: Readonly<Record<Reference, readonly DirectoryKind[]>> = {
  members: ["group", "user", "servicePrincipal", "device"],
  owners: ["user", "servicePrincipal"],
};
const referenceUrl =
  /^https:\/\/[^/]+\/(?:v1\.0|beta)\/(?:directoryObjects|users|groups|servicePrincipals|devices)\/(?<id>[0-9a-f-]{36})$/i;

/** Objects that `members@odata.bind` or `owners@odata.bind` of a new object name. */
export function boundObjects(api: GraphApi, reference: Reference, urls: unknown): readonly string[] {
  if (!Array.isArray(urls)) return [];
  if (urls.length > 20) {
    throw invalidRequest(`The limit of 20 bound objects per request was exceeded for '${reference}'.`);
  }
  const ids = urls.map((url) => referencedObject(api, reference, url).id);
  if (new Set(ids).size !== ids.length) throw invalidRequest("Request contains a property with duplicate values.");
  return ids;
}

/** The object that an `@odata.id` or an entry of an `@odata.bind` names. */
export function referencedObject(api: GraphApi, reference: Reference, url: unknown): DirectoryObject {
  const id = typeof url === "string" ? referenceUrl.exec(url)?.groups?.id : undefined;
  if (id === undefined) {
    throw invalidRequest(
      `Invalid entity reference '${String(url)}' for '${reference}'. Use ${api.context.settings.baseUrl}/${api.version}/directoryObjects/{id}.`,
    );
  }
  const object = api.directory.find(id);
  if (object === undefined) throw resourceNotFound(id);
  if (!allowedKinds[reference].includes(object.kind)) {
    throw invalidRequest(`The object '${id}' of type '${object.kind}' cannot be one of a group's ${reference}.`);
  }
  return object;
}

/** The list with one more object. */
export function withReference(list: readonly string[], id: string, reference: Reference): readonly string[] {
  if (list.includes(id)) {
    throw invalidRequest(
      `One or more added object references already exist for the following modified properties: '${reference}'.`,
    );
  }
  return [...list, id];
}

/** The list without the object. */
export function withoutReference(list: readonly string[], id: string): readonly string[] {
  const key = id.toLowerCase();
  if (!list.includes(key)) throw resourceNotFound(id);
  return list.filter((other) => other !== key);
}
