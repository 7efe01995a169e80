import { quoteName } from "../../model/hidden-characters";
import { canonicalJson } from "../../model/revision";
import type { StoreAppSettings } from "./intune-store-app.schema";
import {
  addAppToCategory,
  listAppCategories,
  removeAppFromCategory,
  type AppCategory,
} from "../../clients/graph/app-categories";
import type { GraphClient } from "../../clients/graph/graph-client";
import type { GraphObject } from "../../clients/graph/graph-objects";
import type { GraphAction, GraphLocation } from "../graph-object/graph-object.definition";

/** The action that sets the app's categories. Without `categories`, they are not managed. */
export const categoriesAction: GraphAction<StoreAppSettings> = {
  settings: ["categories"],
  desired: ({ categories }) => key(categories),
  actual: (object, { categories }) => (categories === undefined ? key(undefined) : key(namesIn(object))),
  write: (location, { categories = [] }, object) => setCategories(location, categories, object),
  capture: (object) => namesIn(object),
  restore: (location, captured, object) => setCategories(location, captured as string[], object),
};

async function setCategories(
  { graph, collection, id }: GraphLocation,
  categories: readonly string[],
  object: GraphObject,
): Promise<void> {
  const known = await findCategories(graph, categories);
  const has = categoriesIn(object);
  const path = `${collection.path}/${id}`;
  const missing = known.filter((category) => !has.some((one) => one.id === category.id));
  const surplusCategories = has.filter((one) => !known.some((category) => category.id === one.id));
  for (const category of missing) await addAppToCategory(graph, path, category.id);
  for (const category of surplusCategories) await removeAppFromCategory(graph, path, category.id);
}

/** Finds categories by name. Throws the names that Intune does not have. */
export async function findCategories(graph: GraphClient, names: readonly string[]): Promise<AppCategory[]> {
  if (names.length === 0) return [];
  const all = await listAppCategories(graph);
  const missing = names.filter((name) => !all.some(({ displayName }) => displayName === name));
  if (missing.length === 0) return all.filter(({ displayName }) => names.includes(displayName ?? ""));
  const existing = all.map(({ displayName }) => quoteName(displayName ?? "")).join(", ");
  throw new Error(
    `categories: Intune does not have the app category ${missing.map((name) => quoteName(name)).join(" and ")}. ` +
      `It has ${existing === "" ? "none" : existing}. Choose one of these, or add yours in the Intune admin center under Apps > App categories.`,
  );
}

export function namesIn(object: GraphObject): string[] {
  return categoriesIn(object).map(({ displayName }) => displayName ?? "");
}

function categoriesIn(object: GraphObject): AppCategory[] {
  return Array.isArray(object.categories) ? (object.categories as AppCategory[]) : [];
}

function key(names: readonly string[] | undefined): string {
  return names === undefined ? "not managed" : canonicalJson([...names].sort());
}
