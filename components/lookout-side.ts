import * as pulumi from "@pulumi/pulumi";
import {
  consoleOrder,
  evidenceSubjects,
  type ConfigurationMode,
  type ConsoleStatus,
  type ConsoleTask,
  type EvidenceSubject,
} from "../domain";
import { LookoutConnector } from "../dynamic/lookout-connector/resource";
import { LookoutEnrollmentSettings } from "../dynamic/lookout-enrollment-settings/resource";
import { LookoutEvidence, type RecordedSettingsArgs } from "../dynamic/lookout-evidence/resource";
import { LookoutNotificationPreferences } from "../dynamic/lookout-notification-preferences/resource";
import type { AcknowledgementArgs } from "../dynamic/lookout-settings/args";
import { LookoutThreatClassifications } from "../dynamic/lookout-threat-classifications/resource";
import type { Reporter } from "./component-problem";
import type { LookoutIntuneIntegrationArgs } from "./integration-args";
import type { ReachedRings } from "./rollout";
import { risksOf } from "./threat-risks";

/** The resources of Lookout's settings, by the name under which they are acknowledged. */
export interface LookoutSide {
  readonly connector: LookoutConnector;
  readonly enrollmentSettings: LookoutEnrollmentSettings;
  readonly notificationPreferences?: LookoutNotificationPreferences;
  readonly threatClassifications?: LookoutThreatClassifications;
}

/** What all of them have in common. */
export type LookoutSettingsResource = NonNullable<LookoutSide[EvidenceSubject]>;

/** Declares every set of Lookout's settings that the user names. */
export function declareLookoutSide(
  { name, resource }: Reporter,
  args: LookoutIntuneIntegrationArgs,
  mode: pulumi.Output<ConfigurationMode>,
  rollout: ReachedRings,
): LookoutSide {
  const { acknowledged = {}, notificationPreferences, threatClassifications } = args;
  const opts = { parent: resource };
  const handling = (subject: EvidenceSubject) => ({ mode, acknowledgement: acknowledged[subject] });
  return {
    connector: new LookoutConnector(
      `${name}-connector`,
      { ...args.connector, enrollmentGroupNames: rollout.groupNames, ...handling("connector") },
      { ...opts, dependsOn: rollout.record },
    ),
    enrollmentSettings: new LookoutEnrollmentSettings(
      `${name}-enrollment-settings`,
      { ...args.enrollmentSettings, ...handling("enrollmentSettings") },
      opts,
    ),
    ...(notificationPreferences && {
      notificationPreferences: new LookoutNotificationPreferences(
        `${name}-notification-preferences`,
        { ...notificationPreferences, ...handling("notificationPreferences") },
        opts,
      ),
    }),
    ...(threatClassifications && {
      threatClassifications: new LookoutThreatClassifications(
        `${name}-threat-classifications`,
        { ...risksOf(threatClassifications), ...handling("threatClassifications") },
        opts,
      ),
    }),
  };
}

/** The resources that are declared. */
export function resourcesOf(side: LookoutSide): LookoutSettingsResource[] {
  return Object.values(mapSide(side, (settings) => settings));
}

/** Declares the look at what people entered. It comes last, so that its first look sees the rest as it is. */
export function declareEvidence(
  { name, resource }: Reporter,
  { acknowledged = {} }: LookoutIntuneIntegrationArgs,
  side: LookoutSide,
  intuneConnectorId: pulumi.Output<string>,
): LookoutEvidence {
  return new LookoutEvidence(
    `${name}-evidence`,
    { subjects: mapSide(side, (settings, subject) => recordedOf(settings, acknowledged[subject])), intuneConnectorId },
    { parent: resource },
  );
}

function recordedOf(
  { revision, consoleStatus, acknowledgedSettings }: LookoutSettingsResource,
  acknowledgement: pulumi.Input<AcknowledgementArgs> | undefined,
): RecordedSettingsArgs {
  const acknowledgedAt = acknowledgement && pulumi.output(acknowledgement).at;
  return { revision, consoleStatus, acknowledgedSettings, ...(acknowledgedAt && { acknowledgedAt }) };
}

/** The status of each set of settings, once evidence was heard; null in gateway mode. */
export function statusesOf(
  side: LookoutSide,
  { statuses }: LookoutEvidence,
): pulumi.Output<Record<string, ConsoleStatus | null>> {
  return statuses.apply((all) => mapSide(side, (_settings, subject) => all[subject]));
}

/** Everything a person has to enter now, in the order of the console's tabs: what was not acknowledged yet, and what
 *  evidence contradicts. */
export function consoleTasksOf(side: LookoutSide, { consoleTasks }: LookoutEvidence): pulumi.Output<ConsoleTask[]> {
  const tasks = mapSide(side, ({ consoleTask }, subject) =>
    pulumi.all([consoleTask, consoleTasks]).apply(([declared, repair]) => declared ?? repair[subject]),
  );
  return pulumi
    .output(tasks)
    .apply((bySubject) => consoleOrder.flatMap((subject) => (bySubject[subject] as ConsoleTask | null) ?? []));
}

/** Maps the settings that are declared. */
export function mapSide<T>(
  side: LookoutSide,
  map: (settings: LookoutSettingsResource, subject: EvidenceSubject) => T,
): Record<string, T> {
  return Object.fromEntries(
    evidenceSubjects.flatMap((subject) => {
      const settings = side[subject];
      return settings === undefined ? [] : [[subject, map(settings, subject)]];
    }),
  );
}
