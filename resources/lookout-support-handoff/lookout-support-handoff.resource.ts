import * as pulumi from "@pulumi/pulumi";
import { dynamicModule, dynamicTypes } from "../../model/resource-types";
import type { HandoffStatus, LookoutTenant } from "./lookout-support-handoff.schema";
import type { AcknowledgementArgs } from "../lookout-settings/lookout-settings.args";
import { withSecretPaths } from "../provider/secret-paths";
import { thinProvider } from "../provider/thin-provider";

/** The person whom Lookout's support works with. */
export interface PrimaryContactArgs {
  /** The person's name. */
  name: pulumi.Input<string>;
  /** Email address to which Lookout's support sends the link for the first sign-in. */
  email: pulumi.Input<string>;
}

export interface LookoutSupportHandoffArgs {
  /** Directory (tenant) id of the Entra tenant, a GUID. */
  tenantId: pulumi.Input<string>;
  /** Object id of the full-access group, a GUID. */
  fullAccessGroupId: pulumi.Input<string>;
  /** Object id (a GUID) of the restricted-access group: no access to several configuration and enrollment modules,
   *  read-only on Security policy. Default: none. */
  restrictedAccessGroupId?: pulumi.Input<string>;
  /** Object id (a GUID) of the read-only group. Lookout documents this role; Microsoft's guide does not. Default:
   *  none.
   *  Source:
   *  https://doc.lookout.com/en/mobile-endpoint-security/mes-console/lookout-mobile-endpoint-security-console-administrator-permissions */
  readOnlyAccessGroupId?: pulumi.Input<string>;
  /** Whether the company has a Lookout tenant: `none`, `tied` to this Entra tenant, or `separate`, which cannot be
   *  used. Only the first mail mentions it. After a mail is recorded as sent, changing it neither makes a mail due
   *  nor requests a tenant. Default: not answered, and not mentioned in the mail. */
  lookoutTenant?: pulumi.Input<LookoutTenant>;
  /** Name of the company, for the mail. Default: none. */
  organization?: pulumi.Input<string>;
  /** The person whom Lookout's support works with, and who gets the link for the first sign-in. Not part of the
   *  revision, so a change makes no mail due. Default: none; the mail asks to send the link to its sender. */
  primaryContact?: pulumi.Input<PrimaryContactArgs>;
  /** Who signs the mail. Default: nobody. */
  contactName?: pulumi.Input<string>;
  /** Email address of the sender in the draft. Default: the mail program's. */
  from?: pulumi.Input<string>;
  /** The record that the mail of a revision was sent. If you remove it, the mail is due again, but requests no
   *  Lookout tenant. Default: not sent. */
  sent?: pulumi.Input<AcknowledgementArgs>;
}

const provider = thinProvider("LookoutSupportHandoff");

/** The mail to Lookout Enterprise Support with the tenant's id and the object ids of the console groups, which ties
 *  Lookout's tenant to the Entra tenant. Nothing is sent: a person sends `text` or `eml`. If an id changes later, the
 *  mail names what changed since the mail that was last recorded as sent. Only mails before the first record request
 *  a Lookout tenant.
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

  /** A hash of the ids, such as `r-0123456789ab`. */
  declare public readonly revision: pulumi.Output<string>;
  /** `to be sent`, or `sent` when `sent` records this revision. */
  declare public readonly handoffStatus: pulumi.Output<HandoffStatus>;
  /** What changed since the mail that was last recorded as sent, one line per id; null if nothing changed. */
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
      withSecretPaths({
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
        everRecorded: undefined,
      }),
      opts,
      dynamicModule,
      "LookoutSupportHandoff",
    );
  }
}
