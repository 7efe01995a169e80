import * as pulumi from "@pulumi/pulumi";
import type { Finding } from "../../console/evidence/evaluate";
import type { DeviceObservation, IntuneObservation } from "../../console/evidence/observations";
import type { ObservedRisk } from "../../console/evidence/observed-risks";
import type { ConsoleTask } from "../../console/runbook/task";
import type { ConsoleStatus } from "../../model/configuration-mode";
import type { EvidenceSubject } from "../../model/integration/actions";
import { dynamicModule, dynamicTypes } from "../../model/resource-types";
import { thinProvider } from "../provider/thin-provider";
import type { EvidenceSource } from "./lookout-evidence.collect";

/** What is recorded about settings of Lookout's: outputs of their resource, and the time of the acknowledgement. */
export interface RecordedSettingsArgs {
  revision: pulumi.Input<string>;
  /** Null in gateway mode. */
  consoleStatus: pulumi.Input<ConsoleStatus | null>;
  acknowledgedSettings: pulumi.Input<object | null>;
  /** ISO 8601; changes after it contradict the record. Default: none. */
  acknowledgedAt?: pulumi.Input<string>;
}

/** An enrollment group and the name that Lookout finds it by. */
export interface EvidenceGroupArgs {
  /** Object id of the group, a GUID. */
  objectId: pulumi.Input<string>;
  /** The name that Lookout is given, letter for letter. */
  displayName: pulumi.Input<string>;
}

export interface LookoutEvidenceArgs {
  /** The settings to look for, by name. */
  subjects: Readonly<Partial<Record<EvidenceSubject, RecordedSettingsArgs>>>;
  /** Id of Lookout's connector in Intune. */
  intuneConnectorId: pulumi.Input<string>;
  /** The enrollment groups whose names in Entra are compared with those that Lookout has: a group that was renamed is not found by
   *  Lookout any more. Needs the application permission Group.Read.All. Default: none is compared. */
  enrollmentGroups?: pulumi.Input<pulumi.Input<EvidenceGroupArgs>[]>;
}

const provider = thinProvider("LookoutEvidence");

/** What can be seen of settings that people enter in Lookout's console: Lookout's audit events and devices (with an
 *  application key, `lookout:applicationKey`), the state of Lookout's connector in Intune, and the names of the enrollment groups
 *  in Entra. It looks when it is created, when what is recorded changes, and at every `pulumi refresh`; it writes nothing, and what it sees never causes an update.
 *
 *  Lookout keeps events for ten days: refresh at least that often, or changes in between stay unseen (`evidenceSources` says so).
 *
 *  Sources: https://doc.lookout.com/en/mobile-endpoint-security/partner-and-mobile-risk-apis/ and
 *  https://learn.microsoft.com/graph/api/resources/intune-onboarding-mobilethreatdefenseconnector */
export class LookoutEvidence extends pulumi.dynamic.Resource {
  /** @internal Lets policies match by class. */
  static readonly __pulumiType: string = dynamicTypes.LookoutEvidence;

  /** What is known of each subject once evidence was heard: `awaiting console`, `acknowledged` or `contradicted`; null in
   *  gateway mode and for what is not declared. */
  declare public readonly statuses: pulumi.Output<Record<EvidenceSubject, ConsoleStatus | null>>;
  /** What was seen that contradicts a record, keeps the integration from working, or that somebody should look at. */
  declare public readonly findings: pulumi.Output<Finding[]>;
  /** What a person has to do about contradicted settings; null for the others. */
  declare public readonly consoleTasks: pulumi.Output<Record<EvidenceSubject, ConsoleTask | null>>;
  /** Risks that Lookout was observed to give to classifications, whatever is declared. */
  declare public readonly observedRisks: pulumi.Output<ObservedRisk[]>;
  /** Where evidence was looked for, whether it could be read, and what was found or why not. */
  declare public readonly evidenceSources: pulumi.Output<EvidenceSource[]>;
  /** Lookout's devices by state; null when they could not be read. */
  declare public readonly devices: pulumi.Output<DeviceObservation | null>;
  /** Intune's connector; null when it could not be read. */
  declare public readonly intune: pulumi.Output<IntuneObservation | null>;
  /** When all this was, ISO 8601. */
  declare public readonly observedAt: pulumi.Output<string>;

  constructor(name: string, args: LookoutEvidenceArgs, opts?: pulumi.CustomResourceOptions) {
    super(
      provider,
      name,
      {
        ...args,
        statuses: undefined,
        findings: undefined,
        consoleTasks: undefined,
        observedRisks: undefined,
        evidenceSources: undefined,
        devices: undefined,
        intune: undefined,
        memory: undefined,
        observedAt: undefined,
      },
      opts,
      dynamicModule,
      "LookoutEvidence",
    );
  }
}
