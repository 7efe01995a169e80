import * as azuread from "@pulumi/azuread";
import * as pulumi from "@pulumi/pulumi";
import { componentTypes, ConfigurationMode, groupKeySchema, WhenNotConnected } from "../domain";
import { IntuneMtdConnector } from "../dynamic/intune-mtd-connector/resource";
import { LookoutConnector } from "../dynamic/lookout-connector/resource";
import { LookoutEnrollmentSettings } from "../dynamic/lookout-enrollment-settings/resource";
import { AccessGroups } from "./access-groups";
import { checkedInput, componentError, type Reporter } from "./component-problem";
import { EnrollmentGroup } from "./enrollment-group";
import type { LookoutIntuneIntegrationArgs } from "./integration-args";
import { describeNextSteps } from "./next-steps";

/** The whole integration of Lookout Mobile Endpoint Security with Microsoft Intune, in the order in which its parts need each
 *  other: Entra groups, Lookout's connector and enrollment settings, Intune's connector.
 *
 *  In console mode nothing is sent to Lookout, which publishes no API for these settings: the output `runbook` says what a
 *  person enters, and the status stays "awaiting console" until `acknowledged` records it.
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
  /** Directory (tenant) id of the Entra tenant that is signed in to. Lookout ties its tenant to it. */
  public readonly tenantId: pulumi.Output<string>;
  /** Object id of the full-access group. */
  public readonly fullAccessGroupId: pulumi.Output<string>;
  /** Object id of the restricted-access group; undefined when there is none. */
  public readonly restrictedAccessGroupId: pulumi.Output<string> | undefined;
  /** Object id of the read-only group; undefined when there is none. */
  public readonly readOnlyAccessGroupId: pulumi.Output<string> | undefined;
  /** Object ids of the enrollment groups, by key. */
  public readonly enrollmentGroupIds: pulumi.Output<Record<string, string>>;
  /** Display names of the enrollment groups, by key, letter for letter as Lookout has to have them. */
  public readonly enrollmentGroupNames: pulumi.Output<Record<string, string>>;
  /** Id of Intune's connector. */
  public readonly intuneConnectorId: pulumi.Output<string>;
  /** Whether Intune has the connector; false while Lookout has not connected and `whenNotConnected` is `continue`. */
  public readonly intuneConnected: pulumi.Output<boolean>;
  /** The partner's state in Intune's words: unavailable, available, enabled, unresponsive; null while not connected. */
  public readonly intunePartnerState: pulumi.Output<string | null>;
  /** Lookout's last sign of life to Intune, ISO 8601; null before the first. */
  public readonly intuneLastHeartbeat: pulumi.Output<string | null>;
  /** Revision of Lookout's connector settings. */
  public readonly connectorRevision: pulumi.Output<string>;
  /** Console mode: awaiting console, acknowledged or contradicted. Gateway mode: null. */
  public readonly connectorStatus: pulumi.Output<string | null>;
  /** Revision of Lookout's enrollment settings. */
  public readonly enrollmentSettingsRevision: pulumi.Output<string>;
  /** Console mode: awaiting console, acknowledged or contradicted. Gateway mode: null. */
  public readonly enrollmentSettingsStatus: pulumi.Output<string | null>;
  /** What a person has to enter in Lookout's console, Markdown; null when nothing is left to enter. */
  public readonly runbook: pulumi.Output<string | null>;
  /** What a person still has to do, in order. */
  public readonly nextSteps: pulumi.Output<string[]>;

  constructor(name: string, args: LookoutIntuneIntegrationArgs, opts?: pulumi.ComponentResourceOptions) {
    super(componentTypes.LookoutIntuneIntegration, name, {}, opts);

    const reporter: Reporter = { kind: "LookoutIntuneIntegration", name, resource: this };
    const mode = pulumi.output(args.mode ?? ConfigurationMode.Console);
    const tenantId = readTenantId(reporter);
    const access = new AccessGroups(`${name}-access`, args.accessGroups, { parent: this });
    const enrollment = declareEnrollmentGroups(reporter, args);
    const enrollmentGroupNames = pulumi.output(mapRecord(enrollment, (group) => group.displayName));
    const connector = declareConnector(reporter, args, mode, enrollment);
    const settings = declareEnrollmentSettings(reporter, args, mode);
    const intune = declareIntuneConnector(reporter, args, mode, [access, settings, connector]);

    this.tenantId = tenantId;
    this.fullAccessGroupId = access.fullAccessGroupId;
    this.restrictedAccessGroupId = access.restrictedAccessGroupId;
    this.readOnlyAccessGroupId = access.readOnlyAccessGroupId;
    this.enrollmentGroupIds = pulumi.output(mapRecord(enrollment, (group) => group.objectId));
    this.enrollmentGroupNames = enrollmentGroupNames;
    this.intuneConnectorId = intune.connectorId;
    this.intuneConnected = intune.connected;
    this.intunePartnerState = intune.partnerState;
    this.intuneLastHeartbeat = intune.lastHeartbeat;
    this.connectorRevision = connector.revision;
    this.connectorStatus = connector.consoleStatus;
    this.enrollmentSettingsRevision = settings.revision;
    this.enrollmentSettingsStatus = settings.consoleStatus;
    this.runbook = pulumi.all([connector.runbook, settings.runbook]).apply(joinRunbooks);
    this.nextSteps = pulumi
      .output({
        mode,
        tenantId,
        fullAccessGroupId: access.fullAccessGroupId,
        restrictedAccessGroupId: access.restrictedAccessGroupId,
        readOnlyAccessGroupId: access.readOnlyAccessGroupId,
        enrollmentGroupNames: enrollmentGroupNames.apply((names) => Object.values(names)),
        connector: { revision: connector.revision, consoleStatus: connector.consoleStatus },
        enrollmentSettings: { revision: settings.revision, consoleStatus: settings.consoleStatus },
        intuneConnected: intune.connected,
      })
      .apply(describeNextSteps);
    this.registerOutputs({
      tenantId: this.tenantId,
      fullAccessGroupId: this.fullAccessGroupId,
      restrictedAccessGroupId: this.restrictedAccessGroupId,
      readOnlyAccessGroupId: this.readOnlyAccessGroupId,
      enrollmentGroupIds: this.enrollmentGroupIds,
      enrollmentGroupNames: this.enrollmentGroupNames,
      intuneConnectorId: this.intuneConnectorId,
      intuneConnected: this.intuneConnected,
      intunePartnerState: this.intunePartnerState,
      intuneLastHeartbeat: this.intuneLastHeartbeat,
      connectorRevision: this.connectorRevision,
      connectorStatus: this.connectorStatus,
      enrollmentSettingsRevision: this.enrollmentSettingsRevision,
      enrollmentSettingsStatus: this.enrollmentSettingsStatus,
      runbook: this.runbook,
      nextSteps: this.nextSteps,
    });
  }
}

function readTenantId(reporter: Reporter): pulumi.Output<string> {
  return pulumi.output(
    azuread
      .getClientConfig({ parent: reporter.resource })
      .then((client) => client.tenantId)
      .catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        throw componentError(
          reporter,
          `the tenant id could not be read from the azuread provider's sign-in. ${reason}`,
        );
      }),
  );
}

/** Declared in the order of their keys, so that their order in the program changes nothing. */
function declareEnrollmentGroups(
  reporter: Reporter,
  { enrollmentGroups }: LookoutIntuneIntegrationArgs,
): Record<string, EnrollmentGroup> {
  const keys = Object.keys(enrollmentGroups).sort();
  if (keys.length === 0) {
    throw componentError(
      reporter,
      "enrollmentGroups is empty, and without an enrollment group no device ever enrols. Name at least one.",
    );
  }
  for (const key of keys) checkedInput(reporter, `enrollmentGroups["${key}"]`, groupKeySchema, key);
  return mapRecord(enrollmentGroups, (group, key) => {
    return new EnrollmentGroup(`${reporter.name}-enrollment-group-${key}`, group, { parent: reporter.resource });
  });
}

function declareConnector(
  { name, resource }: Reporter,
  { connector, acknowledged }: LookoutIntuneIntegrationArgs,
  mode: pulumi.Output<ConfigurationMode>,
  enrollment: Record<string, EnrollmentGroup>,
): LookoutConnector {
  return new LookoutConnector(
    `${name}-connector`,
    {
      ...connector,
      enrollmentGroupNames: Object.values(enrollment).map((group) => group.displayName),
      mode,
      acknowledgement: acknowledged?.connector,
    },
    { parent: resource },
  );
}

function declareEnrollmentSettings(
  { name, resource }: Reporter,
  { enrollmentSettings, acknowledged }: LookoutIntuneIntegrationArgs,
  mode: pulumi.Output<ConfigurationMode>,
): LookoutEnrollmentSettings {
  return new LookoutEnrollmentSettings(
    `${name}-enrollment-settings`,
    { ...enrollmentSettings, mode, acknowledgement: acknowledged?.enrollmentSettings },
    { parent: resource },
  );
}

/** Intune shows the connector only once Lookout's side is connected, so Lookout's side comes first. All the rest does too: the
 *  wait can be long, and a run that is broken off while waiting must have nothing else half done. */
function declareIntuneConnector(
  { name, resource }: Reporter,
  { intuneConnector }: LookoutIntuneIntegrationArgs,
  mode: pulumi.Output<ConfigurationMode>,
  dependsOn: pulumi.Resource[],
): IntuneMtdConnector {
  return new IntuneMtdConnector(
    `${name}-intune-connector`,
    { ...intuneConnector, whenNotConnected: intuneConnector.whenNotConnected ?? mode.apply(defaultWhenNotConnected) },
    { parent: resource, dependsOn },
  );
}

function defaultWhenNotConnected(mode: ConfigurationMode): WhenNotConnected {
  return mode === ConfigurationMode.Console ? WhenNotConnected.Continue : WhenNotConnected.Wait;
}

function joinRunbooks(runbooks: readonly (string | null)[]): string | null {
  const texts = runbooks.filter((runbook) => runbook !== null);
  return texts.length === 0 ? null : texts.join("\n\n");
}

function mapRecord<T, U>(record: Readonly<Record<string, T>>, map: (value: T, key: string) => U): Record<string, U> {
  const sorted = Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([key, value]) => [key, map(value, key)]));
}
