import { z } from "zod";
import { permissionToRead, permissionToWrite } from "../../model/graph-permissions";
import type { GraphClient } from "./graph-client";
import { readAllPages } from "./graph-pages";

const path = "/v1.0/deviceAppManagement/mobileAppCategories";
const writePermission = permissionToWrite("apps");
const categorySchema = z.looseObject({ id: z.string(), displayName: z.string().nullish() });

/** An app category of the Company Portal. */
export type AppCategory = z.infer<typeof categorySchema>;

/** Lists all app categories of the tenant.
 *  Source: https://learn.microsoft.com/graph/api/intune-apps-mobileappcategory-list */
export function listAppCategories(graph: GraphClient): Promise<AppCategory[]> {
  return readAllPages(graph, {
    path,
    member: categorySchema,
    permission: permissionToRead("apps"),
    what: "a list of app categories",
  });
}

/** Adds an app to a category. */
export async function addAppToCategory(graph: GraphClient, appPath: string, categoryId: string): Promise<void> {
  const body = { "@odata.id": `${await graph.root()}${path}/${categoryId}` };
  await graph.send({ method: "POST", path: `${appPath}/categories/$ref`, body, permission: writePermission });
}

/** Removes an app from a category. */
export async function removeAppFromCategory(graph: GraphClient, appPath: string, categoryId: string): Promise<void> {
  await graph.send({ method: "DELETE", path: `${appPath}/categories/${categoryId}/$ref`, permission: writePermission });
}
