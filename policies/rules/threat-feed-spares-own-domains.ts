import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { dynamicTypes, readDomainLines, wouldBlock } from "pulumi-lookout-intune/schemas";
import { z } from "zod";
import { yaml } from "../framework/documentation";
import { resourceRule, type Props } from "../framework/rule";
import { domainsSetting } from "../framework/rule-settings";
import { threatFeedApi } from "../framework/sources";
import { notEvaluated } from "../framework/unknown-readings";
import { textOf, textsIn } from "../framework/input-values";

/** The folder in which the pack was started. With some language hosts it is the program's folder; the pack changes it later. */
const startFolder = process.cwd();

export const threatFeedSparesOwnDomains = resourceRule({
  id: "lookout-threat-feed-spares-own-domains",
  title: "The threat feed does not block the organization itself",
  demand: "Lookout's threat feed lists none of the organization's domains, and no subdomain or parent domain of them.",
  severity: "critical",
  tags: ["lookout", "threat-feed"],
  source: threatFeedApi,
  why: "All enrolled devices block the domains in the feed. With one of your own domains in it, all devices lose access to mail, sign-in or the portal at once.",
  fix: "Remove the domain from the feed.",
  bad: yaml(
    "lookout-intune:threatFeed:\n  title: Domains blocked by Contoso\n  domains: [login.contoso.com]   # with ownDomains: [contoso.com]",
  ),
  good: yaml(
    "lookout-intune:threatFeed:\n  title: Domains blocked by Contoso\n  domains: [login.contoso-payroll.example]",
  ),
  settings: z.strictObject({
    ownDomains: domainsSetting("The organization's domains. Default: none, and the rule requires nothing."),
  }),
  types: [dynamicTypes.LookoutThreatFeed],
  validate: ({ props, config: { ownDomains }, notApplicable }, report) => {
    if (ownDomains.length === 0) notApplicable("the rule's setting ownDomains is not configured");
    const blocked = domainsOf(props).flatMap((domain, index) => (wouldBlock(domain, ownDomains) ? [index] : []));
    if (blocked.length === 0) return;
    const rows = blocked.slice(0, 5).map((index) => `number ${index + 1}`);
    report(
      `${blocked.length} of the feed's domains would block the organization's own (${rows.join(", ")}${blocked.length > 5 ? ", …" : ""}). Remove them.`,
    );
  },
});

function domainsOf(props: Props): readonly string[] {
  const file = textOf(props.domainsFile);
  if (file === undefined) return textsIn(props.domains);
  try {
    return readDomainLines(readFileSync(resolve(startFolder, file), "utf8")).domains;
  } catch {
    // A pack that an organization enforces may run where the file does not exist.
    return notEvaluated("domainsFile");
  }
}
