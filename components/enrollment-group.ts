import * as pulumi from "@pulumi/pulumi";
import { componentTypes } from "../model/resource-types";
import { declareGroup, type GroupSource } from "./entra-group";

/** The group: set `displayName` to create one, or `existingObjectId` to use an existing one. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- each component has an args interface of its own name
export interface EnrollmentGroupArgs extends GroupSource {}

/** An Entra security group whose members' devices Lookout enrolls. Lookout finds the group by its exact, case-sensitive display
 *  name, so pass this component's output `displayName` to the connector instead of typing the name again.
 *
 *  Start with a small pilot group. Lookout does not document whether it supports nested groups. Destroying the component deletes
 *  the group if the component created it, unless you set `protect` or `retainOnDelete`; the group inherits `protect: true` from
 *  the component's options.
 *
 *  ```ts
 *  const pilot = new EnrollmentGroup("lookout-pilot", { displayName: "Lookout pilot" });
 *  export const pilotName = pilot.displayName;
 *  ```
 *
 *  Source: https://learn.microsoft.com/en-us/mem/intune/protect/lookout-mtd-connector-integration */
export class EnrollmentGroup extends pulumi.ComponentResource {
  /** Object id of the group, for app and policy assignments. */
  public readonly objectId: pulumi.Output<string>;
  /** Exact display name of the group in Entra, for Lookout's connector. */
  public readonly displayName: pulumi.Output<string>;

  constructor(name: string, args: EnrollmentGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    super(componentTypes.EnrollmentGroup, name, {}, opts);

    const group = declareGroup({ kind: "EnrollmentGroup", name, resource: this }, "", `${name}-group`, args);

    this.objectId = group.objectId;
    this.displayName = group.displayName;
    this.registerOutputs({ objectId: this.objectId, displayName: this.displayName });
  }
}
