import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import { azureadTypes, componentTypes, dynamicTypes, matchGroupName } from "pulumi-lookout-intune/domain";
import { setUpGuide } from "./sources";

/** Lookout does not check the names it is given: a name with the wrong case is taken, and no device ever enrols. */
export const enrollmentGroupsMatch: StackValidationPolicy = {
  name: "lookout-enrollment-groups-match",
  displayName: "Enrollment groups exist, letter for letter",
  description: "Every enrollment group name of Lookout's connector is the display name of a group in the stack.",
  enforcementLevel: "mandatory",
  severity: "critical",
  tags: ["lookout", "enrollment", "groups"],
  url: setUpGuide,
  remediationSteps:
    "Take the name from the displayName output of the EnrollmentGroup or azuread.Group instead of typing it again.",
  validateStack: (args, report) => {
    const connectors = args.resources.filter(({ type }) => type === dynamicTypes.LookoutConnector);
    if (connectors.length === 0) args.notApplicable("the stack has no Lookout connector");
    const existing = args.resources.filter(isGroup).flatMap(displayNameOf);
    for (const connector of connectors) {
      for (const name of enrollmentGroupNamesOf(connector)) {
        const match = matchGroupName(name, existing);
        if (match.kind === "case differs") {
          report(
            `enrollmentGroupNames has "${name}", but the group is called "${match.existing}": upper and lower case differ, ` +
              "and Lookout compares them. Use the group's displayName output.",
            connector.urn,
          );
        } else if (match.kind === "none") {
          report(
            `enrollmentGroupNames has "${name}", and no group of the stack has that name. ` +
              "Declare it as an EnrollmentGroup, by existingObjectId if it exists already, and use its displayName output.",
            connector.urn,
          );
        }
      }
    }
  },
};

function isGroup({ type }: PolicyResource): boolean {
  return type === azureadTypes.Group || type === componentTypes.EnrollmentGroup;
}

function displayNameOf({ props }: PolicyResource): string[] {
  const name: unknown = props.displayName;
  return typeof name === "string" ? [name] : [];
}

function enrollmentGroupNamesOf({ props }: PolicyResource): string[] {
  const names: unknown = props.enrollmentGroupNames;
  return Array.isArray(names) ? names.filter((name) => typeof name === "string") : [];
}
