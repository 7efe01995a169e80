import type { GraphAreaName } from "../../domain";
import type { ConfigurationSource } from "../../services/configuration";

/** Parts of the stack's config that need more of Graph than every stack does. */
const areaOfKey: Readonly<Record<string, GraphAreaName>> = {
  "lookout-intune:appProtection": "apps",
  "lookout-intune:compliance": "compliance",
  "lookout-intune:conditionalAccess": "conditionalAccess",
  "lookout-intune:lookoutForWork": "apps",
};

/** The areas without which something that the stack declares does not work. */
export function areasDeclaredIn(source: ConfigurationSource): GraphAreaName[] {
  const areas = Object.entries(areaOfKey).flatMap(([key, area]) => (source.get(key) === undefined ? [] : [area]));
  return [...new Set(areas)];
}
