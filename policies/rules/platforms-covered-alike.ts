import { dynamicTypes, isCoveredAlike, protectedPlatforms } from "pulumi-lookout-intune/schemas";
import { yaml } from "../framework/documentation";
import { ofType } from "../framework/group-uses";
import { coverageOf } from "../framework/stack-coverage";
import { stackRule } from "../framework/rule";
import { setUpGuide } from "../framework/sources";
import { externalParts } from "../framework/stack-policy";
import { evaluateEach } from "../framework/unknown-readings";

const titles = { android: "Android", ios: "iOS" } as const;

export const platformsCoveredAlike = stackRule({
  id: "intune-platforms-covered-alike",
  title: "Connector, app and compliance cover the same platforms",
  demand:
    "Every platform that the Intune connector protects gets the app, and no app or compliance policy counts on a platform that it does not.",
  severity: "high",
  tags: ["intune", "connector", "app", "compliance"],
  source: setUpGuide,
  why:
    "With the connector enabled and no app assigned, devices never report, and all of them are not compliant if missing data blocks. With a compliance policy and " +
    "the connector disabled, Intune never evaluates the required threat level.",
  fix: "Declare the app for the platform, or remove the platform from intuneConnector, lookoutForWork and compliance.",
  bad: yaml(
    "lookout-intune:intuneConnector:\n  android: {}\n  ios: {}\nlookout-intune:lookoutForWork:\n  ios: {}   # Android has no app",
  ),
  good: yaml(
    "lookout-intune:intuneConnector:\n  android: {}\n  ios: {}\nlookout-intune:lookoutForWork:\n  android: {}\n  ios: {}",
  ),
  validate: ({ resources, notApplicable }, report) => {
    if (ofType(resources, dynamicTypes.IntuneMtdConnector).length === 0)
      notApplicable("the stack has no Intune connector");
    const appElsewhere = externalParts(resources).includes("app");
    evaluateEach(protectedPlatforms, (platform) => {
      const coverage = coverageOf(resources, platform);
      if (isCoveredAlike(coverage) || (coverage.connector && appElsewhere)) return;
      report(
        coverage.connector
          ? `${titles[platform]} is on in the Intune connector, but Lookout for Work is not assigned on it. Declare lookout-intune:lookoutForWork.${platform}, or remove app from lookout-intune:policy.expects if it is managed elsewhere.`
          : `${titles[platform]} has an app or a compliance policy, but is off in the Intune connector. Declare lookout-intune:intuneConnector.${platform}.`,
      );
    });
  },
});
