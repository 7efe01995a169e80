import * as pulumi from "@pulumi/pulumi";
import { componentTypes } from "../model/resource-types";
import { capitalized } from "../model/sentence";
import {
  existingTenantWarning,
  type HandoffStatus,
  type LookoutTenant,
} from "../resources/lookout-support-handoff/lookout-support-handoff.schema";
import {
  LookoutSupportHandoff,
  type LookoutSupportHandoffArgs,
} from "../resources/lookout-support-handoff/lookout-support-handoff.resource";

/** The arguments of LookoutSupportHandoff. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- each component has an args interface of its own name
export interface SupportHandoffArgs extends LookoutSupportHandoffArgs {}

/** The handoff of tenant and groups to Lookout Enterprise Support: writes the mail for a person to send and, before any resource
 *  is created, logs a warning that a Lookout tenant that is not tied to this Entra tenant cannot be used.
 *
 *  ```ts
 *  const handoff = new SupportHandoff("lookout-handoff", {
 *    tenantId,
 *    fullAccessGroupId: access.fullAccessGroupId,
 *    restrictedAccessGroupId: access.restrictedAccessGroupId,
 *    lookoutTenant: "none",
 *    primaryContact: { name: "Ada Park", email: "ada.park@contoso.com" },
 *  });
 *  export const mail = handoff.text;
 *  ```
 *
 *  Source: https://learn.microsoft.com/en-us/mem/intune/protect/lookout-mtd-connector-integration */
export class SupportHandoff extends pulumi.ComponentResource {
  /** Hash of the ids that the mail contains, such as `r-0123456789ab`. */
  public readonly revision: pulumi.Output<string>;
  /** `to be sent`, or `sent` when the argument `sent` acknowledges this revision. */
  public readonly handoffStatus: pulumi.Output<HandoffStatus>;
  /** Changes since the mail that was last acknowledged as sent; null when there are none. */
  public readonly changes: pulumi.Output<string | null>;
  /** The recipient. */
  public readonly to: pulumi.Output<string>;
  public readonly subject: pulumi.Output<string>;
  /** The mail's text. */
  public readonly text: pulumi.Output<string>;
  /** The mail as an .eml file, which mail programs open as a draft. */
  public readonly eml: pulumi.Output<string>;

  constructor(name: string, args: SupportHandoffArgs, opts?: pulumi.ComponentResourceOptions) {
    super(componentTypes.SupportHandoff, name, {}, opts);

    warnAboutExistingTenant(this, args.lookoutTenant);
    const mail = new LookoutSupportHandoff(`${name}-mail`, args, { parent: this });

    this.revision = mail.revision;
    this.handoffStatus = mail.handoffStatus;
    this.changes = mail.changes;
    this.to = mail.to;
    this.subject = mail.subject;
    this.text = mail.text;
    this.eml = mail.eml;
    this.registerOutputs({
      revision: this.revision,
      handoffStatus: this.handoffStatus,
      changes: this.changes,
      to: this.to,
      subject: this.subject,
      text: this.text,
      eml: this.eml,
    });
  }
}

/** Logs the warning while the program runs, before the engine creates any resource. */
function warnAboutExistingTenant(resource: SupportHandoff, answer: pulumi.Input<LookoutTenant> | undefined): void {
  const warn = (known: LookoutTenant | undefined) => {
    const warning = existingTenantWarning(known, "lookoutTenant (lookout-intune:supportHandoff.lookoutTenant)");
    if (warning !== undefined) void pulumi.log.warn(capitalized(warning), resource);
  };
  if (answer === undefined || typeof answer === "string") warn(answer);
  else pulumi.output(answer).apply(warn);
}
