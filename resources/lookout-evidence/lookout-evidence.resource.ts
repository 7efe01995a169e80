import * as pulumi from "@pulumi/pulumi";
import type { Finding } from "../../console/evidence/finding";
import type { DeviceObservation, IntuneObservation } from "../../console/evidence/observations";
import type { ObservedResponse, ObservedRisk } from "../../console/evidence/observed-risks";
import type { ReportedChange } from "../../console/evidence/other-changes";
import type { ConsoleTask } from "../../console/runbook/task";
import type { ConsoleStatus } from "../../model/configuration-mode";
import type { EvidenceSubject } from "../../model/integration/actions";
import { dynamicModule, dynamicTypes } from "../../model/resource-types";
import { withSecretPaths } from "../provider/secret-paths";
import { thinProvider } from "../provider/thin-provider";
import type { EvidenceSource } from "./lookout-evidence.collect";

/** The record of one set of Lookout's settings: outputs of their resource, and the time of the acknowledgement. */
export interface RecordedSettingsArgs {
  /** The resource's output `revision`. */
  revision: pulumi.Input<string>;
  /** The resource's output `consoleStatus`. Evidence is compared while it is `acknowledged`; `awaiting console`,
   *  `contradicted` and null (gateway mode) have nothing to compare. */
  consoleStatus: pulumi.Input<ConsoleStatus | null>;
  /** The resource's output `acknowledgedSettings`. Required while `consoleStatus` is `acknowledged`. */
  acknowledgedSettings: pulumi.Input<object | null>;
  /** When the settings were entered, ISO 8601. Later changes contradict the acknowledgement. Default: none. */
  acknowledgedAt?: pulumi.Input<string>;
}

/** An enrollment group, and the name by which Lookout finds it. */
export interface EvidenceGroupArgs {
  /** Object id of the group, a GUID. */
  objectId: pulumi.Input<string>;
  /** The exact name that Lookout was given. */
  displayName: pulumi.Input<string>;
}

export interface LookoutEvidenceArgs {
  /** The settings to collect evidence about, by name. */
  subjects: Readonly<Partial<Record<EvidenceSubject, RecordedSettingsArgs>>>;
  /** Id of Lookout's connector in Intune. */
  intuneConnectorId: pulumi.Input<string>;
  /** The enrollment groups whose names in Entra are compared with those that Lookout has, because Lookout no longer
   *  finds a renamed group. Needs the application permission Group.Read.All. Default: none. */
  enrollmentGroups?: pulumi.Input<pulumi.Input<EvidenceGroupArgs>[]>;
}

const provider = thinProvider("LookoutEvidence");

/** Evidence about settings that people enter in Lookout's console: Lookout's audit events and devices (with an
 *  application key, `lookout:applicationKey`), the state of Lookout's connector in Intune, and the names of the
 *  enrollment groups in Entra. It collects evidence when it is created, when the recorded settings change, and at
 *  every `pulumi refresh`. It is read-only, and evidence never causes an update.
 *
 *  Lookout keeps events for ten days: refresh at least that often, or changes in between stay unseen (`evidenceSources` reports it).
 *
 *  Sources: https://doc.lookout.com/en/mobile-endpoint-security/partner-and-mobile-risk-apis/ and
 *  https://learn.microsoft.com/graph/api/resources/intune-onboarding-mobilethreatdefenseconnector */
export class LookoutEvidence extends pulumi.dynamic.Resource {
  /** @internal Lets policies match by class. */
  static readonly __pulumiType: string = dynamicTypes.LookoutEvidence;

  /** The status of each subject after evaluating the evidence: `awaiting console`, `acknowledged` or `contradicted`;
   *  null in gateway mode and for undeclared settings. */
  declare public readonly statuses: pulumi.Output<Record<EvidenceSubject, ConsoleStatus | null>>;
  /** Evidence that contradicts an acknowledgement, shows that the integration does not work, or needs somebody to
   *  check. */
  declare public readonly findings: pulumi.Output<Finding[]>;
  /** What you must do about contradicted settings; null for the others. */
  declare public readonly consoleTasks: pulumi.Output<Record<EvidenceSubject, ConsoleTask | null>>;
  /** Risks that Lookout gives to classifications, whether declared or not. */
  declare public readonly observedRisks: pulumi.Output<ObservedRisk[]>;
  /** What Lookout does on phones about issues of a classification, as audit events last showed it, in Lookout's words.
   *  Absent in state of older releases. */
  declare public readonly observedResponses: pulumi.Output<ObservedResponse[] | undefined>;
  /** The last changes in Lookout that concern no declared settings, such as an application key that somebody made. They
   *  contradict nothing. Absent in state of older releases. */
  declare public readonly otherChanges: pulumi.Output<ReportedChange[] | undefined>;
  /** Where evidence was searched for, whether it could be read, and what was found or why not. */
  declare public readonly evidenceSources: pulumi.Output<EvidenceSource[]>;
  /** Lookout's devices by state; null if they could not be read. */
  declare public readonly devices: pulumi.Output<DeviceObservation | null>;
  /** Intune's connector; null if it could not be read. */
  declare public readonly intune: pulumi.Output<IntuneObservation | null>;
  /** When the evidence was collected, ISO 8601. */
  declare public readonly observedAt: pulumi.Output<string>;

  constructor(name: string, args: LookoutEvidenceArgs, opts?: pulumi.CustomResourceOptions) {
    super(
      provider,
      name,
      withSecretPaths({
        ...args,
        statuses: undefined,
        findings: undefined,
        consoleTasks: undefined,
        observedRisks: undefined,
        observedResponses: undefined,
        otherChanges: undefined,
        evidenceSources: undefined,
        devices: undefined,
        intune: undefined,
        memory: undefined,
        observedAt: undefined,
      }),
      opts,
      dynamicModule,
      "LookoutEvidence",
    );
  }
}
