import { mobileThreatDefensePath } from "../model/add-connector-step";
import { workingPartnerStates } from "../model/connector-stage";
import { AlertedThreat, monitoringDefaults } from "./enrollment-monitoring.schema";
import { readQuery } from "./query";

/** What alert rules are made of; everything known. */
export interface AlertSettings {
  readonly heartbeatLateAfterMinutes?: number;
  readonly recordMissingAfterMinutes?: number;
  readonly disconnectedDevices?: number;
  readonly threatenedDevices?: { readonly level?: AlertedThreat; readonly moreThan?: number };
  readonly complianceLog?: { readonly notCompliantStates: readonly string[]; readonly threatLevels: readonly string[] };
  readonly applicationKey?: { readonly expiresOn: string; readonly remindDaysBefore?: number };
}

/** An alert rule: its query returns rows when, and only when, something is wrong. */
export interface AlertRule {
  readonly displayName: string;
  readonly description: string;
  /** Azure's severity: 1 error, 2 warning, 3 informational. */
  readonly severity: 1 | 2 | 3;
  /** ISO 8601 duration between two evaluations. */
  readonly evaluateEvery: "PT15M" | "PT1H" | "P1D";
  /** ISO 8601 duration that the query looks back, where it is not a day. */
  readonly lookBack?: "P2D";
  readonly query: (settings: AlertSettings) => string;
}

const rulesOfHealth = {
  "connector-unresponsive": {
    displayName: "Lookout: Intune ignores the connector",
    description:
      "Intune has Lookout's connector as unresponsive, in error, unavailable or in a state that is not known, or not at all, so nothing says that it " +
      "enforces what Lookout reports. " +
      `Look at ${mobileThreatDefensePath} in Intune, and at the connector in Lookout's console.`,
    severity: 1,
    evaluateEvery: "PT15M",
    query: () => readQuery("connector-unresponsive", { workingStates: workingPartnerStates }),
  },
  "heartbeat-late": {
    displayName: "Lookout: heartbeat is late",
    description:
      "Lookout's connector has not reported to Intune for longer than it may. After the number of days set in Intune, Intune ignores it.",
    severity: 2,
    evaluateEvery: "PT15M",
    query: ({ heartbeatLateAfterMinutes: minutes = monitoringDefaults.heartbeatLateAfterMinutes }) =>
      readQuery("heartbeat-late", { lateAfter: { minutes } }),
  },
  "record-missing": {
    displayName: "Lookout: nobody looks",
    description:
      "No health record arrived for too long, so the alerts on connector and devices are blind. See why the job that runs `lookout-intune record` does not.",
    severity: 2,
    evaluateEvery: "PT1H",
    query: ({ recordMissingAfterMinutes: minutes = monitoringDefaults.recordMissingAfterMinutes }) =>
      readQuery("record-missing", { missingAfter: { minutes } }),
  },
  "devices-disconnected": {
    displayName: "Lookout: devices are disconnected",
    description:
      "More devices than may be have not been in contact with Lookout for the days of its enrollment settings. Intune has them as not compliant.",
    severity: 3,
    evaluateEvery: "PT1H",
    query: ({ disconnectedDevices: moreThan = monitoringDefaults.disconnectedDevices }) =>
      readQuery("devices-disconnected", { moreThan }),
  },
  "devices-threatened": {
    displayName: "Lookout: devices have threats",
    description: "More devices than may be have open threats of the level that was set, or worse.",
    severity: 2,
    evaluateEvery: "PT15M",
    query: ({ threatenedDevices }) =>
      readQuery("devices-threatened", { ...monitoringDefaults.threatenedDevices, ...definedOnly(threatenedDevices) }),
  },
} as const satisfies Record<string, AlertRule>;

const optionalRules = {
  "not-compliant-by-threat": {
    displayName: "Intune: devices are not compliant by threat",
    description:
      "Intune's compliance log, which it writes once a day, has devices as not compliant with one of the threat levels that were set.",
    severity: 2,
    evaluateEvery: "P1D",
    lookBack: "P2D",
    query: ({ complianceLog }) => readQuery("not-compliant-by-threat", { ...asked("complianceLog", complianceLog) }),
  },
  "application-key-expiring": {
    displayName: "Lookout: application key expires soon",
    description:
      "Lookout's application key is near its last day; after it every call to Lookout fails. Make a new one in Lookout's console under " +
      "System > Application Keys, put it in place, and set the new day in the configuration.",
    severity: 2,
    evaluateEvery: "P1D",
    query: ({ applicationKey }) => {
      const { expiresOn, remindDaysBefore = monitoringDefaults.remindDaysBefore } = asked(
        "applicationKey",
        applicationKey,
      );
      return readQuery("application-key-expiring", {
        expiresOn: new Date(`${expiresOn}T00:00:00Z`),
        remindBefore: { minutes: remindDaysBefore * 24 * 60 },
      });
    },
  },
} as const satisfies Record<string, AlertRule>;

/** Every alert rule by the key that its resource's name ends in. Never renamed. */
export const alertRules = { ...rulesOfHealth, ...optionalRules } as const;
export type AlertKey = keyof typeof alertRules;

/** The rules that are wanted. */
export function wantedAlerts(args: {
  readonly complianceLog?: unknown;
  readonly applicationKey?: unknown;
}): AlertKey[] {
  return [
    ...(Object.keys(rulesOfHealth) as AlertKey[]),
    ...(args.complianceLog === undefined ? [] : (["not-compliant-by-threat"] as const)),
    ...(args.applicationKey === undefined ? [] : (["application-key-expiring"] as const)),
  ];
}

function asked<T>(name: string, settings: T | undefined): T {
  if (settings === undefined) throw new Error(`${name} is not set, so no alert rule needs its query.`);
  return settings;
}

function definedOnly<T extends object>(settings: T | undefined): Partial<T> {
  const entries = Object.entries(settings ?? {}).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<T>;
}
