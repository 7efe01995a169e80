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
import { compareWithConsole } from "../../resources/lookout-settings/compare-with-console";
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
import { outputOrExpected } from "../preview-values";
import type { LookoutIntuneIntegrationArgs } from "../integration-args";
import type { StackBaseline } from "../../resources/stack-baseline/stack-baseline.resource";
import type { IntegrationContext } from "../integration-tenant";
import type { ReachedRings } from "../integration-rollout";
import { inGatewayMode } from "./baseline";
import { risksOf } from "./threat-classifications";

/** A resource with settings of Lookout. */
interface DeclaredSettings<Resource> {
  readonly resource: Resource;
  /** The resource's inputs. Known in a preview unless they depend on a resource that is not created yet. */
  readonly inputs: pulumi.Output<Readonly<Record<string, unknown>>>;
  /** The record that the resource will have once it is created; undefined in gateway mode. */
  readonly firstRecord: pulumi.Output<ConsoleRecord<object> | undefined>;
}

/** The declared resources with settings of Lookout, by their key in `acknowledged`. */
export interface DeclaredLookoutSettings {
  readonly connector: DeclaredSettings<LookoutConnector>;
  readonly enrollmentSettings: DeclaredSettings<LookoutEnrollmentSettings>;
  readonly notificationPreferences?: DeclaredSettings<LookoutNotificationPreferences>;
  readonly threatClassifications?: DeclaredSettings<LookoutThreatClassifications>;
}

type LookoutSettings = NonNullable<DeclaredLookoutSettings[EvidenceSubject]>;
type LookoutSettingsResource = LookoutSettings["resource"];

/** Declares a resource for each of Lookout's settings that you configure. */
export function declareLookoutSettings(
  { name, resource, inOneTenant }: IntegrationContext,
  args: LookoutIntuneIntegrationArgs,
  mode: pulumi.Output<ConfigurationMode>,
  rollout: ReachedRings,
  { gatewaySettingsBefore }: StackBaseline,
): DeclaredLookoutSettings {
  const { acknowledged = {}, notificationPreferences, threatClassifications } = args;
  const opts = { parent: resource, dependsOn: inOneTenant };
  /** Apart from the settings: what was there before is not known in a first preview. */
  const found = (subject: EvidenceSubject) => ({
    foundBefore: inGatewayMode(
      mode,
      gatewaySettingsBefore.apply((before) => before?.[consoleSettingsTypeOf[subject]]),
    ),
  });
  const handling = (subject: EvidenceSubject) => ({ mode, acknowledgement: acknowledged[subject] });
  return {
    connector: declared(
      "connector",
      { ...args.connector, enrollmentGroupNames: rollout.groupNames, ...handling("connector") },
      (settings) =>
        new LookoutConnector(
          `${name}-connector`,
          { ...settings, ...found("connector") },
          { ...opts, dependsOn: rollout.record },
        ),
    ),
    enrollmentSettings: declared(
      "enrollmentSettings",
      { ...args.enrollmentSettings, ...handling("enrollmentSettings") },
      (settings) =>
        new LookoutEnrollmentSettings(
          `${name}-enrollment-settings`,
          { ...settings, ...found("enrollmentSettings") },
          opts,
        ),
    ),
    ...(notificationPreferences && {
      notificationPreferences: declared(
        "notificationPreferences",
        { ...notificationPreferences, ...handling("notificationPreferences") },
        (settings) =>
          new LookoutNotificationPreferences(
            `${name}-notification-preferences`,
            { ...settings, ...found("notificationPreferences") },
            opts,
          ),
      ),
    }),
    ...(threatClassifications && {
      threatClassifications: declared(
        "threatClassifications",
        { ...risksOf(threatClassifications), ...handling("threatClassifications") },
        (settings) =>
          new LookoutThreatClassifications(
            `${name}-threat-classifications`,
            { ...settings, ...found("threatClassifications") },
            opts,
          ),
      ),
    }),
  };
}

function declared<Args extends object, Resource>(
  subject: EvidenceSubject,
  args: Args,
  declare: (args: Args) => Resource,
): DeclaredSettings<Resource> {
  const inputs = pulumi.output(args) as unknown as pulumi.Output<Readonly<Record<string, unknown>>>;
  const console: ConsoleSettings<object> = consoleSettings[consoleSettingsTypeOf[subject]];
  const firstRecord = inputs.apply<ConsoleRecord<object> | undefined>((known) =>
    known.mode === ConfigurationMode.Console ? recordDeclared(console, known, new Date()) : undefined,
  );
  return { resource: declare(args), inputs, firstRecord };
}

/** Returns the declared resources. */
export function resourcesOf(lookoutSettings: DeclaredLookoutSettings): LookoutSettingsResource[] {
  return Object.values(mapSettings(lookoutSettings, ({ resource }) => resource));
}

/** Returns the revisions of the declared settings, computed from the inputs so that a preview knows them. A revision of secret
 *  settings is secret: whoever knows the others could try values until the hash matches. */
export function revisionsOf(lookoutSettings: DeclaredLookoutSettings): pulumi.Output<Record<string, string>> {
  const revisionOf = ({ resource, inputs }: LookoutSettings, subject: EvidenceSubject) =>
    inputs.apply((known) =>
      pulumi.output(consoleRevisionOf(consoleSettingsTypeOf[subject], known) ?? resource.revision),
    );
  return pulumi.output(mapSettings(lookoutSettings, revisionOf));
}

/** Declares the resource that collects evidence of what people entered. It comes last, so that its first observation includes the
 *  effects of all other resources. */
export function declareEvidence(
  { name, resource }: ComponentContext,
  { acknowledged = {} }: LookoutIntuneIntegrationArgs,
  lookoutSettings: DeclaredLookoutSettings,
  intuneConnectorId: pulumi.Output<string>,
  { groups: enrollmentGroups }: ReachedRings,
  dependsOn: pulumi.Resource[],
): LookoutEvidence {
  const subjects = mapSettings(lookoutSettings, ({ resource: settings }, subject) =>
    recordedOf(settings, acknowledged[subject]),
  );
  return new LookoutEvidence(
    `${name}-evidence`,
    { subjects, intuneConnectorId, enrollmentGroups },
    { parent: resource, dependsOn },
  );
}

/** Describes how open issues affect a device's compliance: by the declared risks, and by other risks that evidence shows. */
export function complianceEffectsOf(
  { threatClassifications }: LookoutIntuneIntegrationArgs,
  { observedRisks }: LookoutEvidence,
): pulumi.Output<Record<string, DeclaredEffect>> | undefined {
  if (threatClassifications === undefined) return undefined;
  const { risks, deviceGroups } = risksOf(threatClassifications);
  return pulumi
    .all([risks, deviceGroups, observedRisks])
    .apply(([ofDefaultGroup, ofOthers, observed]) =>
      describeComplianceEffects({ risks: ofDefaultGroup, deviceGroups: ofOthers }, observed),
    );
}

function recordedOf(
  { revision, consoleStatus, acknowledgedSettings }: LookoutSettingsResource,
  acknowledgement: pulumi.Input<AcknowledgementArgs> | undefined,
): RecordedSettingsArgs {
  const acknowledgedAt = acknowledgement && pulumi.output(acknowledgement).at;
  return { revision, consoleStatus, acknowledgedSettings, ...(acknowledgedAt && { acknowledgedAt }) };
}

/** Returns the status of each settings resource, based on evidence; null in gateway mode. */
export function statusesOf(
  lookoutSettings: DeclaredLookoutSettings,
  { statuses }: LookoutEvidence,
): pulumi.Output<Record<string, ConsoleStatus | null>> {
  return statuses.apply((all) => mapSettings(lookoutSettings, (_settings, subject) => all[subject]));
}

/** Returns the status of each settings resource without evidence, from settings and acknowledgements only. */
export function declaredStatusesOf(
  lookoutSettings: DeclaredLookoutSettings,
): pulumi.Output<Record<string, ConsoleStatus | null>> {
  return pulumi.output(
    mapSettings(lookoutSettings, ({ firstRecord }) => firstRecord.apply((record) => record?.consoleStatus ?? null)),
  );
}

/** Returns the settings that a person must enter now, in the order of the integration: those that are not acknowledged, and those
 *  that evidence contradicts. */
export function consoleTasksOf(
  lookoutSettings: DeclaredLookoutSettings,
  { consoleTasks }: LookoutEvidence,
  integratedBefore: pulumi.Output<boolean>,
): pulumi.Output<ConsoleTask[]> {
  const tasks = mapSettings(lookoutSettings, ({ resource, firstRecord }, subject) => {
    const first = firstRecord.apply((record) => record?.consoleTask ?? null);
    return outputOrExpected(resource, resource.consoleTask, first).apply(
      (task) => task ?? consoleTasks.apply((repairs) => repairs[subject]),
    );
  });
  return pulumi.all([tasks, integratedBefore]).apply(([bySubject, before]) => {
    const due = consoleOrder.flatMap((subject) => (bySubject[subject] as ConsoleTask | null) ?? []);
    return before ? due.map(compareWithConsole) : due;
  });
}

/** Maps the declared settings by their key. */
export function mapSettings<T>(
  lookoutSettings: DeclaredLookoutSettings,
  map: (settings: LookoutSettings, subject: EvidenceSubject) => T,
): Record<string, T> {
  return Object.fromEntries(
    evidenceSubjects.flatMap((subject) => {
      const settings = lookoutSettings[subject];
      return settings === undefined ? [] : [[subject, map(settings, subject)]];
    }),
  );
}
