import { dynamicTypes, protectsAnyPlatform } from "pulumi-lookout-intune/schemas";
import { platformOf } from "../framework/stack-coverage";
import { yaml } from "../framework/documentation";
import { resourceRule } from "../framework/rule";
import { connectorGuide } from "../framework/sources";

export const connectorProtectsPlatform = resourceRule({
  id: "intune-connector-protects-platform",
  title: "The connector protects a platform",
  demand: "The Intune connector is switched on for Android, iOS or both.",
  severity: "critical",
  tags: ["intune", "connector"],
  source: connectorGuide,
  why: "A connector with no platform switched on is connected and does nothing: Intune uses Lookout's findings for no device, and the console shows no error.",
  fix: "Declare android or ios with enabled set to true, or omit enabled.",
  bad: yaml("lookout-intune:intuneConnector:\n  android: { enabled: false }"),
  good: yaml("lookout-intune:intuneConnector:\n  android: {}\n  ios: {}"),
  types: [dynamicTypes.IntuneMtdConnector],
  validate: ({ props }, report) => {
    if (protectsAnyPlatform({ android: platformOf(props, "android"), ios: platformOf(props, "ios") })) return;
    report(
      "neither Android nor iOS is switched on, so Lookout's findings protect nobody. " +
        "Set lookout-intune:intuneConnector.android.enabled or .ios.enabled to true.",
    );
  },
});
