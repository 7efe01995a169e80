import * as azuread from "@pulumi/azuread";
import * as pulumi from "@pulumi/pulumi";
import { findExistingGroupProblem, type ExpectedGroup, type FoundGroup } from "../model/existing-group";
import { permissionToRead } from "../model/graph-permissions";
import { describeNameCaution } from "../model/group-names";
import { quoteName } from "../model/hidden-characters";
import { textsToHide } from "../model/secret-values";
import { findGroupSourceConflicts, groupSourceProperties } from "../model/group-source";
import { warnHiding } from "../resources/provider/warning";
import { checkedInput, componentError, whenKnown, type ComponentContext } from "./component-error";
import { outputOrPlaceholder } from "./preview-values";
import { refuseForeignDestinations } from "./trusted-destinations";

/** An Entra security group: set `displayName` to create one, or `existingObjectId` to use an existing one. */
export interface GroupSource {
  /** Name of the group to create, 1 to 256 characters, all of which people can see. No group with that name may exist yet, in any
   *  case. With `existingObjectId`: the expected name of the group, compared letter by letter. */
  displayName?: pulumi.Input<string>;
  /** Description of the group to create, 0 to 1024 characters. Default: none. */
  description?: pulumi.Input<string>;
  /** Object ids of the new group's owners, 1 to 20. Default: the identity that runs Pulumi. */
  owners?: pulumi.Input<pulumi.Input<string>[]>;
  /** Object id (a GUID) of an existing security group. It is read and never changed. */
  existingObjectId?: pulumi.Input<string>;
  /** Whether Pulumi refuses to delete the group that it created, including in `pulumi destroy`. Default: inherited from the
   *  component.
   *  Source: https://www.pulumi.com/docs/iac/concepts/resources/options/protect/ */
  protect?: boolean;
  /** Whether a group that Pulumi created stays in Entra, with its members, when it is removed from the stack. The policy pack
   *  cannot see this option. Default: false.
   *  Source: https://www.pulumi.com/docs/iac/concepts/resources/options/retainondelete/ */
  retainOnDelete?: boolean;
}

/** A group in Entra, whether it was created or already existed. */
export interface EntraGroup {
  readonly objectId: pulumi.Output<string>;
  /** The exact name in Entra. */
  readonly displayName: pulumi.Output<string>;
}

/** Creates a group, or reads an existing one. `property` is the name of the source in messages. */
export function declareGroup(
  context: ComponentContext,
  property: string,
  childName: string,
  source: GroupSource,
): EntraGroup {
  refuseConflicts(context, property, source);
  refuseForeignDestinations(context, "azuread");
  const { existingObjectId } = source;
  return existingObjectId === undefined
    ? createGroup(context, property, childName, source)
    : useExistingGroup(context, property, existingObjectId, source.displayName);
}

/** Names a group in a text: by object id, or by display name in the preview that creates it. */
export function nameInText(objectId: pulumi.Output<string>, { displayName }: GroupSource): pulumi.Output<string> {
  return outputOrPlaceholder(
    objectId,
    pulumi.output(displayName).apply((name) => quoteName(name ?? "")),
  );
}

function refuseConflicts(context: ComponentContext, property: string, source: GroupSource): void {
  const [conflict] = findGroupSourceConflicts(source);
  if (conflict === undefined) return;
  const path = pathOf(property, conflict.property);
  throw componentError(context, `${path === "" ? "" : `${path}: `}${conflict.message}.`);
}

function createGroup(context: ComponentContext, property: string, childName: string, source: GroupSource): EntraGroup {
  const { displayName, description, owners, protect, retainOnDelete } = source;
  const check = <T>(name: "displayName" | "description" | "owners", value: pulumi.Input<T>) =>
    checkedInput(context, pathOf(property, name), groupSourceProperties[name], value);
  const checkedName = check("displayName", displayName ?? "");
  whenKnown(checkedName, (known, hidden) => {
    warnOfName(context, property, known, hidden);
  });
  return new azuread.Group(
    childName,
    {
      displayName: checkedName,
      ...(description === undefined ? {} : { description: check("description", description) }),
      ...(owners === undefined ? {} : { owners: check("owners", owners) }),
      securityEnabled: true,
      mailEnabled: false,
      preventDuplicateNames: true,
    },
    { parent: context.resource, protect, retainOnDelete },
  );
}

function useExistingGroup(
  context: ComponentContext,
  property: string,
  existingObjectId: pulumi.Input<string>,
  expectedName: pulumi.Input<string> | undefined,
): EntraGroup {
  const checkedId = checkedInput(
    context,
    pathOf(property, "existingObjectId"),
    groupSourceProperties.existingObjectId,
    existingObjectId,
  );
  const group = whenKnown(checkedId, (objectId, hidden) => findGroup(context, property, objectId, hidden));
  const usable = whenKnown(pulumi.all([group, expectedName]), ([found, displayName], hidden) => {
    refuseWrongGroup(context, property, { existingObjectId: found.objectId, displayName }, found, hidden);
    warnOfName(context, property, found.displayName, hidden);
    return found;
  });
  return { objectId: usable.objectId, displayName: usable.displayName };
}

async function findGroup(
  context: ComponentContext,
  property: string,
  objectId: string,
  hidden: readonly unknown[],
): Promise<azuread.GetGroupResult> {
  try {
    return await azuread.getGroup({ objectId }, { parent: context.resource });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw componentError(
      context,
      `${pathOf(property, "existingObjectId")} is ${objectId}, and the group could not be read. Correct the object id, and check that the ` +
        `signed-in application may read groups (${permissionToRead("groups")}). ${reason}`,
      hidden,
    );
  }
}

/** In every run, because a person enters the name in Lookout's console. What a new group may not have is refused instead. */
function warnOfName(
  { resource }: ComponentContext,
  property: string,
  displayName: string,
  hidden: readonly unknown[],
): void {
  const caution = describeNameCaution(displayName);
  if (caution === undefined) return;
  void warnHiding(resource, `${property === "" ? "" : `${property}: `}${caution}`, textsToHide(hidden));
}

function refuseWrongGroup(
  context: ComponentContext,
  property: string,
  expected: ExpectedGroup,
  found: FoundGroup,
  hidden: readonly unknown[],
): void {
  const problem = findExistingGroupProblem(expected, found);
  if (problem === undefined) return;
  const path = pathOf(property, problem.property);
  throw componentError(
    context,
    `${path} is ${quoteName(expected[problem.property] ?? "")}, but ${problem.message}.`,
    hidden,
  );
}

function pathOf(property: string, member: string | undefined): string {
  return [property, member].filter((part) => part !== undefined && part !== "").join(".");
}
