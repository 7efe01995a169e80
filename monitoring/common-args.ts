import type * as pulumi from "@pulumi/pulumi";

/** Arguments that all Azure resources of the component share. */
export interface CommonArgs {
  readonly resourceGroupName: pulumi.Input<string>;
  readonly location: pulumi.Input<string>;
  readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}
