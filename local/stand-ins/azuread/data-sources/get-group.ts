import { odataText } from "../../../../clients/graph/graph-pages";
import { idOf, type JsonObject } from "../azuread.graph";
import { findGroups, getGroup as fetchGroup, listPeople } from "../group/group.requests";
import { groupOutputs } from "../group/group.state";
import type { PropertyMap } from "../../plugin/properties";
import type { Invoke, Operation } from "../managed-resource";
import { checkArguments, soleArgument } from "./arguments";

const source = "azuread.getGroup";
const flags = ["mailEnabled", "securityEnabled"] as const;

/** azuread:index/getGroup:getGroup: the one group with a name, mail nickname or object ID. */
export const getGroup: Invoke = async (operation, args) => {
  checkArguments(source, args, {
    displayName: "string",
    includeTransitiveMembers: "boolean",
    mailEnabled: "boolean",
    mailNickname: "string",
    objectId: "string",
    securityEnabled: "boolean",
  });
  const [by, value] = soleArgument(source, args, ["displayName", "mailNickname", "objectId"]);
  const found = by === "objectId" ? await byObjectId(operation, value, args) : await byName(operation, by, value, args);

  const objectId = idOf(found);
  const transitive = args.includeTransitiveMembers === true;
  const members = await listPeople(operation, objectId, transitive ? "transitiveMembers" : "members");
  const owners = await listPeople(operation, objectId, "owners");

  const outputs = groupOutputs({ group: found, owners, members, administrativeUnits: [] });
  const { dynamicMembership } = outputs;
  return {
    ...outputs,
    administrativeUnitIds: undefined,
    dynamicMembership: undefined,
    id: `/groups/${objectId}`,
    dynamicMemberships: dynamicMembership === undefined ? [] : [dynamicMembership],
    includeTransitiveMembers: transitive,
  };
};

async function byObjectId(operation: Operation, objectId: string, args: PropertyMap): Promise<JsonObject> {
  const found = await fetchGroup(operation, objectId);
  if (found === undefined)
    throw new Error(`${source}: there is no group with object ID ${objectId}. Correct objectId.`);
  for (const name of flags) {
    const expected = args[name];
    if (typeof expected === "boolean" && (found[name] === true) !== expected) {
      throw new Error(
        `${source}: ${name} of group ${objectId} is ${found[name] === true}, not ${expected}. Correct ${name}, or choose another group.`,
      );
    }
  }
  return found;
}

async function byName(operation: Operation, by: string, value: string, args: PropertyMap): Promise<JsonObject> {
  const conditions = flags.flatMap((name) => (typeof args[name] === "boolean" ? [`${name} eq ${args[name]}`] : []));
  const filter = [`${by} eq ${odataText(value)}`, ...conditions].join(" and ");
  const [found, second] = await findGroups(operation, filter);
  if (found === undefined) throw new Error(`${source}: no group matches ${filter}. Create it first, or correct ${by}.`);
  if (second !== undefined)
    throw new Error(`${source}: more than one group matches ${filter}. Look it up by objectId instead.`);
  return found;
}
