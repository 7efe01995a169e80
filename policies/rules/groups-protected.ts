import { azureadTypes, Environment, isProtected } from "pulumi-lookout-intune/domain";
import { z } from "zod";
import { ts } from "../rule/documentation";
import { resourceRule } from "../rule/rule";
import { environmentNotConfigured, environmentSetting } from "../rule/settings";
import { protectOption } from "../rule/sources";

export const groupsProtected = resourceRule({
  id: "entra-groups-protected",
  title: "Groups of production cannot be deleted by accident",
  demand: "In production every Entra group of the stack is protected.",
  severity: "high",
  tags: ["entra", "groups", "production"],
  source: protectOption,
  why:
    "A group that is deleted takes its members with it. A new one of the same name has another object id: Lookout's support has to tie it to the console again, " +
    "and until then nobody gets in.",
  fix: "Pass protect: true to the group, or to the component that makes it; or use a group that exists, by existingObjectId.",
  bad: ts('new AccessGroups("access", { full: { displayName: "Lookout full" } });   // with environment: production'),
  good: ts('new AccessGroups("access", { full: { displayName: "Lookout full" } }, { protect: true });'),
  settings: z.strictObject({ environment: environmentSetting }),
  types: [azureadTypes.Group],
  judge: ({ opts, config: { environment }, notApplicable }, report) => {
    if (environment === undefined) return notApplicable(environmentNotConfigured);
    if (environment !== Environment.Production) return notApplicable(`groups of ${environment} may go`);
    if (isProtected(opts)) return;
    report(
      "the group is not protected, so a destroy or a renamed resource deletes it with its members. Pass protect: true.",
    );
  },
});
