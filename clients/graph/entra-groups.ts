import { z } from "zod";
import { permissionToRead } from "../../model/graph-permissions";
import { isNotFound, ServiceError } from "../http/service-error";
import type { GraphClient } from "./graph-client";
import { odataText, readAllPages } from "./graph-pages";

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

/** Finds groups by display name. Graph compares names case-insensitively, so compare them again for an exact match.
 *  Source: https://learn.microsoft.com/graph/api/group-list */
export async function findGroupsByName(graph: GraphClient, displayName: string): Promise<NamedGroup[]> {
  const filter = encodeURIComponent(`displayName eq ${odataText(displayName)}`);
  const found = await readAllPages(graph, {
    path: `/v1.0/groups?$filter=${filter}&${selected}`,
    member: wholeGroupSchema,
    permission: permissionToRead("groups"),
    what: "a list of groups",
  });
  return found.map(toNamedGroup);
}

/** Reads a group by its object id; undefined when no group has that id. */
export async function getNamedGroup(graph: GraphClient, id: string): Promise<NamedGroup | undefined> {
  const group = await getGroup(graph, id);
  return group === undefined ? undefined : toNamedGroup(group);
}

function toNamedGroup({ id, displayName, securityEnabled }: z.infer<typeof wholeGroupSchema>): NamedGroup {
  return { id, displayName: displayName ?? "", securityEnabled: securityEnabled === true };
}
