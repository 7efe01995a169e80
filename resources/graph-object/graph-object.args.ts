import * as pulumi from "@pulumi/pulumi";
import type { ObjectRemoval } from "../../model/intune-object";
import type { DynamicType } from "../../model/resource-types";
import { adoptionInput } from "../provider/adoption-input";

/** How a resource handles its object in Intune. */
export interface ObjectHandlingArgs {
  /** Adopt an existing object and overwrite its settings: `true` adopts the object with this name, and an object's id in
   *  Intune (a GUID, after `T_` for an app protection policy) adopts that object alone, whatever its name. Changing it to
   *  the id of another object replaces the resource. Default: false; an existing object of the name is then an error
   *  that names it. */
  adopt?: pulumi.Input<boolean | string>;
  /** What happens in Intune when you remove the resource: `delete` deletes the object, `keep` leaves it as it is.
   *  Default: an object that this resource created is deleted, and an adopted one gets back the settings that it had. */
  onRemoval?: pulumi.Input<ObjectRemoval>;
}

/** How an object in Intune shows whose it is. */
export interface OwnedObjectArgs {
  /** The id of the stack, from `StackBaseline`. A new object carries it, with the resource's name, in the last line of
   *  its description (of its notes, for an app). After an interrupted run, the next one finds its object by it and
   *  continues. Default: none, so an object that an interrupted run left must be adopted. */
  stackId?: pulumi.Input<string>;
}

/** The inputs of a resource whose object carries a mark: the resource's name completes the owner. With them goes what the
 *  program found out about the object to adopt. */
export function withOwner<Args extends OwnedObjectArgs>(
  type: DynamicType,
  name: string,
  { stackId, ...given }: Args,
): Omit<Args, "stackId"> & { owner?: pulumi.Output<string | undefined>; adoption?: pulumi.Input<string | undefined> } {
  const args = { ...given, ...adoptionInput(type, given) };
  if (stackId === undefined) return args;
  // With `--target`, the baseline may not be in state yet.
  const id = pulumi.output(stackId) as pulumi.Output<string | undefined>;
  return { ...args, owner: id.apply((known) => (known === undefined ? undefined : `${known}/${name}`)) };
}

/** The groups that an object is assigned to. */
export interface GroupAssignmentArgs {
  /** Object ids (GUIDs) of the groups to assign, in any order. Default: none, so the object has no effect yet. */
  includedGroupIds?: pulumi.Input<pulumi.Input<string>[]>;
  /** Object ids (GUIDs) of the groups to exclude. An exclusion overrides an inclusion. Default: none. Listing a group
   *  in both lists is an error. */
  excludedGroupIds?: pulumi.Input<pulumi.Input<string>[]>;
}
