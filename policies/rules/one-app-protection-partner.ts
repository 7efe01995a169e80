import { competeForAppProtection, dynamicTypes, protectedPlatforms } from "pulumi-lookout-intune/schemas";
import { platformOf } from "../framework/stack-coverage";
import { ts } from "../framework/documentation";
import { ofType } from "../framework/group-uses";
import { stackRule } from "../framework/rule";
import { connectorGuide } from "../framework/sources";
import { textOf } from "../framework/input-values";

export const oneAppProtectionPartner = stackRule({
  id: "intune-one-app-protection-partner",
  title: "One app protection partner per platform",
  demand: "No two Mobile Threat Defense partners are used for app protection policies on the same platform.",
  severity: "high",
  tags: ["intune", "connector", "app-protection"],
  source: connectorGuide,
  why:
    "Intune allows only one partner per platform for app protection policies. With two, the program does not determine which one is used. The rule does not see " +
    "partners that other stacks or people enabled.",
  fix: "Set appProtection to false for all partners but one.",
  bad: ts(
    'new IntuneMtdConnector("lookout", { ios: { appProtection: true } });\nnew IntuneMtdConnector("zimperium", { partner: "Zimperium", ios: { appProtection: true } });',
  ),
  good: ts(
    'new IntuneMtdConnector("lookout", { ios: { appProtection: true } });\nnew IntuneMtdConnector("zimperium", { partner: "Zimperium", ios: {} });',
  ),
  validate: ({ resources, notApplicable }, report) => {
    const connectors = ofType(resources, dynamicTypes.IntuneMtdConnector);
    if (connectors.length === 0) notApplicable("the stack has no Intune connector");
    for (const platform of protectedPlatforms) {
      const using = connectors.filter(({ props }) => platformOf(props, platform)?.appProtection === true);
      const partners = using.map(({ props }) => textOf(props.partnerId) ?? textOf(props.partner) ?? "");
      if (!competeForAppProtection(partners)) continue;
      const names = using.map(({ name }) => name).join(", ");
      report(
        `${platform}.appProtection is on for several partners (${names}), and Intune allows one per platform. Switch it off for all but one.`,
      );
    }
  },
});
