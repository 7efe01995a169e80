import { z } from "zod";
import { permissionToRead } from "../../model/graph-permissions";
import { ServiceError } from "../http/service-error";
import { sendBatch, type BatchResult } from "./graph-batch";
import type { GraphClient, GraphRequest } from "./graph-client";
import { readPage, readPages, type GraphPage } from "./graph-pages";

const memberSchema = z.object({
  "@odata.type": z.string(),
  id: z.string(),
  userPrincipalName: z.string().nullish(),
  mail: z.string().nullish(),
  deviceId: z.string().nullish(),
});

/** A member of a group. Graph returns only type and id if the application may not read the object itself. */
export type GroupMemberObject = z.infer<typeof memberSchema>;

const groupSchema = z.looseObject({ id: z.string(), displayName: z.string().nullish() });
const list = { member: memberSchema, what: "a list of a group's members", permission: permissionToRead("groups") };

/** A member, and whether it was listed as a transitive member. */
export interface ListedMember {
  readonly member: GroupMemberObject;
  readonly nested: boolean;
}

/** A group whose members can be read. */
export interface ReadableGroup {
  readonly id: string;
  readonly displayName: string;
  /** Yields the direct members page by page and then, if they include groups, all transitive members. */
  members(): AsyncGenerator<readonly ListedMember[]>;
}

/** Opens several groups in batches of ten, which read the names and the first page of members. Throws a ServiceError if a
 *  group does not exist or may not be read.
 *  Sources: https://learn.microsoft.com/graph/api/group-list-members, https://learn.microsoft.com/graph/api/group-list-transitivemembers */
export async function openGroups(graph: GraphClient, ids: readonly string[]): Promise<ReadableGroup[]> {
  const results = await sendBatch(
    graph,
    ids.flatMap((id) => [read(`${pathOf(id)}?$select=id,displayName`), read(membersPath(id, "members"))]),
  );
  const root = await graph.root();
  return ids.map((id, index) => {
    const group = groupSchema.parse(bodyOf(results[2 * index]));
    const first = readPage(list, bodyOf(results[2 * index + 1]), root);
    return { id, displayName: group.displayName ?? id, members: () => membersOf(graph, id, first) };
  });
}

async function* membersOf(
  graph: GraphClient,
  id: string,
  first: GraphPage<GroupMemberObject>,
): AsyncGenerator<readonly ListedMember[]> {
  let groups = groupsAmong(first.members);
  yield first.members.map((member) => ({ member, nested: false }));
  if (first.next !== undefined) {
    for await (const members of readPages(graph, { ...list, path: first.next })) {
      groups += groupsAmong(members);
      yield members.map((member) => ({ member, nested: false }));
    }
  }
  if (groups === 0) return;
  for await (const members of readPages(graph, { ...list, path: membersPath(id, "transitiveMembers") })) {
    yield members.map((member) => ({ member, nested: true }));
  }
}

function groupsAmong(members: readonly GroupMemberObject[]): number {
  return members.filter((member) => member["@odata.type"] === "#microsoft.graph.group").length;
}

/** Returns the ids of the groups with exactly this display name. Graph itself compares names case-insensitively.
 *  Source: https://learn.microsoft.com/graph/api/group-list */
export async function findGroupsByName(graph: GraphClient, displayName: string): Promise<string[]> {
  const filter = `displayName eq '${displayName.replaceAll("'", "''")}'`;
  const path = `/v1.0/groups?$filter=${encodeURIComponent(filter)}&$select=id,displayName`;
  const found: string[] = [];
  for await (const page of readPages(graph, { ...list, member: groupSchema, what: "a list of groups", path })) {
    found.push(...page.filter((group) => group.displayName === displayName).map(({ id }) => id));
  }
  return found;
}

function read(path: string): GraphRequest {
  return { method: "GET", path, permission: list.permission };
}

function pathOf(id: string): string {
  return `/v1.0/groups/${encodeURIComponent(id)}`;
}

/** Graph's maximum page size is 999. */
function membersPath(id: string, what: "members" | "transitiveMembers"): string {
  return `${pathOf(id)}/${what}?$select=id,userPrincipalName,mail,deviceId&$top=999`;
}

function bodyOf(result: BatchResult | undefined): unknown {
  if (result instanceof ServiceError) throw result;
  return result?.body;
}
