import { ConfigurationMode } from "../model/configuration-mode";
import type { EvidenceSubject } from "../model/integration/actions";
import { declaredRisks } from "../resources/lookout-threat-classifications/threat-classification-presets";
import { ringsReached } from "../resources/staged-rollout/staged-rollout.schema";
import type { ReadConfig } from "./read-config";

type ValidConfig = Extract<ReadConfig, { readonly problems: readonly [] }>;

/** Inputs of a resource. */
type Inputs = Readonly<Record<string, unknown>>;

/** Returns the keys of the enrollment groups that a valid config protects. */
export function reachedGroupKeys({ project: { enrollmentGroups, rollout } }: Pick<ValidConfig, "project">): string[] {
  return rollout === undefined ? Object.keys(enrollmentGroups) : ringsReached(rollout);
}

/** Returns the inputs of the resources with Lookout's settings, by their key in `acknowledged`. Undefined for settings that are not
 *  declared. */
export function lookoutSettingsInputs(
  { project, lookout }: Pick<ValidConfig, "project" | "lookout">,
  enrollmentGroupNames: readonly string[],
): Readonly<Record<EvidenceSubject, Inputs | undefined>> {
  const { connector, enrollmentSettings, notificationPreferences, threatClassifications } = project;
  const { mode = ConfigurationMode.Console, acknowledged = {} } = lookout;
  const inputs = (subject: EvidenceSubject, settings: object | undefined): Inputs | undefined =>
    settings && { ...settings, mode, acknowledgement: acknowledged[subject] };
  return {
    connector: inputs("connector", { ...connector, enrollmentGroupNames }),
    enrollmentSettings: inputs("enrollmentSettings", enrollmentSettings),
    notificationPreferences: inputs("notificationPreferences", notificationPreferences),
    threatClassifications: inputs("threatClassifications", threatClassifications && risksIn(threatClassifications)),
  };
}

function risksIn({
  presets = [],
  risks = {},
  deviceGroups,
}: NonNullable<ValidConfig["project"]["threatClassifications"]>): object {
  return { risks: declaredRisks(presets, risks), deviceGroups };
}
