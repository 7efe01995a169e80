import type { FastifyRequest } from "fastify";
import { type GraphApi, type IdParams, rootOf } from "../graph-api";
import { type Body, readBody, structuralPart } from "../body";
import { badRequest, GraphError } from "../graph-error-body";
import { pageOf } from "../odata/odata-paging";
import { readExpand, readQuery } from "../odata/odata-query";
import { requireIntunePermission } from "../route-permissions";
import { structuralProperties } from "../graph-schemas";
import type { EntityStore, IntuneEntity } from "./entity-store";

/** Definition of an Intune collection. */
export interface IntuneCollection {
  /** Below the version, such as `/deviceManagement/deviceCompliancePolicies`. */
  readonly path: string;
  /** The type of its members, or their common base, as the schemas have it. */
  readonly baseType: string;
  /** Types, with `#`, that this Graph version can create. It refuses others. */
  readonly types: readonly string[];
  /** Whether responses name the type of each object. Graph omits it in collections of one type. */
  readonly showsType: boolean;
  readonly store: EntityStore;
  readonly read: readonly string[];
  readonly write: readonly string[];
  newId(): string;
  /** Properties that the service writes, with their initial values. */
  readonly initial: (entity: Pick<IntuneEntity, "id" | "odataType">) => Readonly<Record<string, unknown>>;
  /** Properties that only a POST may hold. */
  readonly createOnly?: readonly string[];
  /** Validates a new object's body, and extracts its parts. Throws Graph's errors. */
  readonly onCreate?: (body: Body, id: string) => IntuneEntity["parts"];
  /** Properties that the service computes on read. */
  readonly computed?: (entity: IntuneEntity) => Readonly<Record<string, unknown>>;
  /** Names of the parts that `$expand` accepts. */
  readonly parts: readonly string[];
}

/** Properties that every Intune object has from the service. */
const serverOwned = ["id", "createdDateTime", "lastModifiedDateTime", "version"];

/** List, get, create, change and delete. */
export function registerIntuneCollection(api: GraphApi, collection: IntuneCollection): void {
  const { app, context } = api;
  const { path, store } = collection;

  app.get(path, (request) => {
    requireIntunePermission(request, collection.read);
    const query = readQuery(request, ["$expand"]);
    if (query.filter !== undefined) throw badRequest("$filter is not served for this collection by the local tenant.");
    const expand = readExpand(request, collection.parts);
    const shown = store.all().filter(({ odataType }) => isShownIn(api, collection, odataType));
    const page = pageOf(shown, ({ id }) => id, query.after, query.top);
    const next = new URL(request.url, context.settings.baseUrl);
    if (page.next !== undefined) next.searchParams.set("$skiptoken", page.next);
    return {
      "@odata.context": `${rootOf(api)}/$metadata#${path.slice(1)}`,
      ...(page.next === undefined ? {} : { "@odata.nextLink": next.href }),
      value: page.items.map((entity) => view(api, collection, entity, expand, query.select)),
    };
  });

  app.get<IdParams>(`${path}/:id`, (request) => {
    requireIntunePermission(request, collection.read);
    const { select } = readQuery(request, ["$expand"]);
    const expand = readExpand(request, collection.parts);
    return withContext(api, collection, view(api, collection, existing(api, collection, request), expand, select));
  });

  app.post(path, async (request, reply) => {
    requireIntunePermission(request, collection.write);
    const body = readTypedBody(api, collection, request.body);
    const odataType = String(body["@odata.type"]);
    refuseServerOwned(body);
    const id = collection.newId();
    const parts = collection.onCreate?.(body, id) ?? {};
    const given = Object.fromEntries(Object.entries(structuralPart(body)).filter(([name]) => !(name in parts)));
    const entity = store.put({
      id,
      odataType,
      properties: stamped(api, { ...collection.initial({ id, odataType }), ...given }, undefined),
      parts: { ...emptyParts(collection), ...parts },
      createdAt: context.now(),
    });
    return reply.status(201).send(withContext(api, collection, view(api, collection, entity, {}, undefined)));
  });

  app.patch<IdParams>(`${path}/:id`, async (request, reply) => {
    requireIntunePermission(request, collection.write);
    const entity = existing(api, collection, request);
    const body = readTypedBody(api, collection, request.body);
    if (body["@odata.type"] !== entity.odataType) {
      throw badRequest(`The type of an object cannot be changed: it is ${entity.odataType}.`);
    }
    refuseServerOwned(body);
    const given = structuralPart(body);
    const refused = Object.keys(given).find(
      (name) => collection.createOnly?.includes(name) === true || collection.parts.includes(name),
    );
    if (refused !== undefined) throw badRequest(`The property '${refused}' cannot be updated.`);
    store.put({ ...entity, properties: stamped(api, { ...entity.properties, ...given }, entity) });
    return reply.status(204).send();
  });

  app.delete<IdParams>(`${path}/:id`, async (request, reply) => {
    requireIntunePermission(request, collection.write);
    store.delete(existing(api, collection, request).id);
    return reply.status(204).send();
  });
}

/** The object of a path; Intune's 404 when there is none. */
export function existing(api: GraphApi, collection: IntuneCollection, request: FastifyRequest<IdParams>): IntuneEntity {
  const { id } = request.params;
  const entity = collection.store.find(id);
  if (entity !== undefined && isShownIn(api, collection, entity.odataType)) return entity;
  throw new GraphError(404, "ResourceNotFound", `An object with the id '${id}' was not found in ${collection.path}.`);
}

/** Stores a part of an object. */
export function putPart(
  collection: IntuneCollection,
  entity: IntuneEntity,
  name: string,
  items: IntuneEntity["parts"][string],
): IntuneEntity {
  return collection.store.put({ ...entity, parts: { ...entity.parts, [name]: items } });
}

function readTypedBody(api: GraphApi, { baseType, types }: IntuneCollection, given: unknown): Body {
  const body = readBody(api.version, baseType, given);
  const type = body["@odata.type"];
  if (typeof type === "string" && types.includes(type)) return body;
  throw badRequest(
    `The body must have the property '@odata.type' with a type that ${api.version} creates here: ${types.join(", ")}.`,
  );
}

function refuseServerOwned(body: Body): void {
  const name = serverOwned.find((candidate) => candidate in body);
  if (name !== undefined) throw badRequest(`The property '${name}' is written by the service and cannot be set.`);
}

/** v1.0 omits objects of unknown types. */
function isShownIn(api: GraphApi, collection: IntuneCollection, odataType: string): boolean {
  return Object.keys(propertiesOf(api, collection, odataType)).length > 0;
}

function propertiesOf(api: GraphApi, { baseType }: IntuneCollection, odataType: string) {
  return structuralProperties(api.version, odataType.slice(1), baseType);
}

/** The object as this version of Graph knows its type: absent values as null, or as the empty value they must have. */
function view(
  api: GraphApi,
  collection: IntuneCollection,
  entity: IntuneEntity,
  expand: Readonly<Record<string, readonly string[]>>,
  select: readonly string[] | undefined,
): Record<string, unknown> {
  const values: Readonly<Record<string, unknown>> = {
    ...entity.properties,
    ...collection.computed?.(entity),
    id: entity.id,
  };
  // A body may contain parts inline. A response has them only with $expand.
  const known = Object.fromEntries(
    Object.entries(propertiesOf(api, collection, entity.odataType)).filter(
      ([name]) => !collection.parts.includes(name),
    ),
  );
  const shown = (select ?? Object.keys(known)).flatMap((name) => {
    const { type } = known[name] ?? {};
    const value = values[name] ?? (type === "boolean" ? false : type === "array" ? [] : null);
    return name in known && (value !== null || typeof type !== "string") ? [[name, value] as const] : [];
  });
  const parts = Object.entries(expand).map(([name, inner]) => [name, partOf(entity, name, inner)] as const);
  return {
    ...(collection.showsType ? { "@odata.type": entity.odataType } : {}),
    ...Object.fromEntries(shown),
    ...Object.fromEntries(parts),
  };
}

/** A part, without what inside it was not asked for by a `$expand` of its own. */
function partOf(entity: IntuneEntity, name: string, inner: readonly string[]): readonly object[] {
  const navigations = nested[name] ?? [];
  return (entity.parts[name] ?? []).map((item) =>
    Object.fromEntries(Object.entries(item).filter(([key]) => !navigations.includes(key) || inner.includes(key))),
  );
}

/** Navigation properties inside parts. */
const nested: Readonly<Record<string, readonly string[]>> = {
  scheduledActionsForRule: ["scheduledActionConfigurations"],
};

function withContext(api: GraphApi, { path }: IntuneCollection, object: object): object {
  return { "@odata.context": `${rootOf(api)}/$metadata#${path.slice(1)}/$entity`, ...object };
}

function emptyParts({ parts }: IntuneCollection): IntuneEntity["parts"] {
  return Object.fromEntries(parts.map((name) => [name, []]));
}

function stamped(
  { context }: GraphApi,
  properties: Readonly<Record<string, unknown>>,
  before: IntuneEntity | undefined,
): Record<string, unknown> {
  const now = new Date(context.now()).toISOString();
  return {
    ...properties,
    createdDateTime: before?.properties.createdDateTime ?? now,
    lastModifiedDateTime: now,
    version: Number(before?.properties.version ?? 0) + 1,
  };
}
