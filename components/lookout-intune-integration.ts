import * as pulumi from "@pulumi/pulumi";
import type { Finding } from "../console/evidence/finding";
import { writeRunbookPage } from "../console/runbook/runbook-html";
import { writeRunbook } from "../console/runbook/runbook-markdown";
import type { ConsoleTask } from "../console/runbook/task";
import { addConnectorStep, type AddConnectorStep } from "../model/add-connector-step";
import { ConfigurationMode, type ConsoleStatus } from "../model/configuration-mode";
import { ConnectorStage, connectorStageOf } from "../model/connector-stage";
import { groupKeySchema } from "../model/group-source";
import { componentTypes } from "../model/resource-types";
import { WhenNotConnected } from "../resources/intune-mtd-connector/intune-mtd-connector.schema";
import type { StackBaseline } from "../resources/stack-baseline/stack-baseline.resource";
import type { HandoffStatus } from "../resources/lookout-support-handoff/lookout-support-handoff.schema";
import type { ConsentStatus } from "../resources/lookout-tenant-consent/lookout-tenant-consent.schema";
import type { DeclaredEffect } from "../resources/lookout-threat-classifications/compliance-effects";
import { IntuneDiagnosticSettings } from "../resources/intune-diagnostic-settings/intune-diagnostic-settings.resource";
import { IntuneMtdConnector } from "../resources/intune-mtd-connector/intune-mtd-connector.resource";
import type { EvidenceSource } from "../resources/lookout-evidence/lookout-evidence.collect";
import type { LookoutEvidence } from "../resources/lookout-evidence/lookout-evidence.resource";
import { LookoutTenantConsent } from "../resources/lookout-tenant-consent/lookout-tenant-consent.resource";
import { LookoutThreatFeed } from "../resources/lookout-threat-feed/lookout-threat-feed.resource";
import { AccessGroups } from "./access-groups";
import { readAcknowledged } from "./acknowledged-config";
import { checkedInput, componentError, type ComponentContext } from "./component-error";
import { EnrollmentGroup } from "./enrollment-group";
import { outputOrExpected } from "./preview-values";
import type { LookoutIntuneIntegrationArgs } from "./integration-args";
import { refuseGroupConflicts } from "./integration-groups";
import { integrationState } from "./integration-state";
import {
  complianceEffectsOf,
  consoleTasksOf,
  declareEvidence,
  declareLookoutSettings,
  resourcesOf,
  revisionsOf,
  statusesOf,
} from "./integration/lookout-settings";
import { declareBaseline, defaultDiagnosticSettingsName, integratedBefore } from "./integration/baseline";
import { declareIntunePolicies } from "./integration/intune-policies";
import { describeNextSteps } from "./next-steps/next-steps";
import { declareRollout } from "./integration-rollout";
import { readTenant, type IntegrationContext } from "./integration-tenant";
import { refuseSharedObjects, separateFromOthers } from "./separate-integrations";
import { SupportHandoff } from "./support-handoff";

/** The whole integration of Lookout Mobile Endpoint Security with Microsoft Intune, in order of dependency: Entra groups,
 *  Lookout's connector and enrollment settings, Intune's connector, and the app and policies.
 *
 *  In console mode nothing is sent to Lookout, which publishes no API for these settings: the output `runbook` lists what a
 *  person must enter, and the status stays "awaiting console" until you set `acknowledged`.
 *
 *  ```ts
 *  const lookout = new LookoutIntuneIntegration("lookout", {
 *    accessGroups: { full: { displayName: "Lookout console - full access" } },
 *    enrollmentGroups: { pilot: { displayName: "Lookout pilot" } },
 *    connector: { heartbeatMinutes: 60, errorEmail: "soc@contoso.com" },
 *    enrollmentSettings: { daysUntilDisconnected: 30 },
 *    intuneConnector: { android: {}, ios: {} },
 *  });
 *  export const nextSteps = lookout.nextSteps;
 *  ```
 *
 *  Source: https://learn.microsoft.com/en-us/mem/intune/protect/lookout-mtd-connector-integration */
export class LookoutIntuneIntegration extends pulumi.ComponentResource {
  /** Directory (tenant) id of the Entra tenant that you are signed in to. Lookout ties its tenant to it. */
  public readonly tenantId: pulumi.Output<string>;
  /** Object id of the full-access group. */
  public readonly fullAccessGroupId: pulumi.Output<string>;
  /** Object id of the restricted-access group; undefined when there is none. */
  public readonly restrictedAccessGroupId: pulumi.Output<string> | undefined;
  /** Object id of the read-only group; undefined when there is none. */
  public readonly readOnlyAccessGroupId: pulumi.Output<string> | undefined;
  /** Whether the mail to Lookout's support was acknowledged as sent: `to be sent` or `sent`. */
  public readonly handoffStatus: pulumi.Output<HandoffStatus>;
  /** Hash of the mail's content, such as `r-0123456789ab`. */
  public readonly handoffRevision: pulumi.Output<string>;
  /** The mail to Lookout's support: recipient, subject and text. */
  public readonly handoffMail: pulumi.Output<string>;
  /** The mail as an .eml file, which mail programs open as a draft. */
  public readonly handoffDraft: pulumi.Output<string>;
  /** Status of the tenant-wide consent: `not checked`, `missing`, `ambiguous`, `incomplete` or `found`. */
  public readonly consentStatus: pulumi.Output<ConsentStatus>;
  /** Explanation of `consentStatus`. */
  public readonly consentNote: pulumi.Output<string>;
  /** Object ids of the enrollment groups, by key. */
  public readonly enrollmentGroupIds: pulumi.Output<Record<string, string>>;
  /** Exact display names of the enrollment groups, by key, as Lookout must have them. */
  public readonly enrollmentGroupNames: pulumi.Output<Record<string, string>>;
  /** Keys of the enrollment groups that are protected, the pilot first. */
  public readonly protectedRings: pulumi.Output<string[]>;
  /** Ids of the app in Intune, by platform: `ios`, `android`, `androidStore`. Null until the app is approved in managed Google
   *  Play. */
  public readonly appIds: pulumi.Output<Record<string, string | null>>;
  /** Ids of the compliance policies in Intune, by platform. */
  public readonly compliancePolicyIds: pulumi.Output<Record<string, string>>;
  /** Ids of the app protection policies in Intune, by platform. */
  public readonly appProtectionPolicyIds: pulumi.Output<Record<string, string>>;
  /** Object id of the Conditional Access policy; undefined when none is declared. */
  public readonly conditionalAccessPolicyId: pulumi.Output<string> | undefined;
  /** Id of Intune's connector. */
  public readonly intuneConnectorId: pulumi.Output<string>;
  /** Whether Intune has the connector; false while Lookout has not connected and `whenNotConnected` is `continue`. */
  public readonly intuneConnected: pulumi.Output<boolean>;
  /** Stage of the connector in Intune: `to be added` (an Intune administrator must add the connector), `waiting for contact`,
   *  `set up`, or `unknown` (a state that this version does not know). */
  public readonly connectorStage: pulumi.Output<ConnectorStage>;
  /** Intune's `partnerState`, such as unavailable, available, enabled or unresponsive; null while not connected. */
  public readonly intunePartnerState: pulumi.Output<string | null>;
  /** Time of Lookout's last heartbeat to Intune, ISO 8601; null before the first. */
  public readonly intuneLastHeartbeat: pulumi.Output<string | null>;
  /** Revisions of Lookout's settings, by their key in `acknowledged`, such as `connector`. */
  public readonly revisions: pulumi.Output<Record<string, string>>;
  /** Status of each: awaiting console, acknowledged or contradicted; null in gateway mode. */
  public readonly statuses: pulumi.Output<Record<string, ConsoleStatus | null>>;
  /** Evidence that contradicts an acknowledgement or that you should review. */
  public readonly findings: pulumi.Output<Finding[]>;
  /** Where evidence was searched for, whether it could be read, and what was found or why not. */
  public readonly evidenceSources: pulumi.Output<EvidenceSource[]>;
  /** What open issues can do to a device's compliance in Intune, by classification: by the declared risk and, under `observed`, by another risk
   *  that evidence shows Lookout to have. Undefined when none is declared. */
  public readonly complianceEffects: pulumi.Output<Record<string, DeclaredEffect>> | undefined;
  /** What a person must enter in Lookout's console and add in Intune, as Markdown; null when nothing is left to do. */
  public readonly runbook: pulumi.Output<string | null>;
  /** The runbook as an HTML page with checkboxes, to print or tick off. */
  public readonly runbookPage: pulumi.Output<string | null>;
  /** Id in Azure Resource Manager of Intune's diagnostic settings; undefined when none are declared. */
  public readonly diagnosticSettingsId: pulumi.Output<string> | undefined;
  /** Id of the threat feed; undefined when none is declared. */
  public readonly threatFeedId: pulumi.Output<string> | undefined;
  /** What is left to do, and who must do it, in order of dependency. */
  public readonly nextSteps: pulumi.Output<string[]>;

  constructor(name: string, args: LookoutIntuneIntegrationArgs, opts?: pulumi.ComponentResourceOptions) {
    super(componentTypes.LookoutIntuneIntegration, name, {}, opts);

    const component: ComponentContext = { kind: "LookoutIntuneIntegration", name, resource: this };
    refuseGroupConflicts(component, args);
    refuseSharedObjects(component, args);
    const recorded = { ...args, acknowledged: args.acknowledged ?? readAcknowledged(component) };
    const mode = pulumi.output(args.mode ?? ConfigurationMode.Console);
    const { tenantId, context } = readTenant(component);
    const { inOneTenant: dependsOn } = context;
    const baseline = declareBaseline(context, args, mode);
    const access = new AccessGroups(`${name}-access`, args.accessGroups, { parent: this, dependsOn });
    const handoff = declareHandoff(context, recorded, tenantId, access);
    const consent = new LookoutTenantConsent(`${name}-tenant-consent`, args.tenantConsent, { parent: this, dependsOn });
    const enrollment = declareEnrollmentGroups(context, args);
    const enrollmentGroupIds = pulumi.output(mapRecord(enrollment, (group) => group.objectId));
    const enrollmentGroupNames = pulumi.output(mapRecord(enrollment, (group) => group.displayName));
    const rollout = declareRollout(context, args.rollout, enrollment);
    const lookoutSettings = declareLookoutSettings(context, recorded, mode, rollout, baseline);
    const feed = declareThreatFeed(context, args, baseline);
    const intune = declareIntuneConnector(context, args, baseline, mode, [
      handoff,
      consent,
      ...resourcesOf(lookoutSettings),
      ...(feed === undefined ? [] : [feed]),
    ]);
    const intunePolicies = declareIntunePolicies(context, args, rollout, intune, baseline);
    const diagnostics = declareDiagnosticSettings(context, args, baseline);
    // A destroy removes this first, and it refuses another tenant. azuread would take what it does not find there for gone.
    const evidence = declareEvidence(context, recorded, lookoutSettings, intune.connectorId, rollout, [
      access,
      ...Object.values(enrollment),
      ...intunePolicies.last,
    ]);
    const statuses = statusesOf(lookoutSettings, evidence);
    const before = integratedBefore(baseline, intune);
    const tasks = consoleTasksOf(lookoutSettings, evidence, before);

    this.tenantId = tenantId;
    this.fullAccessGroupId = access.fullAccessGroupId;
    this.restrictedAccessGroupId = access.restrictedAccessGroupId;
    this.readOnlyAccessGroupId = access.readOnlyAccessGroupId;
    this.handoffStatus = handoff.handoffStatus;
    this.handoffRevision = handoff.revision;
    this.handoffMail = pulumi.interpolate`To: ${handoff.to}\nSubject: ${handoff.subject}\n\n${handoff.text}`;
    this.handoffDraft = handoff.eml;
    this.consentStatus = consent.consentStatus;
    this.consentNote = consent.consentNote;
    this.enrollmentGroupIds = separateFromOthers(component, args, enrollmentGroupIds, enrollmentGroupNames);
    this.enrollmentGroupNames = enrollmentGroupNames;
    this.protectedRings = rollout.keys;
    this.appIds = intunePolicies.appIds;
    this.compliancePolicyIds = intunePolicies.compliancePolicyIds;
    this.appProtectionPolicyIds = intunePolicies.appProtectionPolicyIds;
    this.conditionalAccessPolicyId = intunePolicies.conditionalAccessPolicyId;
    this.intuneConnectorId = intune.connectorId;
    this.intuneConnected = intune.connected;
    this.connectorStage = stageOf(intune);
    this.intunePartnerState = intune.partnerState;
    this.intuneLastHeartbeat = intune.lastHeartbeat;
    this.revisions = revisionsOf(lookoutSettings);
    this.statuses = statuses;
    this.findings = evidence.findings;
    this.evidenceSources = sourcesOf(evidence);
    this.complianceEffects = complianceEffectsOf(args, evidence);
    const addition = additionOf(intune, this.connectorStage);
    this.runbook = runbookOf(writeRunbook, tasks, addition);
    this.runbookPage = runbookOf(writeRunbookPage, tasks, addition);
    this.diagnosticSettingsId = diagnostics?.resourceId;
    this.threatFeedId = feed?.feedId;
    const { connectorStage, revisions } = this;
    this.nextSteps = integrationState(args, {
      mode,
      integratedBefore: before,
      tenantId,
      access,
      handoff,
      consent,
      rollout,
      lookoutSettings,
      feed,
      intune,
      connectorStage,
      intunePolicies,
      evidence,
      revisions,
      statuses,
    }).apply(describeNextSteps);
    this.registerOutputs({
      tenantId: this.tenantId,
      fullAccessGroupId: this.fullAccessGroupId,
      restrictedAccessGroupId: this.restrictedAccessGroupId,
      readOnlyAccessGroupId: this.readOnlyAccessGroupId,
      handoffStatus: this.handoffStatus,
      handoffRevision: this.handoffRevision,
      handoffMail: this.handoffMail,
      handoffDraft: this.handoffDraft,
      consentStatus: this.consentStatus,
      consentNote: this.consentNote,
      enrollmentGroupIds: this.enrollmentGroupIds,
      enrollmentGroupNames: this.enrollmentGroupNames,
      protectedRings: this.protectedRings,
      appIds: this.appIds,
      compliancePolicyIds: this.compliancePolicyIds,
      appProtectionPolicyIds: this.appProtectionPolicyIds,
      conditionalAccessPolicyId: this.conditionalAccessPolicyId,
      intuneConnectorId: this.intuneConnectorId,
      intuneConnected: this.intuneConnected,
      connectorStage: this.connectorStage,
      intunePartnerState: this.intunePartnerState,
      intuneLastHeartbeat: this.intuneLastHeartbeat,
      revisions: this.revisions,
      statuses: this.statuses,
      findings: this.findings,
      evidenceSources: this.evidenceSources,
      complianceEffects: this.complianceEffects,
      runbook: this.runbook,
      runbookPage: this.runbookPage,
      diagnosticSettingsId: this.diagnosticSettingsId,
      threatFeedId: this.threatFeedId,
      nextSteps: this.nextSteps,
    });
  }
}

function declareHandoff(
  { name, resource }: ComponentContext,
  { supportHandoff, acknowledged }: LookoutIntuneIntegrationArgs,
  tenantId: pulumi.Output<string>,
  { fullAccessGroupId, restrictedAccessGroupId, readOnlyAccessGroupId }: AccessGroups,
): SupportHandoff {
  return new SupportHandoff(
    `${name}-support-handoff`,
    {
      ...supportHandoff,
      tenantId,
      fullAccessGroupId,
      restrictedAccessGroupId,
      readOnlyAccessGroupId,
      sent: acknowledged?.supportHandoff,
    },
    { parent: resource },
  );
}

/** Declares the groups sorted by key, so that their order in the program has no effect. */
function declareEnrollmentGroups(
  context: IntegrationContext,
  { enrollmentGroups }: LookoutIntuneIntegrationArgs,
): Record<string, EnrollmentGroup> {
  const keys = Object.keys(enrollmentGroups).sort();
  if (keys.length === 0) {
    throw componentError(
      context,
      "enrollmentGroups is empty, and without an enrollment group no device ever enrolls. Declare at least one.",
    );
  }
  for (const key of keys) checkedInput(context, `enrollmentGroups["${key}"]`, groupKeySchema, key);
  return mapRecord(enrollmentGroups, (group, key) => {
    const opts = { parent: context.resource, dependsOn: context.inOneTenant };
    return new EnrollmentGroup(`${context.name}-enrollment-group-${key}`, group, opts);
  });
}

function declareThreatFeed(
  { name, resource, inOneTenant }: IntegrationContext,
  { threatFeed }: LookoutIntuneIntegrationArgs,
  { stackId }: StackBaseline,
): LookoutThreatFeed | undefined {
  if (threatFeed === undefined) return undefined;
  return new LookoutThreatFeed(
    `${name}-threat-feed`,
    { ...threatFeed, stackId },
    { parent: resource, dependsOn: inOneTenant },
  );
}

/** Declares the diagnostic settings. They depend on no other resource, and no resource depends on them. */
function declareDiagnosticSettings(
  { name, resource, inOneTenant }: IntegrationContext,
  { diagnosticSettings }: LookoutIntuneIntegrationArgs,
  { diagnosticSettingsBefore }: StackBaseline,
): IntuneDiagnosticSettings | undefined {
  if (diagnosticSettings === undefined) return undefined;
  return new IntuneDiagnosticSettings(
    `${name}-diagnostic-settings`,
    {
      ...diagnosticSettings,
      name: diagnosticSettings.name ?? defaultDiagnosticSettingsName,
      foundBefore: diagnosticSettingsBefore,
    },
    { parent: resource, dependsOn: inOneTenant },
  );
}

/** Declares Intune's connector after Lookout's settings, because Intune shows it only once Lookout has connected. It also comes
 *  after all other resources: the wait can be long, and a run that is canceled meanwhile must leave no other resource pending. */
function declareIntuneConnector(
  { name, resource }: ComponentContext,
  { intuneConnector }: LookoutIntuneIntegrationArgs,
  { connectorBefore }: StackBaseline,
  mode: pulumi.Output<ConfigurationMode>,
  dependsOn: pulumi.Resource[],
): IntuneMtdConnector {
  return new IntuneMtdConnector(
    `${name}-intune-connector`,
    {
      ...intuneConnector,
      whenNotConnected: intuneConnector.whenNotConnected ?? mode.apply(defaultWhenNotConnected),
      partnerSide: mode,
      foundBefore: connectorBefore,
    },
    { parent: resource, dependsOn },
  );
}

/** Returns the runbook, or null when nothing is left to do in Lookout's console or in Intune. */
function runbookOf(
  write: typeof writeRunbook,
  tasks: pulumi.Output<ConsoleTask[]>,
  addition: pulumi.Output<AddConnectorStep | null>,
): pulumi.Output<string | null> {
  return pulumi
    .all([tasks, addition])
    .apply(([due, step]) => (due.length === 0 && step === null ? null : write(due, step)));
}

/** Returns the step that adds the connector in Intune, or null when it is not needed. Null in a first preview, which does not
 *  know whether it is needed. */
function additionOf(
  intune: IntuneMtdConnector,
  connectorStage: pulumi.Output<ConnectorStage>,
): pulumi.Output<AddConnectorStep | null> {
  const step = connectorStage.apply((stage) => (stage === ConnectorStage.ToBeAdded ? addConnectorStep() : null));
  return outputOrExpected(intune, step, pulumi.output(null));
}

/** Returns the stage. Derives it from the partner state if the stack's state was written by a release without stages. */
function stageOf({ connectorStage, partnerState }: IntuneMtdConnector): pulumi.Output<ConnectorStage> {
  return pulumi
    .all([connectorStage as pulumi.Output<ConnectorStage | undefined>, partnerState])
    .apply(([stage, state]) => stage ?? connectorStageOf(state === null ? undefined : { partnerState: state }));
}

/** None in a stack that an older release wrote, as long as the evidence there is kept out of every update by `--target`. */
function sourcesOf({ evidenceSources }: LookoutEvidence): pulumi.Output<EvidenceSource[]> {
  return (evidenceSources as pulumi.Output<EvidenceSource[] | undefined>).apply((sources) => sources ?? []);
}

function defaultWhenNotConnected(mode: ConfigurationMode): WhenNotConnected {
  return mode === ConfigurationMode.Console ? WhenNotConnected.Continue : WhenNotConnected.Wait;
}

function mapRecord<T, U>(record: Readonly<Record<string, T>>, map: (value: T, key: string) => U): Record<string, U> {
  const sorted = Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([key, value]) => [key, map(value, key)]));
}
