import type { DeviceObservation } from "../../domain";
import type { LookoutApi } from "../../services/lookout/api";
import { countDevices, listDevices } from "../../services/lookout/mobile-risk";

/** Counts devices by state, and reads the newest thousand for the connectors that they report: four requests, however many
 *  devices there are. */
export async function lookAtDevices(
  api: LookoutApi,
): Promise<{ readonly seen: DeviceObservation; readonly note: string }> {
  const [pending, active, disconnected, newest] = await Promise.all([
    countDevices(api, { state: "PENDING" }),
    countDevices(api, { state: "ACTIVATED", protection_status: "!DISCONNECTED" }),
    countDevices(api, { protection_status: "DISCONNECTED" }),
    readNewest(api),
  ]);
  return {
    seen: { pending, active, disconnected, ...newest },
    note: `${pending} pending, ${active} active, ${disconnected} disconnected; each profile counts as a device`,
  };
}

async function readNewest(
  api: LookoutApi,
): Promise<Pick<DeviceObservation, "connectorIds" | "lookedAt" | "activeWithoutConnector">> {
  const connectorIds = new Set<string>();
  let lookedAt = 0;
  let activeWithoutConnector = 0;
  for await (const { records } of listDevices(api, {}, { limitPages: 1 })) {
    lookedAt += records.length;
    for (const { details, activation_status: state } of records) {
      const id = details?.mdm_connector_uuid;
      if (id) connectorIds.add(id.toLowerCase());
      else if (state === "ACTIVATED") activeWithoutConnector += 1;
    }
  }
  return { connectorIds: [...connectorIds].sort(), lookedAt, activeWithoutConnector };
}
