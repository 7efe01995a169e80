import { describeDeviceCounts, type DeviceObservation } from "../../console/evidence/observations";
import type { LookoutApi } from "../../clients/lookout/lookout-api";
import { countDevices, listDevices } from "../../clients/lookout/mobile-risk";

/** Counts devices by state and reads the connector ids of the newest thousand. It sends five requests, whatever the
 *  number of devices. A protection status that this release does not know counts as neither active nor disconnected. */
export async function collectDevices(
  api: LookoutApi,
): Promise<{ readonly observation: DeviceObservation; readonly note: string }> {
  const [pending, active, disconnected, notProtected, newest] = await Promise.all([
    countDevices(api, { state: "PENDING" }),
    countDevices(api, { state: "ACTIVATED", protection_status: "PROTECTED" }),
    countDevices(api, { state: "ACTIVATED", protection_status: "DISCONNECTED" }),
    countDevices(api, { state: "ACTIVATED", protection_status: "!PROTECTED" }),
    readNewest(api),
  ]);
  const devices = { pending, active, disconnected, unclear: Math.max(0, notProtected - disconnected) };
  return { observation: { ...devices, ...newest }, note: describeDeviceCounts(devices) };
}

async function readNewest(
  api: LookoutApi,
): Promise<Pick<DeviceObservation, "connectorIds" | "sampleSize" | "activeWithoutConnector">> {
  const connectorIds = new Set<string>();
  let sampleSize = 0;
  let activeWithoutConnector = 0;
  for await (const { records } of listDevices(api, {}, { limitPages: 1 })) {
    sampleSize += records.length;
    for (const { details, activation_status: state } of records) {
      const id = details?.mdm_connector_uuid;
      if (id) connectorIds.add(id.toLowerCase());
      else if (state === "ACTIVATED") activeWithoutConnector += 1;
    }
  }
  return { connectorIds: [...connectorIds].sort(), sampleSize, activeWithoutConnector };
}
