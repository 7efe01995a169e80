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
import type { IntunePolicies } from "./integration/intune-policies";
import { declaredStatusesOf, type DeclaredLookoutSettings } from "./integration/lookout-settings";
import type { IntegrationState } from "./next-steps/next-steps";
import type { ReachedRings } from "./integration-rollout";
import type { SupportHandoff } from "./support-handoff";

/** The resources that the integration has declared. */
export interface IntegrationResources {
  readonly mode: pulumi.Output<ConfigurationMode>;
  readonly integratedBefore: pulumi.Output<boolean>;
  readonly tenantId: pulumi.Output<string>;
  readonly access: AccessGroups;
  readonly handoff: SupportHandoff;
  readonly consent: LookoutTenantConsent;
  readonly rollout: ReachedRings;
  readonly lookoutSettings: DeclaredLookoutSettings;
  readonly feed: LookoutThreatFeed | undefined;
  readonly intune: IntuneMtdConnector;
  readonly connectorStage: pulumi.Output<ConnectorStage>;
  readonly intunePolicies: IntunePolicies;
  readonly evidence: LookoutEvidence;
  readonly revisions: pulumi.Output<Record<string, string>>;
  readonly statuses: pulumi.Output<Record<string, ConsoleStatus | null>>;
}

/** Collects the state from which the next steps follow. In the preview that creates the stack nothing was read yet, so each step
 *  counts as not done. The consent resource shows whether it is that preview, because it has no dependencies. */
export function integrationState(
  { accessGroups, supportHandoff }: LookoutIntuneIntegrationArgs,
  { access, consent, evidence, handoff, intune, rollout, ...others }: IntegrationResources,
): pulumi.Output<IntegrationState> {
  const orInitially = <T>(output: pulumi.Output<T>, assumed: pulumi.Output<T>) =>
    outputOrExpected(consent, output, assumed);
  const { restricted = {}, readOnly = {} } = accessGroups;
  return pulumi.output({
    assumed: orInitially(pulumi.output(false), pulumi.output(true)),
    mode: others.mode,
    integratedBefore: others.integratedBefore,
    tenantId: others.tenantId,
    lookoutTenant: supportHandoff?.lookoutTenant,
    handoff: {
      revision: orInitially(handoff.revision, pulumi.output("<the output handoffRevision>")),
      status: orInitially(handoff.handoffStatus, pulumi.output<HandoffStatus>(HandoffStatus.ToBeSent)),
      listsChanges: orInitially(
        handoff.changes.apply((changes) => changes !== null),
        pulumi.output(false),
      ),
      namesContact: supportHandoff?.primaryContact !== undefined,
    },
    consentStatus: orInitially(consent.consentStatus, pulumi.output<ConsentStatus>(ConsentStatus.NotChecked)),
    fullAccessGroupId: nameInText(access.fullAccessGroupId, accessGroups.full),
    restrictedAccessGroupId: access.restrictedAccessGroupId && nameInText(access.restrictedAccessGroupId, restricted),
    readOnlyAccessGroupId: access.readOnlyAccessGroupId && nameInText(access.readOnlyAccessGroupId, readOnly),
    enrollmentGroupNames: rollout.groupNames,
    nextRing: rollout.next,
    devices: orInitially(evidence.devices, pulumi.output(null)),
    intunePolicies: pulumi
      .all([
        others.intunePolicies.summary,
        others.intunePolicies.androidFound && orInitially(others.intunePolicies.androidFound, pulumi.output(false)),
      ])
      .apply(([summary, androidFound]) => ({ ...summary, androidFound })),
    revisions: others.revisions,
    statuses: orInitially(others.statuses, declaredStatusesOf(others.lookoutSettings)),
    threatFeedNote: others.feed && orInitially(others.feed.consoleNote, pulumi.output<string>(threatFeedConsoleNote)),
    intuneConnected: orInitially(intune.connected, pulumi.output(false)),
    connectorStage: orInitially(others.connectorStage, pulumi.output<ConnectorStage>(ConnectorStage.ToBeAdded)),
    partnerState: orInitially(intune.partnerState, pulumi.output(null)),
  });
}
