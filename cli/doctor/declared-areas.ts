import type { GraphAreaName } from "pulumi-lookout-intune/internal/model/graph-permissions";
import type { ConfigurationSource } from "pulumi-lookout-intune/internal/clients/configuration";
import { diagnosticSettingsArea } from "./azure";

/** What can be said to be needed. */
export type RequiredArea = GraphAreaName | typeof diagnosticSettingsArea;

/** Parts of the stack's config that need more than every stack does. */
const areaOfKey: Readonly<Record<string, RequiredArea>> = {
  "lookout-intune:appProtection": "apps",
  "lookout-intune:compliance": "compliance",
  "lookout-intune:conditionalAccess": "conditionalAccess",
  "lookout-intune:diagnosticSettings": diagnosticSettingsArea,
  "lookout-intune:lookoutForWork": "apps",
};

/** The areas without which something that the stack declares does not work. */
export function areasDeclaredIn(source: ConfigurationSource): RequiredArea[] {
  const areas = Object.entries(areaOfKey).flatMap(([key, area]) => (source.get(key) === undefined ? [] : [area]));
  return [...new Set(areas)];
}
