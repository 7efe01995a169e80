import { z } from "zod";
import { permissionToRead } from "../../model/graph-permissions";
import type { GraphClient } from "./client";
import { readPages } from "./pages";

const deviceSchema = z.object({
  id: z.string(),
  azureADDeviceId: z.string().nullish(),
  deviceName: z.string().nullish(),
  emailAddress: z.string().nullish(),
  lastSyncDateTime: z.string().nullish(),
  operatingSystem: z.string().nullish(),
  /** Whether Intune fills it for Lookout is not documented. */
  partnerReportedThreatState: z.string().nullish(),
  userId: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
});

/** A device that Intune manages, as far as it is read here. */
export type IntuneManagedDevice = z.infer<typeof deviceSchema>;

/** Reads the devices that Intune manages, of every platform: which filters the list takes is not documented. Never holds more
 *  than a page. Source: https://learn.microsoft.com/graph/api/intune-devices-manageddevice-list */
export function listManagedDevices(graph: GraphClient): AsyncGenerator<readonly IntuneManagedDevice[]> {
  return readPages(graph, {
    path: `/v1.0/deviceManagement/managedDevices?$select=${Object.keys(deviceSchema.shape).join(",")}`,
    member: deviceSchema,
    permission: permissionToRead("managedDevices"),
    what: "a list of managed devices",
  });
}
