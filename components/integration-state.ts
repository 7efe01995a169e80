import * as pulumi from "@pulumi/pulumi";
import type { ConfigurationMode, ConsoleStatus } from "../model/configuration-mode";
import { ConnectorStage } from "../model/connector-stage";
import { HandoffStatus } from "../resources/lookout-support-handoff/lookout-support-handoff.schema";
import { ConsentStatus } from "../resources/lookout-tenant-consent/lookout-tenant-consent.schema";
import { threatFeedConsoleNote } from "../resources/lookout-threat-feed/lookout-threat-feed.schema";
import type { IntuneMtdConnector } from "../resources/intune-mtd-connector/intune-mtd-connector.resource";
import type { LookoutEvidence } from "../resources/lookout-evidence/lookout-evidence.resource";
import type { LookoutTenantConsent } from "../resources/lookout-tenant-consent/lookout-tenant-consent.resource";
import type { LookoutThreatFeed } from "../resources/lookout-threat-feed/lookout-threat-feed.resource";
import type { AccessGroups } from "./access-groups";
import { nameInText } from "./entra-group";
import { outputOrExpected } from "./preview-values";
import type { LookoutIntuneIntegrationArgs } from "./integration-args";
import type { Protection } from "./integration/intune-policies";
import { declaredStatusesOf, type DeclaredLookoutSettings } from "./integration/lookout-settings";
import type { IntegrationState } from "./next-steps/next-steps";
import type { ReachedRings } from "./integration-rollout";
import type { SupportHandoff } from "./support-handoff";

/** The resources that the integration has declared. */
export interface IntegrationResources {
  readonly mode: pulumi.Output<ConfigurationMode>;
  readonly tenantId: pulumi.Output<string>;
  readonly access: AccessGroups;
  readonly handoff: SupportHandoff;
  readonly consent: LookoutTenantConsent;
  readonly rollout: ReachedRings;
  readonly lookoutSettings: DeclaredLookoutSettings;
  readonly feed: LookoutThreatFeed | undefined;
  readonly intune: IntuneMtdConnector;
  readonly connectorStage: pulumi.Output<ConnectorStage>;
  readonly protection: Protection;
  readonly evidence: LookoutEvidence;
  readonly revisions: pulumi.Output<Record<string, string>>;
  readonly statuses: pulumi.Output<Record<string, ConsoleStatus | null>>;
}

/** Collects the state from which the next steps follow. In the preview that creates the stack nothing was read yet, so each step
 *  counts as not done. The consent resource tells whether it is that preview, because it has no dependencies. */
export function integrationState(
  { accessGroups, supportHandoff }: LookoutIntuneIntegrationArgs,
  { access, consent, evidence, handoff, intune, rollout, ...others }: IntegrationResources,
): pulumi.Output<IntegrationState> {
  const orAtFirst = <T>(output: pulumi.Output<T>, assumed: pulumi.Output<T>) =>
    outputOrExpected(consent, output, assumed);
  const { restricted = {}, readOnly = {} } = accessGroups;
  return pulumi.output({
    assumed: orAtFirst(pulumi.output(false), pulumi.output(true)),
    mode: others.mode,
    tenantId: others.tenantId,
    lookoutTenant: supportHandoff?.lookoutTenant,
    handoff: {
      revision: orAtFirst(handoff.revision, pulumi.output("<the output handoffRevision>")),
      status: orAtFirst(handoff.handoffStatus, pulumi.output<HandoffStatus>(HandoffStatus.ToBeSent)),
      tellsChanges: orAtFirst(
        handoff.changes.apply((changes) => changes !== null),
        pulumi.output(false),
      ),
      namesContact: supportHandoff?.primaryContact !== undefined,
    },
    consentStatus: orAtFirst(consent.consentStatus, pulumi.output<ConsentStatus>(ConsentStatus.NotChecked)),
    fullAccessGroupId: nameInText(access.fullAccessGroupId, accessGroups.full),
    restrictedAccessGroupId: access.restrictedAccessGroupId && nameInText(access.restrictedAccessGroupId, restricted),
    readOnlyAccessGroupId: access.readOnlyAccessGroupId && nameInText(access.readOnlyAccessGroupId, readOnly),
    enrollmentGroupNames: rollout.groupNames,
    nextRing: rollout.next,
    devices: orAtFirst(evidence.devices, pulumi.output(null)),
    protection: pulumi
      .all([
        others.protection.summary,
        others.protection.androidFound && orAtFirst(others.protection.androidFound, pulumi.output(false)),
      ])
      .apply(([summary, androidFound]) => ({ ...summary, androidFound })),
    revisions: others.revisions,
    statuses: orAtFirst(others.statuses, declaredStatusesOf(others.lookoutSettings)),
    threatFeedNote: others.feed && orAtFirst(others.feed.consoleNote, pulumi.output<string>(threatFeedConsoleNote)),
    intuneConnected: orAtFirst(intune.connected, pulumi.output(false)),
    connectorStage: orAtFirst(others.connectorStage, pulumi.output<ConnectorStage>(ConnectorStage.ToBeAdded)),
    partnerState: orAtFirst(intune.partnerState, pulumi.output(null)),
  });
}
