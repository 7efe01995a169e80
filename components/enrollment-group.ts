import * as pulumi from "@pulumi/pulumi";
import { componentTypes } from "../model/resource-types";
import { declareGroup, type GroupSource } from "./entra-group";

/** The same choice as for every group: create it by `displayName`, or use one that exists by `existingObjectId`. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- each component has an args interface of its own name
export interface EnrollmentGroupArgs extends GroupSource {}

/** One Entra security group whose members' devices Lookout enrolls. Lookout finds it by display name, letter for letter, so
 *  the name to hand over is this component's output and is never typed a second time.
 *
 *  Start with a small pilot group. Groups inside the group are not known to be followed. Destroying the component deletes
 *  the group if it was created here, unless `protect` or `retainOnDelete` says otherwise; `protect: true` in the options is inherited.
 *
 *  ```ts
 *  const pilot = new EnrollmentGroup("lookout-pilot", { displayName: "Lookout pilot" });
 *  export const pilotName = pilot.displayName;
 *  ```
 *
 *  Source: https://learn.microsoft.com/en-us/mem/intune/protect/lookout-mtd-connector-integration */
export class EnrollmentGroup extends pulumi.ComponentResource {
  /** Object id of the group; app and policy assignments refer to it. */
  public readonly objectId: pulumi.Output<string>;
  /** Display name as Entra has it, letter for letter; Lookout's connector refers to it. */
  public readonly displayName: pulumi.Output<string>;

  constructor(name: string, args: EnrollmentGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    super(componentTypes.EnrollmentGroup, name, {}, opts);

    const group = declareGroup({ kind: "EnrollmentGroup", name, resource: this }, "", `${name}-group`, args);

    this.objectId = group.objectId;
    this.displayName = group.displayName;
    this.registerOutputs({ objectId: this.objectId, displayName: this.displayName });
  }
}
