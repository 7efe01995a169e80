import type { PolicyResource } from "@pulumi/policy";
import {
  azureadTypes,
  componentTypes,
  describeGroupNameDifference,
  dynamicTypes,
  matchGroupName,
  quoteDifferent,
  quoteName,
} from "pulumi-lookout-intune/schemas";
import { ts } from "../framework/documentation";
import { ofType } from "../framework/group-uses";
import { stackRule } from "../framework/rule";
import { setUpGuide } from "../framework/sources";
import { evaluateEach, throwUnknown, tryToRead } from "../framework/unknown-readings";

/** Lookout does not validate group names: it accepts a name in the wrong case, and no device ever enrolls. An existing group is in
 *  the stack as the EnrollmentGroup that reads it. */
export const enrollmentGroupsMatch = stackRule({
  id: "lookout-enrollment-groups-match",
  title: "Enrollment groups exist, with exactly these names",
  demand: "Every enrollment group name of Lookout's connector is the display name of a group in the stack.",
  severity: "critical",
  tags: ["lookout", "enrollment", "groups"],
  source: setUpGuide,
  why:
    "Lookout finds enrollment groups by display name, case-sensitively, and does not report when it finds none. A name with one wrong " +
    "letter is accepted, and no device ever enrolls.",
  fix: "Use the displayName output of the EnrollmentGroup or azuread.Group instead of typing the name again.",
  bad: ts(
    'new LookoutConnector("lookout", { enrollmentGroupNames: ["lookout pilot"], … });   // the group is "Lookout pilot"',
  ),
  good: ts('new LookoutConnector("lookout", { enrollmentGroupNames: [pilot.displayName], … });'),
  validate: ({ resources, notApplicable }, report) => {
    const connectors = ofType(resources, dynamicTypes.LookoutConnector);
    if (connectors.length === 0) notApplicable("the stack has no Lookout connector");
    const readings = resources.filter(isGroup).map(({ props }) => tryToRead((): unknown => props.displayName));
    const existing = readings.flatMap(({ value }) => (typeof value === "string" ? [value] : []));
    evaluateEach(connectors, ({ props, urn }) => {
      const names: unknown = props.enrollmentGroupNames;
      if (!Array.isArray(names) || names.length === 0) {
        report("enrollmentGroupNames has no name, so no device ever enrolls. Name at least one group.", urn);
        return;
      }
      evaluateEach(names.keys(), (index) => {
        const problem = findProblem(names[index], existing);
        if (problem === undefined) return;
        // A group whose name is not known yet may match.
        throwUnknown(readings);
        report(`enrollmentGroupNames[${index}] is ${problem}`, urn);
      });
    });
  },
});

function isGroup({ type }: PolicyResource): boolean {
  return type === azureadTypes.Group || type === componentTypes.EnrollmentGroup;
}

function findProblem(name: unknown, existing: readonly string[]): string | undefined {
  if (typeof name !== "string") return "not a name. Use the group's displayName output.";
  const match = matchGroupName(name, existing);
  switch (match.kind) {
    case "exact":
      return undefined;
    case "similar": {
      const { existing: actual, difference } = match;
      return (
        `${quoteDifferent(name, difference)}, but the group is named ${quoteDifferent(actual, difference)}: ` +
        `${describeGroupNameDifference(difference)}. Use the group's displayName output.`
      );
    }
    case "none":
      return (
        `${quoteName(name)}, and no group of the stack has that name. Declare it as an EnrollmentGroup, by existingObjectId if it ` +
        "exists already, and use its displayName output."
      );
  }
}
