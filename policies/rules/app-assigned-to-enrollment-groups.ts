import type { PolicyResource } from "@pulumi/policy";
import { areSameGroups, azureadTypes, componentTypes, dynamicTypes } from "pulumi-lookout-intune/schemas";
import { ts } from "../framework/documentation";
import { ofType } from "../framework/group-uses";
import { lookoutApps } from "../framework/stack-coverage";
import { stackRule } from "../framework/rule";
import { setUpGuide } from "../framework/sources";
import { evaluateEach, notEvaluated, tryToRead } from "../framework/unknown-readings";
import { textOf, textsIn } from "../framework/input-values";

export const appAssignedToEnrollmentGroups = stackRule({
  id: "lookout-app-assigned-to-enrollment-groups",
  title: "The app is assigned to exactly the users who enroll",
  demand:
    "Lookout for Work is assigned to the enrollment groups of Lookout's connector, to no other group, and to all of their members.",
  severity: "high",
  tags: ["lookout", "intune", "app", "enrollment", "groups"],
  source: setUpGuide,
  why:
    "A user in an enrollment group without the app stays pending and is not compliant if missing data blocks. A user with the app who is in no enrollment group " +
    "is not protected, although the app is installed.",
  fix: "Use the connector's groups in includedGroupIds, and omit excludedGroupIds.",
  bad: ts(
    'new LookoutForWorkApp("app", { ios: {}, includedGroupIds: [everybody.objectId] });   // the connector names the pilot',
  ),
  good: ts('new LookoutForWorkApp("app", { ios: {}, includedGroupIds: [pilot.objectId] });'),
  validate: ({ resources, notApplicable }, report) => {
    const connectors = ofType(resources, dynamicTypes.LookoutConnector);
    if (connectors.length === 0) notApplicable("the stack has no Lookout connector");
    const apps = lookoutApps(resources);
    if (apps.length === 0) notApplicable("the stack has no app Lookout for Work; see intune-platforms-covered-alike");
    const enrolled = enrolledIds(
      resources,
      connectors.flatMap(({ props }) => textsIn(props.enrollmentGroupNames)),
    );
    if (enrolled === undefined || enrolled.length === 0) {
      return notApplicable("an enrollment group is not in the stack; see lookout-enrollment-groups-match");
    }
    evaluateEach(apps, ({ props, urn }) => {
      if (textsIn(props.excludedGroupIds).length > 0) {
        report(
          "excludedGroupIds removes the app from some users who enroll. Omit it, and remove these users from the enrollment groups.",
          urn,
        );
      }
      if (areSameGroups(textsIn(props.includedGroupIds), enrolled)) return;
      report(
        "includedGroupIds is not exactly the enrollment groups of Lookout's connector. Assign the app to the connector's groups.",
        urn,
      );
    });
  },
});

/** Returns the object ids of the groups that the connector names; undefined when one of them is not in the stack. */
function enrolledIds(resources: readonly PolicyResource[], names: readonly string[]): string[] | undefined {
  const groups = [...ofType(resources, componentTypes.EnrollmentGroup), ...ofType(resources, azureadTypes.Group)].map(
    ({ props }) => ({
      name: tryToRead((): unknown => props.displayName).value,
      id: tryToRead((): unknown => props.objectId),
    }),
  );
  const idsByName = names.map((displayName) => {
    const same = groups.filter(({ name }) => name === displayName);
    const ids = same.flatMap(({ id }) => textOf(id.value) ?? []);
    if (ids.length === 0 && same.some(({ id }) => id.unknown !== undefined)) notEvaluated("objectId");
    return ids;
  });
  return idsByName.some((ids) => ids.length === 0) ? undefined : [...new Set(idsByName.flat())];
}
