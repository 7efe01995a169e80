import { azureadTypes, Environment, isProtected } from "pulumi-lookout-intune/schemas";
import { z } from "zod";
import { yaml } from "../framework/documentation";
import { resourceRule } from "../framework/rule";
import { environmentNotConfigured, environmentSetting } from "../framework/rule-settings";
import { protectOption } from "../framework/sources";

export const groupsProtected = resourceRule({
  id: "entra-groups-protected",
  title: "Groups of production cannot be deleted by accident",
  demand: "In production every Entra group of the stack is protected.",
  severity: "high",
  tags: ["entra", "groups", "production"],
  source: protectOption,
  why:
    "Deleting a group loses its members. A new group with the same name has another object id: Lookout's support must map it to the console again, and until then " +
    "nobody can sign in.",
  fix:
    "Set protect: true where the group is declared, such as lookout-intune:accessGroups.full.protect; or use an existing group by existingObjectId. In a " +
    "program, protect: true in a component's options holds for all its groups.",
  bad: yaml(
    "# with environment: production\nlookout-intune:accessGroups:\n  full: { displayName: Lookout full }   # enrollmentGroups and breakGlassGroup likewise",
  ),
  good: yaml("lookout-intune:accessGroups:\n  full: { displayName: Lookout full, protect: true }"),
  settings: z.strictObject({ environment: environmentSetting }),
  types: [azureadTypes.Group],
  validate: ({ opts, config: { environment }, notApplicable }, report) => {
    if (environment === undefined) return notApplicable(environmentNotConfigured);
    if (environment !== Environment.Production) return notApplicable(`groups of ${environment} may be deleted`);
    if (isProtected(opts)) return;
    report(
      "the group is not protected, so a destroy or a renamed resource deletes it with its members. " +
        "Set protect: true where it is declared, such as lookout-intune:accessGroups.full.protect.",
    );
  },
});
