import { dynamicTypes, findPlatformsNotBlocking, protectsAnyPlatform } from "pulumi-lookout-intune/schemas";
import { platformOf } from "../framework/stack-coverage";
import { yaml } from "../framework/documentation";
import { resourceRule, type Props } from "../framework/rule";
import { connectorGuide } from "../framework/sources";

export const missingPartnerDataBlocked = resourceRule({
  id: "intune-missing-partner-data-blocked",
  title: "No data from Lookout, no access",
  demand:
    "A device counts as not compliant until Lookout has reported about it, on every platform that the Intune connector protects.",
  severity: "high",
  tags: ["intune", "connector"],
  source: connectorGuide,
  why: "Without this setting a device on which the app was never opened counts as compliant. Users could avoid the checks by not opening the app.",
  fix: "Set blockWhenPartnerDataMissing to true for each platform, or omit it.",
  bad: yaml("lookout-intune:intuneConnector:\n  android: { blockWhenPartnerDataMissing: false }\n  ios: {}"),
  good: yaml("lookout-intune:intuneConnector:\n  android: {}\n  ios: {}"),
  types: [dynamicTypes.IntuneMtdConnector],
  validate: ({ props, notApplicable }, report) => {
    const platforms = platformsOf(props);
    if (!protectsAnyPlatform(platforms)) notApplicable("the connector protects no platform");
    for (const platform of findPlatformsNotBlocking(platforms)) {
      report(
        `${platform}.blockWhenPartnerDataMissing is off, so a device that Lookout has never seen is compliant. ` +
          `Set lookout-intune:intuneConnector.${platform}.blockWhenPartnerDataMissing to true, or omit it.`,
      );
    }
  },
  remediate: ({ props }) =>
    Object.fromEntries(
      findPlatformsNotBlocking(platformsOf(props)).map((platform) => [`${platform}.blockWhenPartnerDataMissing`, true]),
    ),
});

function platformsOf(props: Props) {
  return { android: platformOf(props, "android"), ios: platformOf(props, "ios") };
}
