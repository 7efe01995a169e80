import type * as pulumi from "@pulumi/pulumi";
import type { ObjectRemoval } from "../../model/intune-object";

/** How a resource treats the object in Intune behind it. */
export interface ObjectHandlingArgs {
  /** Take over an object that has this name already, and bring it to these settings. Default: false, which refuses and
   *  says what is there. */
  adopt?: pulumi.Input<boolean>;
  /** What happens in Intune when the resource is removed: `deleteCreated` (default) deletes it unless it was taken over,
   *  `delete` deletes it in any case, `keep` leaves it as it is. */
  onRemoval?: pulumi.Input<ObjectRemoval>;
}

/** To which groups an object is assigned. */
export interface GroupAssignmentArgs {
  /** Object ids (GUIDs) of the groups whose members get it, in any order. Default: none, so it has no effect yet. */
  includedGroupIds?: pulumi.Input<pulumi.Input<string>[]>;
  /** Object ids of groups whose members do not get it, even when they are in an included one. Default: none. A group that
   *  is included as well is refused. */
  excludedGroupIds?: pulumi.Input<pulumi.Input<string>[]>;
}
