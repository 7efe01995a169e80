import * as pulumi from "@pulumi/pulumi";
import { dynamicModule, dynamicTypes, type HandoffStatus, type LookoutTenant } from "../../domain";
import type { AcknowledgementArgs } from "../lookout-settings/args";
import { thinProvider } from "../thin-provider";

export interface LookoutSupportHandoffArgs {
  /** Directory (tenant) id of the Entra tenant, a GUID. */
  tenantId: pulumi.Input<string>;
  /** Object id of the full-access group, a GUID. */
  fullAccessGroupId: pulumi.Input<string>;
  /** Object id of the restricted-access group. Default: there is none. */
  restrictedAccessGroupId?: pulumi.Input<string>;
  /** Object id of the read-only group. Default: there is none. */
  readOnlyAccessGroupId?: pulumi.Input<string>;
  /** Whether the company has a Lookout tenant: `none`, `tied` to this Entra tenant, or `separate`, which cannot be used.
   *  Default: not answered, and not mentioned in the mail. */
  lookoutTenant?: pulumi.Input<LookoutTenant>;
  /** Name of the company, for the mail. Default: none. */
  organisation?: pulumi.Input<string>;
  /** Who signs the mail. Default: nobody. */
  contactName?: pulumi.Input<string>;
  /** E-mail address of the sender in the draft. Default: the mail program's. */
  from?: pulumi.Input<string>;
  /** The record that the mail of a revision was sent. Default: it was not. */
  sent?: pulumi.Input<AcknowledgementArgs>;
}

const provider = thinProvider("LookoutSupportHandoff");

/** The mail to Lookout Enterprise Support with the tenant's id and the console groups' object ids, which ties Lookout's
 *  tenant to Entra's. Nothing is sent: `text` and `eml` are for a person. When an id changes afterwards, the mail names what
 *  changed since the one that was recorded as sent.
 *
 *  ```ts
 *  const handoff = new LookoutSupportHandoff("lookout", { tenantId, fullAccessGroupId: access.fullAccessGroupId });
 *  export const mail = handoff.text;
 *  ```
 *
 *  Source: https://learn.microsoft.com/en-us/mem/intune/protect/lookout-mtd-connector-integration */
export class LookoutSupportHandoff extends pulumi.dynamic.Resource {
  /** @internal Lets policies match by class. */
  static readonly __pulumiType: string = dynamicTypes.LookoutSupportHandoff;

  /** Names what Lookout is told by its content, such as `r-0123456789ab`. */
  declare public readonly revision: pulumi.Output<string>;
  /** `to be sent`, or `sent` when `sent` records this revision. */
  declare public readonly handoffStatus: pulumi.Output<HandoffStatus>;
  /** What changed since the mail that was last recorded as sent, a line for each id; null when nothing did. */
  declare public readonly changes: pulumi.Output<string | null>;
  /** The recipient. */
  declare public readonly to: pulumi.Output<string>;
  declare public readonly subject: pulumi.Output<string>;
  /** The mail's text. */
  declare public readonly text: pulumi.Output<string>;
  /** The mail as a file that mail programs open as a draft (RFC 5322). */
  declare public readonly eml: pulumi.Output<string>;

  constructor(name: string, args: LookoutSupportHandoffArgs, opts?: pulumi.CustomResourceOptions) {
    super(
      provider,
      name,
      {
        ...args,
        revision: undefined,
        handoffStatus: undefined,
        changes: undefined,
        to: undefined,
        subject: undefined,
        text: undefined,
        eml: undefined,
        sentFacts: undefined,
        pendingFacts: undefined,
      },
      opts,
      dynamicModule,
      "LookoutSupportHandoff",
    );
  }
}
