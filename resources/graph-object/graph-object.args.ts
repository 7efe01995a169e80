import type * as pulumi from "@pulumi/pulumi";
import type { ObjectRemoval } from "../../model/intune-object";

/** How a resource handles its object in Intune. */
export interface ObjectHandlingArgs {
  /** Adopt an existing object with this name and overwrite its settings. Default: false; an existing object is then
   *  an error that names it. */
  adopt?: pulumi.Input<boolean>;
  /** What happens in Intune when you remove the resource: `deleteCreated` (default) deletes the object unless it was
   *  adopted, `delete` always deletes it, `keep` leaves it unchanged. */
  onRemoval?: pulumi.Input<ObjectRemoval>;
}

/** The groups that an object is assigned to. */
export interface GroupAssignmentArgs {
  /** Object ids (GUIDs) of the groups to assign, in any order. Default: none, so the object has no effect yet. */
  includedGroupIds?: pulumi.Input<pulumi.Input<string>[]>;
  /** Object ids (GUIDs) of the groups to exclude. An exclusion overrides an inclusion. Default: none. Listing a group
   *  in both lists is an error. */
  excludedGroupIds?: pulumi.Input<pulumi.Input<string>[]>;
}
