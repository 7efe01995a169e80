import type { RecordedDevices, HealthRecord } from "pulumi-lookout-intune/internal/model/health-record";
import type { GraphClient } from "pulumi-lookout-intune/internal/clients/graph/graph-client";
import { getConnector } from "pulumi-lookout-intune/internal/clients/graph/mobile-threat-defense-connectors";
import type { LookoutApi } from "pulumi-lookout-intune/internal/clients/lookout/lookout-api";
import { countDevices } from "pulumi-lookout-intune/internal/clients/lookout/mobile-risk";

/** What to read. Without `lookout` the devices are not counted. */
export interface Observations {
  readonly graph: GraphClient;
  readonly connectorId: string;
  readonly lookout: LookoutApi | undefined;
}

/** Reads the health of the integration once. Read-only. */
export async function collectHealth({ graph, connectorId, lookout }: Observations, now: Date): Promise<HealthRecord> {
  const [connector, devices] = await Promise.all([
    getConnector(graph, connectorId),
    lookout === undefined ? {} : countAll(lookout),
  ]);
  return {
    TimeGenerated: now.toISOString(),
    ConnectorFound: connector !== undefined,
    ...(typeof connector?.partnerState === "string" && { PartnerState: connector.partnerState }),
    ...(typeof connector?.lastHeartbeatDateTime === "string" && { LastHeartbeat: connector.lastHeartbeatDateTime }),
    ...devices,
  };
}

/** Sends one small request per count, so that the cost does not depend on the fleet size. */
async function countAll(lookout: LookoutApi): Promise<RecordedDevices> {
  const known = {
    DevicesActive: await countDevices(lookout, { state: "ACTIVATED" }),
    DevicesPending: await countDevices(lookout, { state: "PENDING" }),
    DevicesDisconnected: await countDevices(lookout, { protection_status: "DISCONNECTED" }),
    DevicesWithLowThreats: await countDevices(lookout, { security_status: "THREATS_LOW" }),
    DevicesWithMediumThreats: await countDevices(lookout, { security_status: "THREATS_MEDIUM" }),
    DevicesWithHighThreats: await countDevices(lookout, { security_status: "THREATS_HIGH" }),
  };
  const notSecure = await countDevices(lookout, { state: "ACTIVATED", security_status: "!SECURE" });
  const threatened = known.DevicesWithLowThreats + known.DevicesWithMediumThreats + known.DevicesWithHighThreats;
  return { ...known, DevicesWithUnknownThreats: Math.max(0, notSecure - threatened) };
}
