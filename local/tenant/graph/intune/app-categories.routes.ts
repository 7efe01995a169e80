import { randomUUID } from "node:crypto";
import type { GraphApi, IdParams } from "../graph-api";
import { badRequest, GraphError } from "../graph-error-body";
import { requireIntunePermission } from "../route-permissions";
import { existing, putPart, registerIntuneCollection, type IntuneCollection } from "./intune-collection";
import type { EntityStore } from "./entity-store";

interface CategoryParams {
  Params: { readonly id: string; readonly categoryId: string };
}

const path = "/deviceAppManagement/mobileAppCategories";

/** Categories, and which apps are in them. Source: https://learn.microsoft.com/graph/api/intune-apps-mobileappcategory-list */
export function registerAppCategories(api: GraphApi, apps: IntuneCollection, store: EntityStore): void {
  const { app } = api;
  const type = "microsoft.graph.mobileAppCategory";
  const { read, write } = apps;
  registerIntuneCollection(api, {
    ...{ path, baseType: type, types: [`#${type}`], showsType: false, store, read, write },
    newId: randomUUID,
    initial: () => ({}),
    parts: [],
  });

  app.post<IdParams>(`${apps.path}/:id/categories/$ref`, async (request, reply) => {
    requireIntunePermission(request, write);
    const entity = existing(api, apps, request);
    const { "@odata.id": reference } = (request.body ?? {}) as Readonly<Record<string, unknown>>;
    const [, id] =
      /^https:\/\/[^/]+\/(?:v1\.0|beta)\/deviceAppManagement\/mobileAppCategories\/([^/]+)$/.exec(String(reference)) ??
      [];
    const category = id === undefined ? undefined : store.find(id);
    if (category === undefined)
      throw badRequest("The body of a reference is an object with the '@odata.id' of a category.");
    const others = (entity.parts.categories ?? []).filter((one) => one.id !== category.id);
    const shown = { id: category.id, displayName: category.properties.displayName };
    putPart(apps, entity, "categories", [...others, shown]);
    return reply.status(204).send();
  });

  app.delete<CategoryParams>(`${apps.path}/:id/categories/:categoryId/$ref`, async (request, reply) => {
    requireIntunePermission(request, write);
    const entity = existing(api, apps, request);
    const categories = entity.parts.categories ?? [];
    const left = categories.filter(({ id }) => id !== request.params.categoryId);
    if (left.length === categories.length) {
      throw new GraphError(404, "ResourceNotFound", `The app is not in the category '${request.params.categoryId}'.`);
    }
    putPart(apps, entity, "categories", left);
    return reply.status(204).send();
  });
}
