import { merged } from "../sorted-lists";
import type { GraphApi } from "./graph-api";
import { inOrder, type IdsAfter } from "./directory-collection";
import type { DirectoryObject } from "./directory";
import { phonesAfter } from "./phones";

/** Ids of a group's own members, and of the owners of phones whose source names the group. */
export function membersOf(api: GraphApi, group: DirectoryObject): IdsAfter {
  const written = inOrder(group.members);
  return (after) => withoutRepeats(merged([written(after), ownersIn(api, group, after)], comesFirst));
}

/** The same with the members of every group that is a member. Source: https://learn.microsoft.com/graph/api/group-list-transitivemembers */
export function transitiveMembersOf(api: GraphApi, group: DirectoryObject): IdsAfter {
  const lists = groupsWithin(api, group).map((one) => membersOf(api, one));
  return (after) =>
    withoutRepeats(
      merged(
        lists.map((list) => list(after)),
        comesFirst,
      ),
    );
}

/** Group names are not unique, but Lookout finds groups by name only. */
function* ownersIn(api: GraphApi, { properties }: DirectoryObject, after: string | undefined): Iterable<string> {
  const sources = api.directory.phones().filter(({ groupName }) => groupName === properties.displayName);
  for (const { userId, isInGroup } of phonesAfter(sources, (phone) => phone.userId, after)) {
    if (isInGroup) yield userId;
  }
}

/** The group and all nested groups, each once. */
function groupsWithin(api: GraphApi, group: DirectoryObject): readonly DirectoryObject[] {
  const found = new Map([[group.id, group]]);
  for (const { members } of found.values()) {
    for (const id of members) {
      const member = api.directory.find(id);
      if (member?.kind === "group") found.set(member.id, member);
    }
  }
  return [...found.values()];
}

function* withoutRepeats(ids: Iterable<string>): Iterable<string> {
  let last: string | undefined;
  for (const id of ids) {
    if (id !== last) yield id;
    last = id;
  }
}

function comesFirst(a: string, b: string): boolean {
  return a <= b;
}
