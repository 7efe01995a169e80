import { z } from "zod";
import { permissionToRead } from "../../model/graph-permissions";
import { pathOfType } from "../../model/graph-type";
import { managedGooglePlayAppType } from "../../resources/intune-managed-google-play-app/intune-managed-google-play-app.schema";
import { ServiceError } from "../http/service-error";
import type { GraphClient } from "./graph-client";
import { getObject, listObjects, type GraphCollection, type GraphObject } from "./graph-objects";

const settingsSchema = z.looseObject({ bindStatus: z.string() });

/** Apps from managed Google Play. */
export const managedGooglePlayApps: GraphCollection = {
  path: pathOfType(managedGooglePlayAppType),
  odataType: managedGooglePlayAppType.odataType,
  expand: "assignments",
  what: "the managed Google Play app",
  area: "apps",
};

/** Reads an app with its assignments, by its package id; undefined when Intune does not have it. */
export async function getManagedGooglePlayApp(graph: GraphClient, packageId: string): Promise<GraphObject | undefined> {
  const app = await findListedApp(graph, packageId);
  return app === undefined ? undefined : getObject(graph, managedGooglePlayApps, app.id);
}

/** Whether Intune lists an app, although it may not show it alone. */
export async function isManagedGooglePlayAppListed(graph: GraphClient, packageId: string): Promise<boolean> {
  return (await findListedApp(graph, packageId)) !== undefined;
}

async function findListedApp(graph: GraphClient, packageId: string): Promise<GraphObject | undefined> {
  const apps = await listObjects(graph, managedGooglePlayApps);
  return apps.find((one) => one.packageId === packageId);
}

/** Reads the tenant's binding to managed Google Play: Graph's value of `bindStatus`.
 *  Source: https://learn.microsoft.com/graph/api/intune-androidforwork-androidmanagedstoreaccountenterprisesettings-get */
export async function readManagedGooglePlayBinding(graph: GraphClient): Promise<string> {
  const { body } = await graph.send({
    method: "GET",
    path: "/beta/deviceManagement/androidManagedStoreAccountEnterpriseSettings",
    permission: permissionToRead("compliance"),
  });
  const read = settingsSchema.safeParse(body);
  if (read.success) return read.data.bindStatus;
  throw new ServiceError("Microsoft Graph returned something that is not the managed Google Play settings.");
}
