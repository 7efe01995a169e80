import * as pulumi from "@pulumi/pulumi";
import {
  declaredRisks,
  type ThreatClassificationPreset,
} from "../../resources/lookout-threat-classifications/threat-classification-presets";
import type {
  LookoutThreatClassificationsArgs,
  RiskChoicesArgs,
} from "../../resources/lookout-threat-classifications/lookout-threat-classifications.resource";

/** Risks of threat classifications, from presets of this project's and choices of one's own. */
export interface ThreatClassificationsArgs extends Pick<LookoutThreatClassificationsArgs, "deviceGroups"> {
  /** Presets to start from, such as `project-malware-1`: this project's choices, with a reason for each line
   *  (`threatClassificationPresets`), not Lookout's. Of two that name the same classification the later counts. Default: none. */
  presets?: ThreatClassificationPreset[];
  /** Risks in Lookout's Default Group by classification; they go before those of presets. Default: none. What neither names
   *  is not managed. */
  risks?: pulumi.Input<RiskChoicesArgs>;
}

/** The risks that the resource declares: those of the presets, with the user's own over them. */
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
