import { dynamicTypes, isAddressIn } from "pulumi-lookout-intune/schemas";
import { z } from "zod";
import { yaml } from "../framework/documentation";
import { resourceRule } from "../framework/rule";
import { domainsSetting } from "../framework/rule-settings";
import { setUpGuide } from "../framework/sources";

export const errorEmailAllowed = resourceRule({
  id: "lookout-error-email-allowed",
  title: "Connector errors reach the organization",
  demand: "Lookout's connector sends its errors to an address in the organization's domains.",
  severity: "medium",
  tags: ["lookout", "connector"],
  source: setUpGuide,
  why:
    "The error mail is the only message that Lookout sends when the connector stops working. With an address outside the organization, outsiders learn about its " +
    "security problems, and nobody in the organization does.",
  fix: "Set errorEmail to a mailbox of those who run the integration, in an allowed domain.",
  bad: yaml(
    "lookout-intune:connector:\n  errorEmail: consultant@elsewhere.example   # with allowedDomains: [contoso.com]",
  ),
  good: yaml("lookout-intune:connector:\n  errorEmail: soc@contoso.com"),
  settings: z.strictObject({
    allowedDomains: domainsSetting(
      "Domains of the organization; their subdomains are allowed, too. Default: any domain.",
    ),
  }),
  types: [dynamicTypes.LookoutConnector],
  validate: ({ props, config: { allowedDomains } }, report) => {
    const address = props.errorEmail;
    if (typeof address === "string" && isAddressIn(address, allowedDomains)) return;
    const limit = allowedDomains.length === 0 ? "an address" : `an address in ${allowedDomains.join(" or ")}`;
    report(
      `errorEmail is not ${limit}, so nobody here may learn of errors. Set lookout-intune:connector.errorEmail to one.`,
    );
  },
});
