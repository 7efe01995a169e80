import type { RawConfig } from "../../stack-config/raw-config";

type Values = Readonly<Record<string, unknown>>;

/** A config that has nothing wrong with it. */
export const validConfig: Values = {
  "lookout-intune:accessGroups": { full: { displayName: "Admins" } },
  "lookout-intune:enrollmentGroups": { pilot: { displayName: "Lookout Pilot" } },
  "lookout-intune:connector": { heartbeatMinutes: 60, errorEmail: "soc@contoso.com" },
  "lookout-intune:enrollmentSettings": { daysUntilDisconnected: 30 },
  "lookout-intune:intuneConnector": { android: {}, ios: {} },
};

/** The config as Pulumi hands it over: texts as they are, everything else as JSON. */
export function rawConfig(values: Values, secretKeys: readonly string[] = []): RawConfig {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return {
    entries: Object.fromEntries(
      entries.map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]),
    ),
    secretKeys,
  };
}
