import { type PolicyResource, type StackValidationPolicy, UnknownValueError } from "@pulumi/policy";
import { azureadTypes, componentTypes, dynamicTypes, findRoleOverlaps } from "pulumi-lookout-intune/domain";
import { setUpGuide } from "./sources";

/** A group that a component gives: its output with the object id, and the name of the child that becomes the group. */
interface GroupRole {
  readonly output: string;
  readonly childSuffix: string;
}

const accessRoles: Readonly<Record<string, GroupRole>> = {
  "full access": { output: "fullAccessGroupId", childSuffix: "-full" },
  "restricted access": { output: "restrictedAccessGroupId", childSuffix: "-restricted" },
  "read-only access": { output: "readOnlyAccessGroupId", childSuffix: "-read-only" },
};
const enrollmentRole: GroupRole = { output: "objectId", childSuffix: "-group" };

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
    const access = ofType(args.resources, componentTypes.AccessGroups);
    if (access.length === 0 && ofType(args.resources, dynamicTypes.LookoutConnector).length === 0) {
      args.notApplicable("the stack has neither access groups nor a Lookout connector");
    }
    if (access.length === 0) {
      report(
        "the stack has no full-access group, so nobody could open Lookout's console. " +
          "Declare AccessGroups, with existingObjectId if the group exists already.",
      );
    }
    const enrollment = Object.fromEntries(
      ofType(args.resources, componentTypes.EnrollmentGroup).map((group) => [
        `enrollment (${group.name})`,
        groupOf(args.resources, group, enrollmentRole),
      ]),
    );
    for (const component of access) {
      judge(component, enrollment, args.resources, (message) => {
        report(message, component.urn);
      });
    }
  },
};

type Groups = Readonly<Record<string, string | undefined>>;

function judge(
  component: PolicyResource,
  enrollment: Groups,
  resources: readonly PolicyResource[],
  report: (message: string) => void,
): void {
  const access = Object.fromEntries(
    Object.entries(accessRoles).map(([role, group]) => [role, groupOf(resources, component, group)]),
  );
  if (access["full access"] === undefined) {
    report("the full-access group is missing, so nobody could open Lookout's console. Declare full.");
  }
  for (const { first, second, group } of findRoleOverlaps({ ...access, ...enrollment })) {
    if (first in enrollment && second in enrollment) continue;
    report(
      `${first} and ${second} are the same group (${group}), and which role its members then have is not documented. ` +
        "Give each a group of its own.",
    );
  }
}

function ofType(resources: readonly PolicyResource[], type: string): PolicyResource[] {
  return resources.filter((resource) => resource.type === type);
}

/** What tells a component's group from others: its object id, or the display name of a group that is yet to be created. */
function groupOf(resources: readonly PolicyResource[], component: PolicyResource, role: GroupRole): string | undefined {
  try {
    const objectId: unknown = component.props[role.output];
    return typeof objectId === "string" ? objectId : undefined;
  } catch (error) {
    const future = futureGroup(resources, component, role);
    // Not a group of this stack and not known yet: the SDK reports that the rule could not judge it.
    if (!(error instanceof UnknownValueError) || future === undefined) throw error;
    return future;
  }
}

function futureGroup(
  resources: readonly PolicyResource[],
  component: PolicyResource,
  { childSuffix }: GroupRole,
): string | undefined {
  const child = ofType(resources, azureadTypes.Group).find(
    ({ name, parent }) => parent?.urn === component.urn && name === `${component.name}${childSuffix}`,
  );
  const displayName: unknown = child?.props.displayName;
  return typeof displayName === "string" ? displayName : undefined;
}
