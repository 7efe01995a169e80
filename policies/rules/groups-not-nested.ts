import type { PolicyResource } from "@pulumi/policy";
import { azureadTypes, containsGroup } from "pulumi-lookout-intune/schemas";
import { ts } from "../framework/documentation";
import { groupsInUse, ofType } from "../framework/group-uses";
import { stackRule } from "../framework/rule";
import { setUpGuide } from "../framework/sources";
import { evaluateEach, tryToRead } from "../framework/unknown-readings";
import { textOf, textsIn } from "../framework/input-values";

export const groupsNotNested = stackRule({
  id: "lookout-groups-not-nested",
  title: "No group inside a group",
  demand: "The groups that enroll devices or open Lookout's console have no groups as members.",
  severity: "medium",
  level: "advisory",
  tags: ["lookout", "entra", "groups"],
  source: setUpGuide,
  why:
    "Lookout does not document whether it supports nested groups: members of the inner group would have the app and the compliance policy, but might never enroll. This rule does not see groups " +
    "that other stacks or people nest.",
  fix: "Add the users directly, or declare the inner group as an enrollment group.",
  bad: ts(
    'new azuread.GroupMember("sales-in-pilot", { groupObjectId: pilot.objectId, memberObjectId: sales.objectId });',
  ),
  good: ts('new azuread.GroupMember("ada-in-pilot", { groupObjectId: pilot.objectId, memberObjectId: ada.objectId });'),
  validate: ({ resources, notApplicable }, report) => {
    const groups = groupsInUse(resources);
    if (groups.length === 0) notApplicable("the stack manages no group that Lookout relies on");
    const groupIds = ofType(resources, azureadTypes.Group).flatMap((group) => idOf(group) ?? []);
    const memberships = ofType(resources, azureadTypes.GroupMember);
    evaluateEach(groups, (group) => {
      const assigned = memberships.filter(({ props }) => sameId(props.groupObjectId, idOf(group)));
      const memberIds = [
        ...textsIn(group.props.members),
        ...assigned.flatMap(({ props }) => textOf(props.memberObjectId) ?? []),
      ];
      if (!containsGroup(memberIds, groupIds)) return;
      report(
        `the group ${group.name} has a group as a member, and Lookout may not support that. Add the users directly instead.`,
        group.urn,
      );
    });
  },
});

function idOf({ props }: PolicyResource): string | undefined {
  return textOf(tryToRead((): unknown => props.objectId).value);
}

function sameId(id: unknown, other: string | undefined): boolean {
  return textOf(id) !== undefined && textOf(id)?.toLowerCase() === other?.toLowerCase();
}
