/** The table of a Log Analytics workspace that holds what was seen of the integration. Intune's own logs say nothing of the
 *  connector's state or heartbeat, and know no device of Lookout's, so `lookout-intune record` looks and writes a row. */
export const healthTable = "LookoutIntuneHealth_CL";

/** Stream of the data collection rule that takes the rows. Azure asks for this prefix. */
export const healthStream = `Custom-${healthTable}`;

export type LogColumnType = "datetime" | "boolean" | "int" | "string";

/** A column, its type in Log Analytics, and what it says. Part of stored data: columns are added, never renamed. */
export interface HealthColumn {
  readonly type: LogColumnType;
  readonly description: string;
}

/** Columns that stay empty when Lookout was not asked, as without an application key. */
const lookoutColumns = {
  DevicesActive: { type: "int", description: "Devices that Lookout has as activated" },
  DevicesPending: { type: "int", description: "Devices that Lookout waits for: invited, not yet activated" },
  DevicesDisconnected: { type: "int", description: "Devices that Lookout has as disconnected" },
  DevicesWithLowThreats: { type: "int", description: "Devices whose worst open threat is low" },
  DevicesWithMediumThreats: { type: "int", description: "Devices whose worst open threat is medium" },
  DevicesWithHighThreats: { type: "int", description: "Devices whose worst open threat is high" },
  DevicesWithUnknownThreats: {
    type: "int",
    description: "Activated devices of which Lookout says neither that they are secure nor one of these levels",
  },
} as const satisfies Record<string, HealthColumn>;

export const healthColumns = {
  TimeGenerated: { type: "datetime", description: "When it was looked" },
  ConnectorFound: { type: "boolean", description: "Whether Intune has the connector" },
  PartnerState: { type: "string", description: "The connector's partnerState, as Microsoft Graph has it" },
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
  /** Absent while Intune has no connector. */
  readonly PartnerState?: string;
  /** ISO 8601; absent before the first heartbeat. */
  readonly LastHeartbeat?: string;
};
