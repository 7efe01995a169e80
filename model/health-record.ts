/** The Log Analytics table with observations of the integration. Intune's logs contain neither the connector's state
 *  and heartbeat nor Lookout's devices, so `lookout-intune record` collects them and writes a row. */
export const healthTable = "LookoutIntuneHealth_CL";

/** Stream of the data collection rule that receives the rows. Azure requires the prefix `Custom-`. */
export const healthStream = `Custom-${healthTable}`;

export type LogColumnType = "datetime" | "boolean" | "int" | "string";

/** A column: its type in Log Analytics and its meaning. Columns are part of stored data, so they are added but never
 *  renamed. */
export interface HealthColumn {
  readonly type: LogColumnType;
  readonly description: string;
}

/** Columns that stay empty if Lookout was not read, for example without an application key. */
const lookoutColumns = {
  DevicesActive: { type: "int", description: "Activated devices in Lookout" },
  DevicesPending: { type: "int", description: "Pending devices in Lookout: invited, not yet activated" },
  DevicesDisconnected: { type: "int", description: "Disconnected devices in Lookout" },
  DevicesWithLowThreats: { type: "int", description: "Devices whose worst open threat is low" },
  DevicesWithMediumThreats: { type: "int", description: "Devices whose worst open threat is medium" },
  DevicesWithHighThreats: { type: "int", description: "Devices whose worst open threat is high" },
  DevicesWithUnknownThreats: {
    type: "int",
    description: "Activated devices with none of these levels that Lookout does not report as secure",
  },
} as const satisfies Record<string, HealthColumn>;

export const healthColumns = {
  TimeGenerated: { type: "datetime", description: "Time of the observation" },
  ConnectorFound: { type: "boolean", description: "Whether Intune has the connector" },
  PartnerState: { type: "string", description: "The connector's partnerState in Microsoft Graph" },
  LastHeartbeat: { type: "datetime", description: "The connector's lastHeartbeatDateTime" },
  ...lookoutColumns,
} as const satisfies Record<string, HealthColumn>;

/** Devices as Lookout counts them: an Android device with a work profile counts twice. */
export type RecordedDevices = Readonly<Record<keyof typeof lookoutColumns, number>>;

/** A row of the table. */
export type HealthRecord = Partial<RecordedDevices> & {
  /** ISO 8601. */
  readonly TimeGenerated: string;
  readonly ConnectorFound: boolean;
  /** Absent if Intune has no connector. */
  readonly PartnerState?: string;
  /** ISO 8601; absent before the first heartbeat. */
  readonly LastHeartbeat?: string;
};
