import type { FastifyRequest } from "fastify";
import { type GraphApi, rootOf } from "./api";
import type { DirectoryKind, DirectoryObject } from "./directory";
import { badRequest } from "./errors";
import { type Filterable, filterTest } from "./odata/filter";
import { pageOf } from "./odata/paging";
import { hasEventualConsistency, type Query, readQuery } from "./odata/query";
import { structuralProperties } from "./schemas";
import { checkSelect, viewOf } from "./view";

type FilterProperties = Filterable["properties"];

export function odataType(kind: DirectoryKind): string {
  return `microsoft.graph.${kind}`;
}

export function propertiesOf(object: DirectoryObject): Readonly<Record<string, unknown>> {
  return { ...object.properties, id: object.id };
}

/** A page of objects of one kind. */
export function listOf(
  api: GraphApi,
  request: FastifyRequest,
  kind: DirectoryKind,
  filterable: FilterProperties,
): object {
  const query = readQuery(request);
  const type = odataType(kind);
  checkSelect(api.version, type, query.select);
  const test = testOf(api, kind, filterable, query);
  const found = api.directory.list(kind).filter((object) => test(propertiesOf(object)));
  return envelope(api, request, query, `${kind}s`, found, (object) =>
    viewOf(api.version, type, propertiesOf(object), query.select),
  );
}

/** A page of what a navigation property leads to: objects of several kinds, each with its type. */
export function relatedTo(api: GraphApi, request: FastifyRequest, ids: readonly string[]): object {
  const query = readQuery(request);
  if (query.filter !== undefined) throw badRequest("Filtering of related objects is not served by the local tenant.");
  // An object that was deleted is no longer related to anything.
  const found = ids.flatMap((id) => api.directory.find(id) ?? []);
  return envelope(api, request, query, "directoryObjects", found, (object) =>
    withType(object.kind, viewOf(api.version, odataType(object.kind), propertiesOf(object), query.select)),
  );
}

export function withType(kind: DirectoryKind, view: object): object {
  return { "@odata.type": `#${odataType(kind)}`, ...view };
}

/** One object, with its context. */
export function entity(
  api: GraphApi,
  kind: DirectoryKind,
  object: DirectoryObject,
  select?: readonly string[],
): object {
  const type = odataType(kind);
  checkSelect(api.version, type, select);
  const context = `${rootOf(api)}/$metadata#${kind}s/$entity`;
  return { "@odata.context": context, ...viewOf(api.version, type, propertiesOf(object), select) };
}

/** The number of objects as text; Entra counts for advanced queries only. */
export function countOf(
  api: GraphApi,
  request: FastifyRequest,
  kind: DirectoryKind,
  filterable: FilterProperties,
): string {
  if (!hasEventualConsistency(request)) {
    throw badRequest("$count is not currently supported without the header ConsistencyLevel: eventual.");
  }
  const test = testOf(api, kind, filterable, { ...readQuery(request), advanced: true });
  return String(api.directory.list(kind).filter((object) => test(propertiesOf(object))).length);
}

function testOf(
  api: GraphApi,
  kind: DirectoryKind,
  properties: FilterProperties,
  { filter, advanced }: Query,
): (object: Readonly<Record<string, unknown>>) => boolean {
  if (filter === undefined) return () => true;
  const resource = kind.charAt(0).toUpperCase() + kind.slice(1);
  const known = Object.keys(structuralProperties(api.version, odataType(kind)));
  return filterTest(filter, { resource, properties, known }, advanced);
}

function envelope(
  api: GraphApi,
  request: FastifyRequest,
  query: Query,
  set: string,
  found: readonly DirectoryObject[],
  show: (object: DirectoryObject) => object,
): object {
  const page = pageOf(found, ({ id }) => id, query.after, query.top);
  return {
    "@odata.context": `${rootOf(api)}/$metadata#${set}`,
    ...(query.advanced && query.after === undefined ? { "@odata.count": found.length } : {}),
    ...(page.next === undefined ? {} : { "@odata.nextLink": nextLink(api, request, page.next) }),
    value: page.items.map(show),
  };
}

/** The address of the page that a token stands for. */
export function nextLink(api: Pick<GraphApi, "context">, request: FastifyRequest, token: string): string {
  const url = new URL(request.url, api.context.settings.baseUrl);
  url.searchParams.set("$skiptoken", token);
  return url.href;
}
