import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import { componentTypes, dynamicTypes, findRoleOverlaps, type RoleOverlap } from "pulumi-lookout-intune/domain";
import { accessUses, enrollmentUses, fullAccessRole, type GroupUse, ofType } from "./group-uses";
import { setUpGuide } from "./sources";
import { judgeEach, type Reading, throwUnknown } from "./unknown-values";

/** Which role a member of two of these groups would have is not documented by Lookout. */
export const accessGroupsDistinct: StackValidationPolicy = {
  name: "lookout-access-groups-distinct",
  displayName: "One group for each role",
  description: "A full-access group exists and is neither the restricted, the read-only nor an enrollment group.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["lookout", "access", "groups"],
  url: setUpGuide,
  remediationSteps: "Give each role, and enrollment, a group of its own in AccessGroups and EnrollmentGroup.",
  validateStack: (args, report) => {
    const { resources } = args;
    const access = ofType(resources, componentTypes.AccessGroups);
    if (access.length === 0) {
      if (ofType(resources, dynamicTypes.LookoutConnector).length === 0) {
        args.notApplicable("the stack has neither access groups nor a Lookout connector");
      }
      report(
        "the stack has no full-access group, so nobody could open Lookout's console. " +
          "Declare AccessGroups, with existingObjectId if the group exists already.",
      );
    }
    const enrollment = enrollmentUses(resources);
    judgeEach(access, (component) => {
      judge(component, accessUses(resources, component), enrollment, report);
    });
  },
};

function judge(
  { urn }: PolicyResource,
  access: readonly GroupUse[],
  enrollment: readonly GroupUse[],
  report: (message: string, urn: string) => void,
): void {
  if (!access.some(({ role }) => role === fullAccessRole)) {
    report("the full-access group is missing, so nobody could open Lookout's console. Declare full.", urn);
  }
  const uses = [...access, ...enrollment];
  const ofAccess = ({ first, second }: RoleOverlap) => access.some(({ role }) => role === first || role === second);
  const sameGroup = findOverlaps(uses, ({ objectId }) => objectId).filter(ofAccess);
  for (const { first, second, group } of sameGroup) {
    report(
      `${first} and ${second} are the same group (${group}), and which role its members then have is not documented. ` +
        "Give each a group of its own.",
      urn,
    );
  }
  const isReported = (overlap: RoleOverlap) =>
    sameGroup.some(({ first, second }) => first === overlap.first && second === overlap.second);
  for (const overlap of findOverlaps(uses, ({ displayName }) => displayName).filter(ofAccess)) {
    if (isReported(overlap)) continue;
    const { first, second, group } = overlap;
    report(
      `${first} and ${second} have groups of one name ("${group}"), and Lookout knows enrollment groups by name only. ` +
        "Give each a group with a name of its own.",
      urn,
    );
  }
  throwUnknown(
    uses.flatMap(({ objectId, displayName, isCreated }) => (isCreated ? [displayName] : [objectId, displayName])),
  );
}

function findOverlaps(uses: readonly GroupUse[], identity: (use: GroupUse) => Reading<string>): RoleOverlap[] {
  return findRoleOverlaps(Object.fromEntries(uses.map((use) => [use.role, identity(use).value])));
}
