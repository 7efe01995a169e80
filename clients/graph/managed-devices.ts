import { z } from "zod";
import { permissionToRead } from "../../model/graph-permissions";
import type { GraphClient } from "./graph-client";
import { readPages } from "./graph-pages";

const deviceSchema = z.object({
  id: z.string(),
  azureADDeviceId: z.string().nullish(),
  deviceName: z.string().nullish(),
  emailAddress: z.string().nullish(),
  lastSyncDateTime: z.string().nullish(),
  operatingSystem: z.string().nullish(),
  /** Microsoft does not document whether Intune sets it for Lookout. */
  partnerReportedThreatState: z.string().nullish(),
  userId: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
});

/** A device that Intune manages, with the properties that this package reads. */
export type IntuneManagedDevice = z.infer<typeof deviceSchema>;

/** Lists the devices that Intune manages, of all platforms: Microsoft does not document which filters the list supports. Holds
 *  at most one page in memory. Source: https://learn.microsoft.com/graph/api/intune-devices-manageddevice-list */
export function listManagedDevices(graph: GraphClient): AsyncGenerator<readonly IntuneManagedDevice[]> {
  return readPages(graph, {
    path: `/v1.0/deviceManagement/managedDevices?$select=${Object.keys(deviceSchema.shape).join(",")}`,
    member: deviceSchema,
    permission: permissionToRead("managedDevices"),
    what: "a list of managed devices",
  });
}
