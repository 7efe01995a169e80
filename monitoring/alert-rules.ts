import { mobileThreatDefensePath } from "../model/add-connector-step";
import { workingPartnerStates } from "../model/connector-stage";
import { AlertedThreat, monitoringDefaults } from "./enrollment-monitoring.schema";
import { readQuery } from "./query";

/** Settings of the alert rules, with all values known. */
export interface AlertSettings {
  readonly heartbeatLateAfterMinutes?: number;
  readonly recordMissingAfterMinutes?: number;
  readonly disconnectedDevices?: number;
  readonly threatenedDevices?: { readonly level?: AlertedThreat; readonly moreThan?: number };
  readonly complianceLog?: { readonly notCompliantStates: readonly string[]; readonly threatLevels: readonly string[] };
  readonly applicationKey?: { readonly expiresOn: string; readonly remindDaysBefore?: number };
}

/** An alert rule. Its query returns rows only if there is a problem. */
export interface AlertRule {
  readonly displayName: string;
  readonly description: string;
  /** Azure's severity: 1 error, 2 warning, 3 informational. */
  readonly severity: 1 | 2 | 3;
  /** ISO 8601 duration between two evaluations. */
  readonly evaluateEvery: "PT15M" | "PT1H" | "P1D";
  /** Time range of the query, as an ISO 8601 duration. Default: a day. */
  readonly lookBack?: "P2D";
  readonly query: (settings: AlertSettings) => string;
}

const healthRules = {
  "connector-unresponsive": {
    displayName: "Lookout: Intune ignores the connector",
    description:
      "Intune shows Lookout's connector as unresponsive, in error, unavailable or in an unknown state, or does not have it, so Intune may not " +
      "enforce what Lookout reports. " +
      `Check ${mobileThreatDefensePath} in Intune, and the connector in Lookout's console.`,
    severity: 1,
    evaluateEvery: "PT15M",
    query: () => readQuery("connector-unresponsive", { workingStates: workingPartnerStates }),
  },
  "heartbeat-late": {
    displayName: "Lookout: heartbeat is late",
    description:
      "Lookout's connector has not sent a heartbeat to Intune for longer than the configured time. After the number of days set in Intune, Intune ignores it.",
    severity: 2,
    evaluateEvery: "PT15M",
    query: ({ heartbeatLateAfterMinutes: minutes = monitoringDefaults.heartbeatLateAfterMinutes }) =>
      readQuery("heartbeat-late", { lateAfter: { minutes } }),
  },
  "record-missing": {
    displayName: "Lookout: health record is missing",
    description:
      "No health record arrived within the configured time, so the alerts on connector and devices cannot fire. Check the job that runs `lookout-intune record`.",
    severity: 2,
    evaluateEvery: "PT1H",
    query: ({ recordMissingAfterMinutes: minutes = monitoringDefaults.recordMissingAfterMinutes }) =>
      readQuery("record-missing", { missingAfter: { minutes } }),
  },
  "devices-disconnected": {
    displayName: "Lookout: devices are disconnected",
    description:
      "More devices than the configured number have not contacted Lookout for the number of days in its enrollment settings. Intune treats them as not compliant.",
    severity: 3,
    evaluateEvery: "PT1H",
    query: ({ disconnectedDevices: moreThan = monitoringDefaults.disconnectedDevices }) =>
      readQuery("devices-disconnected", { moreThan }),
  },
  "devices-threatened": {
    displayName: "Lookout: devices have threats",
    description: "More devices than the configured number have open threats of the configured level or higher.",
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
      "Intune's compliance log, which it writes once a day, shows devices as not compliant with one of the configured threat levels.",
    severity: 2,
    evaluateEvery: "P1D",
    lookBack: "P2D",
    query: ({ complianceLog }) => readQuery("not-compliant-by-threat", { ...required("complianceLog", complianceLog) }),
  },
  "application-key-expiring": {
    displayName: "Lookout: application key expires soon",
    description:
      "Lookout's application key expires soon; every call to Lookout fails after that. Generate a new key in Lookout's console under " +
      "System > Application Keys, replace the old one, and set the new expiry date in the configuration.",
    severity: 2,
    evaluateEvery: "P1D",
    query: ({ applicationKey }) => {
      const { expiresOn, remindDaysBefore = monitoringDefaults.remindDaysBefore } = required(
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

/** All alert rules by the suffix of the resource's name. Never rename a key: Pulumi would replace the rule. */
export const alertRules = { ...healthRules, ...optionalRules } as const;
export type AlertKey = keyof typeof alertRules;

/** Returns the keys of the alert rules to declare. */
export function enabledAlerts(args: {
  readonly complianceLog?: unknown;
  readonly applicationKey?: unknown;
}): AlertKey[] {
  return [
    ...(Object.keys(healthRules) as AlertKey[]),
    ...(args.complianceLog === undefined ? [] : (["not-compliant-by-threat"] as const)),
    ...(args.applicationKey === undefined ? [] : (["application-key-expiring"] as const)),
  ];
}

function required<T>(name: string, settings: T | undefined): T {
  if (settings === undefined) throw new Error(`${name} is not set, so there is no query for its alert rule.`);
  return settings;
}

function definedOnly<T extends object>(settings: T | undefined): Partial<T> {
  const entries = Object.entries(settings ?? {}).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<T>;
}
