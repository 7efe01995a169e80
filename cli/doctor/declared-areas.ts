import type { GraphAreaName } from "pulumi-lookout-intune/internal/model/graph-permissions";
import type { ConfigurationSource } from "pulumi-lookout-intune/internal/clients/configuration-source";
import { diagnosticSettingsArea } from "./azure.check";

/** Areas that `--require` accepts. */
export type RequiredArea = GraphAreaName | typeof diagnosticSettingsArea;

/** Sections of the stack's config, each with the area that it needs beyond the areas of every stack. */
const areaOfKey: Readonly<Record<string, RequiredArea>> = {
  "lookout-intune:appProtection": "apps",
  "lookout-intune:compliance": "compliance",
  "lookout-intune:conditionalAccess": "conditionalAccess",
  "lookout-intune:diagnosticSettings": diagnosticSettingsArea,
  "lookout-intune:lookoutForWork": "apps",
};

/** The areas that the declared config needs. */
export function areasDeclaredIn(source: ConfigurationSource): RequiredArea[] {
  const areas = Object.entries(areaOfKey).flatMap(([key, area]) => (source.get(key) === undefined ? [] : [area]));
  return [...new Set(areas)];
}
