import * as pulumi from "@pulumi/pulumi";
import type { ConsoleTask } from "../../console/runbook/task";
import type { ConsoleStatus } from "../../model/configuration-mode";
import { dynamicModule, dynamicTypes } from "../../model/resource-types";
import type { Risk } from "../../model/risk";
import type { ThreatClassification } from "../../model/threat-classification-ids";
import type { EffectOfRisk } from "./compliance-effects";
import { type LookoutSettingsArgs, lookoutSettingsOutputs } from "../lookout-settings/lookout-settings.args";
import { withSecretPaths } from "../provider/secret-paths";
import { thinProvider } from "../provider/thin-provider";

/** Different risks per operating system; at least one. */
export interface PlatformRisksArgs {
  /** `none`, `advisory`, `low`, `medium` or `high`. Default: not managed. */
  android?: pulumi.Input<Risk>;
  /** `none`, `advisory`, `low`, `medium` or `high`. Default: not managed. */
  ios?: pulumi.Input<Risk>;
}

/** One risk for every operating system that Lookout's console lists for the classification, or one per operating
 *  system. */
export type RiskChoiceArgs = Risk | PlatformRisksArgs;

/** Risks by classification, such as `{ ADWARE: "low" }`. */
export type RiskChoicesArgs = Partial<Record<ThreatClassification, pulumi.Input<RiskChoiceArgs>>>;

export interface LookoutThreatClassificationsArgs extends LookoutSettingsArgs {
  /** Risks in Lookout's Default Group, by classification: `none`, `advisory`, `low`, `medium` or `high`.
   *  Classifications that you do not name are not managed, because Lookout publishes no default risks. Ids that
   *  Lookout does not document are an error. */
  risks: pulumi.Input<RiskChoicesArgs>;
  /** Risks that differ in other device groups, by the group's name in Lookout's console. Default: none; the groups
   *  inherit. */
  deviceGroups?: pulumi.Input<Record<string, pulumi.Input<RiskChoicesArgs>>>;
}

const provider = thinProvider("LookoutThreatClassifications");

/** The risks of Lookout's threat classifications: Protections > Policies in Lookout's console. Intune reads the
 *  resulting threat level of each device at run time, so **a changed risk changes the compliance of the whole
 *  fleet**, within a day. Lookout publishes no API for them, so a person enters them (mode `console`) or your gateway
 *  applies them (mode `gateway`).
 *
 *  ```ts
 *  new LookoutThreatClassifications("lookout", {
 *    risks: { TROJAN: "high", ADWARE: "low", OUT_OF_DATE_OS: { android: "medium", ios: "low" } },
 *    deviceGroups: { Executives: { ADWARE: "high" } },
 *  });
 *  ```
 *
 *  A start is `risksOfPresets(["project-malware-1"])`: this project's choice, with a reason for each line, not Lookout's.
 *
 *  Source: https://doc.lookout.com/en/mobile-endpoint-security/mes-console/lookout-mobile-endpoint-security-console-administration/core-modules/the-protections-module/the-policies-tab/ */
export class LookoutThreatClassifications extends pulumi.dynamic.Resource {
  /** @internal Lets policies match by class. */
  static readonly __pulumiType: string = dynamicTypes.LookoutThreatClassifications;

  /** How an open issue of each risk affects a device in Intune: its threat level, and the maximum levels of
   *  compliance policies that it then fails; by `group / classification / platform`. Inferred from Lookout's device
   *  states; null if undocumented. It covers declared risks only; the integration's output of the same name adds
   *  observed ones. */
  declare public readonly complianceEffects: pulumi.Output<Record<string, EffectOfRisk>>;
  /** A hash of the settings, such as `r-0123456789ab`. */
  declare public readonly revision: pulumi.Output<string>;
  /** Console mode: `awaiting console` or `acknowledged`. Null in gateway mode. */
  declare public readonly consoleStatus: pulumi.Output<ConsoleStatus | null>;
  /** When this revision became pending, ISO 8601; unchanged while the revision stays the same. Null once it is
   *  acknowledged, and in gateway mode. */
  declare public readonly pendingSince: pulumi.Output<string | null>;
  /** What you still have to enter in Lookout's console, step by step; null if nothing is left. */
  declare public readonly consoleTask: pulumi.Output<ConsoleTask | null>;
  /** `consoleTask` as Markdown. */
  declare public readonly runbook: pulumi.Output<string | null>;
  /** The settings acknowledged last, which the console is assumed to hold. Null before the first acknowledgement. */
  declare public readonly acknowledgedSettings: pulumi.Output<object | null>;
  /** The id of the settings at the gateway; null in console mode. */
  declare public readonly remoteId: pulumi.Output<string | null>;

  constructor(name: string, args: LookoutThreatClassificationsArgs, opts?: pulumi.CustomResourceOptions) {
    super(
      provider,
      name,
      withSecretPaths({ ...args, ...lookoutSettingsOutputs, complianceEffects: undefined }),
      opts,
      dynamicModule,
      "LookoutThreatClassifications",
    );
  }
}
