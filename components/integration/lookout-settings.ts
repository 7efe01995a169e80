import * as pulumi from "@pulumi/pulumi";
import type { ConsoleRecord } from "../../console/runbook/console-record";
import type { ConsoleTask } from "../../console/runbook/task";
import { ConfigurationMode, type ConsoleStatus } from "../../model/configuration-mode";
import { evidenceSubjects, type EvidenceSubject } from "../../model/integration/actions";
import { consoleOrder } from "../../model/integration/order";
import {
  consoleRevisionOf,
  consoleSettings,
  consoleSettingsTypeOf,
  type ConsoleSettings,
} from "../../resources/lookout-settings/console-settings";
import { recordDeclared } from "../../resources/lookout-settings/declared-record";
import {
  describeComplianceEffects,
  type DeclaredEffect,
} from "../../resources/lookout-threat-classifications/compliance-effects";
import { LookoutConnector } from "../../resources/lookout-connector/lookout-connector.resource";
import { LookoutEnrollmentSettings } from "../../resources/lookout-enrollment-settings/lookout-enrollment-settings.resource";
import { LookoutEvidence, type RecordedSettingsArgs } from "../../resources/lookout-evidence/lookout-evidence.resource";
import { LookoutNotificationPreferences } from "../../resources/lookout-notification-preferences/lookout-notification-preferences.resource";
import type { AcknowledgementArgs } from "../../resources/lookout-settings/lookout-settings.args";
import { LookoutThreatClassifications } from "../../resources/lookout-threat-classifications/lookout-threat-classifications.resource";
import type { ComponentContext } from "../component-error";
import { foreseen } from "../foreseen";
import type { LookoutIntuneIntegrationArgs } from "../integration-args";
import type { ReachedRings } from "../rollout";
import { risksOf } from "./threat-classifications";

/** A set of Lookout's settings. */
interface DeclaredSettings<Resource> {
  readonly resource: Resource;
  /** What is declared; known in a preview unless it comes from something that is yet to be made. */
  readonly inputs: pulumi.Output<Readonly<Record<string, unknown>>>;
}

/** The sets of Lookout's settings that are declared, by the name under which they are acknowledged. */
export interface LookoutSide {
  readonly connector: DeclaredSettings<LookoutConnector>;
  readonly enrollmentSettings: DeclaredSettings<LookoutEnrollmentSettings>;
  readonly notificationPreferences?: DeclaredSettings<LookoutNotificationPreferences>;
  readonly threatClassifications?: DeclaredSettings<LookoutThreatClassifications>;
}

/** What all of them have in common. */
type LookoutSettings = NonNullable<LookoutSide[EvidenceSubject]>;
type LookoutSettingsResource = LookoutSettings["resource"];

/** Declares every set of Lookout's settings that the user names. */
export function declareLookoutSide(
  { name, resource }: ComponentContext,
  args: LookoutIntuneIntegrationArgs,
  mode: pulumi.Output<ConfigurationMode>,
  rollout: ReachedRings,
): LookoutSide {
  const { acknowledged = {}, notificationPreferences, threatClassifications } = args;
  const opts = { parent: resource };
  const handling = (subject: EvidenceSubject) => ({ mode, acknowledgement: acknowledged[subject] });
  return {
    connector: declared(
      { ...args.connector, enrollmentGroupNames: rollout.groupNames, ...handling("connector") },
      (settings) => new LookoutConnector(`${name}-connector`, settings, { ...opts, dependsOn: rollout.record }),
    ),
    enrollmentSettings: declared(
      { ...args.enrollmentSettings, ...handling("enrollmentSettings") },
      (settings) => new LookoutEnrollmentSettings(`${name}-enrollment-settings`, settings, opts),
    ),
    ...(notificationPreferences && {
      notificationPreferences: declared(
        { ...notificationPreferences, ...handling("notificationPreferences") },
        (settings) => new LookoutNotificationPreferences(`${name}-notification-preferences`, settings, opts),
      ),
    }),
    ...(threatClassifications && {
      threatClassifications: declared(
        { ...risksOf(threatClassifications), ...handling("threatClassifications") },
        (settings) => new LookoutThreatClassifications(`${name}-threat-classifications`, settings, opts),
      ),
    }),
  };
}

function declared<Args extends object, Resource>(
  args: Args,
  declare: (args: Args) => Resource,
): DeclaredSettings<Resource> {
  return {
    resource: declare(args),
    inputs: pulumi.output(args) as unknown as pulumi.Output<Readonly<Record<string, unknown>>>,
  };
}

/** The resources that are declared. */
export function resourcesOf(side: LookoutSide): LookoutSettingsResource[] {
  return Object.values(mapSide(side, ({ resource }) => resource));
}

/** The revisions as the declared settings have them, so that a preview knows them. Naming what is secret does not tell it. */
export function revisionsOf(side: LookoutSide): pulumi.Output<Record<string, string>> {
  const revisionOf = ({ resource, inputs }: LookoutSettings, subject: EvidenceSubject) =>
    pulumi
      .unsecret(inputs)
      .apply((known) => pulumi.output(consoleRevisionOf(consoleSettingsTypeOf[subject], known) ?? resource.revision));
  return pulumi.output(mapSide(side, revisionOf));
}

/** Declares the look at what people entered. It comes last, so that its first look sees the rest as it is. */
export function declareEvidence(
  { name, resource }: ComponentContext,
  { acknowledged = {} }: LookoutIntuneIntegrationArgs,
  side: LookoutSide,
  intuneConnectorId: pulumi.Output<string>,
  { groups: enrollmentGroups }: ReachedRings,
): LookoutEvidence {
  const subjects = mapSide(side, ({ resource: settings }, subject) => recordedOf(settings, acknowledged[subject]));
  return new LookoutEvidence(
    `${name}-evidence`,
    { subjects, intuneConnectorId, enrollmentGroups },
    { parent: resource },
  );
}

/** What open issues do to a device's compliance: by the risks that are declared, and by those that Lookout was seen to have instead. */
export function complianceEffectsOf(
  { threatClassifications }: LookoutIntuneIntegrationArgs,
  { seenRisks }: LookoutEvidence,
): pulumi.Output<Record<string, DeclaredEffect>> | undefined {
  if (threatClassifications === undefined) return undefined;
  const { risks, deviceGroups } = risksOf(threatClassifications);
  return pulumi
    .all([risks, deviceGroups, seenRisks])
    .apply(([ofDefaultGroup, ofOthers, seen]) =>
      describeComplianceEffects({ risks: ofDefaultGroup, deviceGroups: ofOthers }, seen),
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

/** The same before evidence was heard, by what is declared and recorded alone. */
export function declaredStatusesOf(side: LookoutSide): pulumi.Output<Record<string, ConsoleStatus | null>> {
  return pulumi.output(
    mapSide(side, (settings, subject) =>
      firstRecordOf(settings, subject).apply((record) => record?.consoleStatus ?? null),
    ),
  );
}

/** Everything a person has to enter now, in the order of the integration: what was not acknowledged yet, and what evidence
 *  contradicts. */
export function consoleTasksOf(side: LookoutSide, { consoleTasks }: LookoutEvidence): pulumi.Output<ConsoleTask[]> {
  const tasks = mapSide(side, (settings, subject) => {
    const first = firstRecordOf(settings, subject).apply((record) => record?.consoleTask ?? null);
    return foreseen(settings.resource, settings.resource.consoleTask, first).apply(
      (task) => task ?? consoleTasks.apply((repairs) => repairs[subject]),
    );
  });
  return pulumi
    .output(tasks)
    .apply((bySubject) => consoleOrder.flatMap((subject) => (bySubject[subject] as ConsoleTask | null) ?? []));
}

/** What the resource will say once it is created; undefined in gateway mode. */
function firstRecordOf(
  { inputs }: LookoutSettings,
  subject: EvidenceSubject,
): pulumi.Output<ConsoleRecord<object> | undefined> {
  const console: ConsoleSettings<object> = consoleSettings[consoleSettingsTypeOf[subject]];
  return inputs.apply<ConsoleRecord<object> | undefined>((known) =>
    known.mode === ConfigurationMode.Console ? recordDeclared(console, known, new Date()) : undefined,
  );
}

/** Maps the settings that are declared. */
export function mapSide<T>(
  side: LookoutSide,
  map: (settings: LookoutSettings, subject: EvidenceSubject) => T,
): Record<string, T> {
  return Object.fromEntries(
    evidenceSubjects.flatMap((subject) => {
      const settings = side[subject];
      return settings === undefined ? [] : [[subject, map(settings, subject)]];
    }),
  );
}
