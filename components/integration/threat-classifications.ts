import * as pulumi from "@pulumi/pulumi";
import {
  declaredRisks,
  type ThreatClassificationPreset,
} from "../../resources/lookout-threat-classifications/threat-classification-presets";
import type {
  LookoutThreatClassificationsArgs,
  RiskChoicesArgs,
} from "../../resources/lookout-threat-classifications/lookout-threat-classifications.resource";

/** Risks of threat classifications, from this project's presets and your own values. */
export interface ThreatClassificationsArgs extends Pick<LookoutThreatClassificationsArgs, "deviceGroups"> {
  /** Presets: `project-malware-1` (malicious apps and files), `project-integrity-1` (compromised devices and
   *  networks). They are this project's choices, not Lookout's; `threatClassificationPresets` has the reason for each
   *  line. If two presets contain the same classification, the later one applies. Default: none. */
  presets?: ThreatClassificationPreset[];
  /** Risks in Lookout's Default Group by classification; they override those of presets. Classifications in neither are not
   *  managed. Default: none. */
  risks?: pulumi.Input<RiskChoicesArgs>;
}

/** Returns the risks for the resource: those of the presets, overridden by your own. */
export function risksOf({
  presets = [],
  risks = {},
  deviceGroups,
}: ThreatClassificationsArgs): Pick<LookoutThreatClassificationsArgs, "risks" | "deviceGroups"> {
  return {
    risks: pulumi.output(risks).apply((own) => declaredRisks(presets, own)),
    ...(deviceGroups && { deviceGroups }),
  };
}
