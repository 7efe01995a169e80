import type * as pulumi from "@pulumi/pulumi";

/** Where everything of the component goes; spread into the arguments of a resource. */
export interface Place {
  readonly resourceGroupName: pulumi.Input<string>;
  readonly location: pulumi.Input<string>;
  readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}
