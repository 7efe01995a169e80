import { z } from "zod";
import { isPlaceholder, placeholderMessage } from "./placeholder";
import { revisionOf, revisionPattern } from "./revision";

/** A required text about the person. Placeholders are refused. */
function filledIn(what: string) {
  return z
    .string({ error: what })
    .refine((text) => text.trim() !== "", what)
    .refine((text) => !isPlaceholder(text), placeholderMessage(what));
}

/** A person's record that a revision of the settings was entered in Lookout's console. It is reviewed like code. */
export const acknowledgementSchema = z.strictObject({
  revision: z
    .string({ error: "enter the revision that the runbook names" })
    .regex(revisionPattern, "a revision has the form r-0123456789ab; copy it from the runbook"),
  by: filledIn("enter who did it: a name or an email address"),
  at: z.iso.datetime({
    offset: true,
    error: "enter when the settings were entered, such as 2026-01-31T09:00:00Z",
  }),
});
export type Acknowledgement = z.infer<typeof acknowledgementSchema>;

/** Maximum number of unacknowledged versions kept in state, so that a late acknowledgement still counts. */
export const rememberedVersions = 20;

/** The state of settings that a person enters because no API can write them. Settings are normalized. */
export interface AcknowledgedSettings<Settings> {
  /** A hash of the current settings. */
  readonly revision: string;
  /** Whether the current settings are acknowledged. */
  readonly isAcknowledged: boolean;
  /** The settings that were acknowledged last, which the service is assumed to hold. Null before the first
   *  acknowledgement. */
  readonly acknowledgedSettings: Settings | null;
  /** Versions declared since then, oldest first. The current version is last, unless it is acknowledged. */
  readonly pendingSettings: readonly Settings[];
}

/** The record before this update. */
export type EarlierSettings<Settings> = Pick<
  AcknowledgedSettings<Settings>,
  "acknowledgedSettings" | "pendingSettings"
>;

/** Evaluates an acknowledgement. It counts if it names the current version, a pending one, or the one acknowledged
 *  last. An acknowledgement of any other version changes nothing. A removed acknowledgement counts as never given. */
export function evaluateAcknowledgement<Settings extends object>(
  desired: Settings,
  acknowledgement: Acknowledgement | undefined,
  earlier: EarlierSettings<Settings> = { acknowledgedSettings: null, pendingSettings: [] },
): AcknowledgedSettings<Settings> {
  const revision = revisionOf(desired);
  if (acknowledgement?.revision === revision) {
    return { revision, isAcknowledged: true, acknowledgedSettings: desired, pendingSettings: [] };
  }
  const versions = withLatest(earlier.pendingSettings, desired);
  if (acknowledgement === undefined) {
    return { revision, isAcknowledged: false, acknowledgedSettings: null, pendingSettings: versions };
  }
  const named = versions.findIndex((version) => revisionOf(version) === acknowledgement.revision);
  return {
    revision,
    isAcknowledged: false,
    acknowledgedSettings: versions[named] ?? earlier.acknowledgedSettings,
    pendingSettings: versions.slice(named + 1),
  };
}

function withLatest<Settings extends object>(versions: readonly Settings[], latest: Settings): Settings[] {
  const revision = revisionOf(latest);
  const others = versions.filter((version) => revisionOf(version) !== revision);
  return [...others, latest].slice(-rememberedVersions);
}
