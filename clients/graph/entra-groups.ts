import { z } from "zod";
import { permissionToRead } from "../../model/graph-permissions";
import { withoutHiddenCharacters } from "../../model/hidden-characters";
import { compareNames } from "../../model/name-comparison";
import { isNotFound, ServiceError } from "../http/service-error";
import type { GraphClient } from "./graph-client";
import { odataText, readAllPages, readFirstPage } from "./graph-pages";

const groupSchema = z.looseObject({
  displayName: z.string().nullish(),
  groupTypes: z.array(z.string()).nullish(),
  membershipRule: z.string().nullish(),
});
const membersSchema = z.looseObject({
  value: z.array(z.looseObject({ "@odata.type": z.string().optional() })),
});

/** A group and the types of its members. */
export interface GroupMembership {
  readonly displayName: string;
  /** The membership rule of a dynamic group; undefined for any other group. */
  readonly rule: string | undefined;
  /** Types of the first 100 members, such as `#microsoft.graph.user`; empty for a group without members. */
  readonly memberTypes: readonly string[];
}

/** Reads a group and its first 100 members; undefined when no group has that id.
 *  Source: https://learn.microsoft.com/graph/api/group-list-members */
export async function readGroupMembership(graph: GraphClient, id: string): Promise<GroupMembership | undefined> {
  const path = `/v1.0/groups/${encodeURIComponent(id)}`;
  const get = async <T>(at: string, schema: z.ZodType<T>): Promise<T> => {
    const { body } = await graph.send({ method: "GET", path: at, permission: permissionToRead("groups") });
    const read = schema.safeParse(body);
    if (read.success) return read.data;
    throw new ServiceError("Microsoft Graph returned something that is not a group.");
  };
  try {
    const group = await get(`${path}?$select=displayName,groupTypes,membershipRule`, groupSchema);
    const { value: members } = await get(`${path}/members?$select=id&$top=100`, membersSchema);
    return {
      displayName: group.displayName ?? "",
      rule: group.groupTypes?.includes("DynamicMembership") ? (group.membershipRule ?? undefined) : undefined,
      memberTypes: [...new Set(members.flatMap((member) => member["@odata.type"] ?? []))],
    };
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

const wholeGroupSchema = z.looseObject({
  id: z.string(),
  displayName: z.string().nullish(),
  securityEnabled: z.boolean().nullish(),
});

/** Reads a group with the properties that Graph returns by default; undefined when no group has that id.
 *  Source: https://learn.microsoft.com/graph/api/group-get */
export async function getGroup(graph: GraphClient, id: string): Promise<z.infer<typeof wholeGroupSchema> | undefined> {
  try {
    const path = `/v1.0/groups/${encodeURIComponent(id)}`;
    const { body } = await graph.send({ method: "GET", path, permission: permissionToRead("groups") });
    const read = wholeGroupSchema.safeParse(body);
    if (read.success) return read.data;
    throw new ServiceError("Microsoft Graph returned something that is not a group.");
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** Returns the object ids of a group's direct members.
 *  Source: https://learn.microsoft.com/graph/api/group-list-members */
export async function listMemberIds(graph: GraphClient, id: string): Promise<string[]> {
  const members = await readAllPages(graph, {
    path: `/v1.0/groups/${encodeURIComponent(id)}/members?$select=id&$top=100`,
    member: z.looseObject({ id: z.string() }),
    permission: permissionToRead("groups"),
    what: "a list of members",
  });
  return members.map((member) => member.id);
}

/** A group with the name that it has in Entra. */
export interface NamedGroup {
  readonly id: string;
  readonly displayName: string;
  /** Whether it is a security group. Only security groups grant access, enroll devices and can be assigned policies. */
  readonly securityEnabled: boolean;
}

const selected = "$select=id,displayName,securityEnabled";

/** Finds groups by display name, and those with a name that people take for it. Graph compares names case-insensitively and letter by
 *  letter, and has no search for the rest. So it is asked for the name as given, composed (NFC) and decomposed (NFD), and for the
 *  first page of the groups that begin alike. A twin that differs in its first letters is not found.
 *  Source: https://learn.microsoft.com/graph/api/group-list */
export async function findGroupsLike(graph: GraphClient, displayName: string): Promise<NamedGroup[]> {
  const forms = new Set([displayName, displayName.normalize("NFC"), displayName.normalize("NFD")]);
  const named = [...forms].map((form) => `displayName eq ${odataText(form)}`).join(" or ");
  const start = startOf(displayName);
  const found = await readAllPages(graph, groupsWhere(named));
  const alike =
    start === "" ? [] : await readFirstPage(graph, groupsWhere(`startswith(displayName,${odataText(start)})`));
  const byId = new Map([...found, ...alike].map((group) => [group.id, toNamedGroup(group)]));
  return [...byId.values()].filter((group) => compareNames(displayName, group.displayName) !== undefined);
}

function groupsWhere(filter: string) {
  return {
    path: `/v1.0/groups?$filter=${encodeURIComponent(filter)}&${selected}&$top=999`,
    member: wholeGroupSchema,
    permission: permissionToRead("groups"),
    what: "a list of groups",
  };
}

/** The first letters of a name that are the same in each of its forms; empty if there are too few to search for. */
function startOf(displayName: string): string {
  const letters = Array.from(withoutHiddenCharacters(displayName).normalize("NFC").trim());
  const end = letters.findIndex((letter) => !/[\p{L}\p{N}]/u.test(letter) || letter.normalize("NFD") !== letter);
  const start = letters.slice(0, Math.min(end === -1 ? letters.length : end, 8)).join("");
  return start.length < 3 ? "" : start;
}

/** Reads a group by its object id; undefined when no group has that id. */
export async function getNamedGroup(graph: GraphClient, id: string): Promise<NamedGroup | undefined> {
  const group = await getGroup(graph, id);
  return group === undefined ? undefined : toNamedGroup(group);
}

function toNamedGroup({ id, displayName, securityEnabled }: z.infer<typeof wholeGroupSchema>): NamedGroup {
  return { id, displayName: displayName ?? "", securityEnabled: securityEnabled === true };
}
