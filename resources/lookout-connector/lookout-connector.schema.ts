import { z } from "zod";
import { displayNameSchema, findRepeatedNames } from "../../model/group-names";

const heartbeatMessage =
  "the heartbeat frequency must be a whole number of minutes, 1 or more (Lookout documents no upper limit)";
const errorEmailMessage = "must be one email address to which Lookout sends connector errors, such as soc@contoso.com";

/** Lookout's System > Connectors > Add Connector > Intune, tab by tab.
 *  Source: https://learn.microsoft.com/en-us/mem/intune/protect/lookout-mtd-connector-integration */
export const lookoutConnectorSchema = z.strictObject({
  heartbeatMinutes: z.number({ error: heartbeatMessage }).refine(isHeartbeatMinutes, heartbeatMessage),
  enrollmentGroupNames: z
    .array(displayNameSchema, { error: "must be a list with the display name of at least one enrollment group" })
    .min(1, "without an enrollment group no device ever enrolls; name at least one")
    .superRefine((names, context) => {
      for (const index of findRepeatedNames(names)) {
        context.addIssue({ code: "custom", path: [index], message: "this group is already in the list; list it once" });
      }
    }),
  deviceStatusSync: z.boolean({ error: "the state sync of the device status must be true or false" }),
  threatStatusSync: z.boolean({ error: "the state sync of the threat status must be true or false" }),
  errorEmail: z.email({ error: errorEmailMessage }),
});
export type LookoutConnectorSettings = z.infer<typeof lookoutConnectorSchema>;

/** Defaults of state sync. The integration does not work if either of them is off. */
export const stateSyncDefaults = { deviceStatusSync: true, threatStatusSync: true } as const;

/** The state syncs that are off; an absent one counts as off. */
export function findStateSyncsOff(settings: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(stateSyncDefaults).filter((sync) => settings[sync] !== true);
}

/** Why a disabled state sync is a problem: the setup guide requires both. Undefined if both are on. */
export function stateSyncWarning(settings: Readonly<Record<string, unknown>>): string | undefined {
  const off = findStateSyncsOff(settings);
  if (off.length === 0) return undefined;
  const [which, it] = off.length === 1 ? ["is", "it"] : ["are", "them"];
  return (
    `${off.join(" and ")} ${which} off, but the integration does not work unless Lookout reports both the device status and ` +
    `the threat status to Intune. Set ${it} to true, or omit ${it}.`
  );
}

/** Whether a heartbeat interval is valid. Lookout does not publish its limits. */
export function isHeartbeatMinutes(minutes: number): boolean {
  return Number.isInteger(minutes) && minutes >= 1;
}

/** Normalizes the settings: sorts the enrollment groups, because their order does not matter. */
export function normalizeLookoutConnector(settings: LookoutConnectorSettings): LookoutConnectorSettings {
  return { ...settings, enrollmentGroupNames: [...settings.enrollmentGroupNames].sort() };
}

const minutesADay = 24 * 60;

/** Maximum heartbeat interval, in minutes, at which the partner may miss `missedHeartbeats` before Intune marks it
 *  unresponsive and ignores its data. Without a known threshold, only `maximumMinutes` applies. */
export function heartbeatLimitMinutes(
  unresponsiveAfterDays: number | undefined,
  allowed: { readonly missedHeartbeats: number; readonly maximumMinutes: number },
): number {
  if (unresponsiveAfterDays === undefined) return allowed.maximumMinutes;
  const untilUnresponsive = Math.floor((unresponsiveAfterDays * minutesADay) / (allowed.missedHeartbeats + 1));
  return Math.min(untilUnresponsive, allowed.maximumMinutes);
}

export function isHeartbeatOftenEnough(heartbeatMinutes: number, limitMinutes: number): boolean {
  return heartbeatMinutes > 0 && heartbeatMinutes <= limitMinutes;
}
