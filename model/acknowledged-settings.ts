import type { Acknowledgement } from "./acknowledgement";
import { revisionOf } from "./revision";

/** How many versions that nobody acknowledged are remembered, so that a late acknowledgement still counts. */
export const rememberedVersions = 20;

/** What is known about settings that a person carries to where no API reaches. Settings are in their normal form. */
export interface AcknowledgedSettings<Settings> {
  /** Names the settings by their content. */
  readonly revision: string;
  /** Whether the present settings were acknowledged. */
  readonly isAcknowledged: boolean;
  /** The settings that were last acknowledged: what the other side is believed to hold. Null before the first time. */
  readonly acknowledgedSettings: Settings | null;
  /** Versions since then, oldest first, the present one last unless it is acknowledged. */
  readonly pendingSettings: readonly Settings[];
}

/** What was recorded before the present change. */
export type EarlierSettings<Settings> = Pick<
  AcknowledgedSettings<Settings>,
  "acknowledgedSettings" | "pendingSettings"
>;

/** Judges an acknowledgement. It counts for the version that it names: the present one, one of those before it that
 *  nobody had acknowledged yet, or the one acknowledged last. Naming any other, it adds nothing. One that is taken back
 *  counts as never given. */
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
