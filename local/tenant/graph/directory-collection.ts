import type { FastifyRequest } from "fastify";
import { type GraphApi, rootOf } from "./graph-api";
import type { DirectoryKind, DirectoryObject } from "./directory";
import { badRequest } from "./graph-error-body";
import { type Filterable, filterTest } from "./odata/filter";
import { firstPage, type Page, pageOf } from "./odata/odata-paging";
import { hasEventualConsistency, type Query, readQuery } from "./odata/odata-query";
import { callerOf, hasAnyPermission, permissionsToRead } from "./route-permissions";
import { structuralProperties } from "./graph-schemas";
import { checkSelect, viewOf } from "./view";

type FilterProperties = Filterable["properties"];

export function odataType(kind: DirectoryKind): string {
  return `microsoft.graph.${kind}`;
}

export function propertiesOf(object: DirectoryObject): Readonly<Record<string, unknown>> {
  return { ...object.properties, id: object.id };
}

/** A page of objects of one type. */
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

/** Ids of objects in ascending order, those after an id only. */
export type IdsAfter = (after?: string) => Iterable<string>;

/** A page of a navigation property: objects of several types, each with its type. */
export function relatedTo(api: GraphApi, request: FastifyRequest, ids: IdsAfter): object {
  const query = readQuery(request);
  if (query.filter !== undefined) throw badRequest("Filtering of related objects is not served by the local tenant.");
  const page = firstPage(existing(api, ids(query.after)), ({ id }) => id, query.top);
  const counts = query.advanced && query.after === undefined;
  return {
    "@odata.context": `${rootOf(api)}/$metadata#directoryObjects`,
    ...(counts ? { "@odata.count": [...existing(api, ids())].length } : {}),
    ...nextLinkIfAny(api, request, page),
    value: page.items.map((object) =>
      withType(object.kind, viewOf(api.version, odataType(object.kind), visible(request, object), query.select)),
    ),
  };
}

/** Ids in the order that pages have. */
export function inOrder(ids: readonly string[]): IdsAfter {
  return (after) => ids.toSorted().filter((id) => after === undefined || id > after);
}

/** An object that was deleted is no longer related to anything. */
function* existing(api: GraphApi, ids: Iterable<string>): Iterable<DirectoryObject> {
  for (const id of ids) {
    const object = api.directory.find(id);
    if (object !== undefined) yield object;
  }
}

/** A caller that may read a list but not its objects gets only type and id.
 *  Source: https://learn.microsoft.com/graph/permissions-overview, "Limited information returned for inaccessible member objects" */
function visible(request: FastifyRequest, object: DirectoryObject): Readonly<Record<string, unknown>> {
  return hasAnyPermission(callerOf(request), permissionsToRead[object.kind]) ? propertiesOf(object) : { id: object.id };
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
    ...nextLinkIfAny(api, request, page),
    value: page.items.map(show),
  };
}

/** The link to the page after this one, as a member of the answer. */
export function nextLinkIfAny(
  api: Pick<GraphApi, "context">,
  request: FastifyRequest,
  { next }: Pick<Page<unknown>, "next">,
): object {
  if (next === undefined) return {};
  const url = new URL(request.url, api.context.settings.baseUrl);
  url.searchParams.set("$skiptoken", next);
  return { "@odata.nextLink": url.href };
}
