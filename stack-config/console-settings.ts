import { ConfigurationMode } from "../model/configuration-mode";
import type { EvidenceSubject } from "../model/integration/actions";
import { declaredRisks } from "../resources/lookout-threat-classifications/threat-classification-presets";
import { ringsReached } from "../resources/staged-rollout/staged-rollout.schema";
import type { ReadConfig } from "./read-config";

type ValidConfig = Extract<ReadConfig, { readonly problems: readonly [] }>;

/** Inputs of a resource. */
type Inputs = Readonly<Record<string, unknown>>;

/** The keys of the enrollment groups that are protected, as a valid config has them. */
export function reachedGroupKeys({ project: { enrollmentGroups, rollout } }: Pick<ValidConfig, "project">): string[] {
  return rollout === undefined ? Object.keys(enrollmentGroups) : ringsReached(rollout);
}

/** What the program gives the resources of Lookout's settings, by the name under which they are acknowledged. Undefined for what
 *  is not declared. */
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
