import type { PolicyResource } from "@pulumi/policy";
import { componentTypes, dynamicTypes, findRoleOverlaps, type RoleOverlap } from "pulumi-lookout-intune/schemas";
import { yaml } from "../framework/documentation";
import { accessUses, enrollmentUses, fullAccessRole, type GroupUse, ofType } from "../framework/group-uses";
import { stackRule } from "../framework/rule";
import { setUpGuide } from "../framework/sources";
import { evaluateEach, type Reading, throwUnknown } from "../framework/unknown-readings";

/** Lookout does not document which role a member of two of these groups has. */
export const accessGroupsDistinct = stackRule({
  id: "lookout-access-groups-distinct",
  title: "One group for each role",
  demand: "A full-access group exists and is neither the restricted, the read-only nor an enrollment group.",
  severity: "high",
  tags: ["lookout", "access", "groups"],
  source: setUpGuide,
  why:
    "Lookout's support ties one group to each console role. Which role a user in two of them has is not documented, and an enrollment group that " +
    "is also an access group gives console access to everybody whose device is enrolled.",
  fix: "Give each role, and enrollment, its own group in AccessGroups and EnrollmentGroup.",
  bad: yaml(
    "lookout-intune:accessGroups:\n  full: { existingObjectId: 11111111-1111-4111-8111-111111111111 }\n  restricted: { existingObjectId: 11111111-1111-4111-8111-111111111111 }",
  ),
  good: yaml(
    "lookout-intune:accessGroups:\n  full: { existingObjectId: 11111111-1111-4111-8111-111111111111 }\n  restricted: { existingObjectId: 22222222-2222-4222-8222-222222222222 }",
  ),
  validate: ({ resources, notApplicable }, report) => {
    const access = ofType(resources, componentTypes.AccessGroups);
    if (access.length === 0) {
      if (ofType(resources, dynamicTypes.LookoutConnector).length === 0) {
        notApplicable("the stack has neither access groups nor a Lookout connector");
      }
      report(
        "the stack has no full-access group, so nobody could open Lookout's console. " +
          "Declare AccessGroups, with existingObjectId if the group exists already.",
      );
    }
    const enrollment = enrollmentUses(resources);
    evaluateEach(access, (component) => {
      validate(component, accessUses(resources, component), enrollment, report);
    });
  },
});

function validate(
  { urn }: PolicyResource,
  access: readonly GroupUse[],
  enrollment: readonly GroupUse[],
  report: (message: string, urn?: string) => void,
): void {
  if (!access.some(({ role }) => role === fullAccessRole)) {
    report("the full-access group is missing, so nobody could open Lookout's console. Declare full.", urn);
  }
  const sameGroup = findOverlaps(access, enrollment, ({ objectId }) => objectId);
  // The group is not named: it could be a secret, and policies do not learn that.
  for (const { first, second } of sameGroup) {
    report(
      `${first} and ${second} are the same group, and it is not documented which role its members have. ` +
        "Give each its own group.",
      urn,
    );
  }
  const isReported = (overlap: RoleOverlap) =>
    sameGroup.some(({ first, second }) => first === overlap.first && second === overlap.second);
  for (const overlap of findOverlaps(access, enrollment, ({ displayName }) => displayName)) {
    if (isReported(overlap)) continue;
    const { first, second } = overlap;
    report(
      `${first} and ${second} have groups with the same name, and Lookout knows enrollment groups by name only. ` +
        "Give each group a unique name.",
      urn,
    );
  }
  throwUnknown(
    [...access, ...enrollment].flatMap(({ objectId, displayName, isCreated }) =>
      isCreated ? [displayName] : [objectId, displayName],
    ),
  );
}

/** Finds overlaps between access groups, and between an access group and an enrollment group. Enrollment groups may overlap. */
function findOverlaps(
  access: readonly GroupUse[],
  enrollment: readonly GroupUse[],
  identity: (use: GroupUse) => Reading<string>,
): RoleOverlap[] {
  const among = (uses: readonly GroupUse[]) =>
    findRoleOverlaps(Object.fromEntries(uses.map((use) => [use.role, identity(use).value])));
  const withEnrollment = enrollment.flatMap((use) =>
    among([...access, use]).filter(({ first, second }) => first === use.role || second === use.role),
  );
  return [...among(access), ...withEnrollment];
}
