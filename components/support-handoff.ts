import * as pulumi from "@pulumi/pulumi";
import { componentTypes } from "../model/resource-types";
import {
  existingTenantWarning,
  type HandoffStatus,
  type LookoutTenant,
} from "../resources/lookout-support-handoff/lookout-support-handoff.schema";
import {
  LookoutSupportHandoff,
  type LookoutSupportHandoffArgs,
} from "../resources/lookout-support-handoff/lookout-support-handoff.resource";

/** The same as for the mail itself. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- each component has an args interface of its own name
export interface SupportHandoffArgs extends LookoutSupportHandoffArgs {}

/** The hand-over of tenant and groups to Lookout Enterprise Support: the mail for a person to send, and, before anything is
 *  created, the warning that a Lookout tenant which is not tied to this Entra tenant cannot be used.
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
  /** Names the ids that Lookout is told by their content, such as `r-0123456789ab`. */
  public readonly revision: pulumi.Output<string>;
  /** `to be sent`, or `sent` when `sent` records this revision. */
  public readonly handoffStatus: pulumi.Output<HandoffStatus>;
  /** What changed since the mail that was last recorded as sent; null when nothing did. */
  public readonly changes: pulumi.Output<string | null>;
  /** The recipient. */
  public readonly to: pulumi.Output<string>;
  public readonly subject: pulumi.Output<string>;
  /** The mail's text. */
  public readonly text: pulumi.Output<string>;
  /** The mail as a file that mail programs open as a draft. */
  public readonly eml: pulumi.Output<string>;

  constructor(name: string, args: SupportHandoffArgs, opts?: pulumi.ComponentResourceOptions) {
    super(componentTypes.SupportHandoff, name, {}, opts);

    warnOfExistingTenant(this, args.lookoutTenant);
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

/** Said while the program runs, so before the engine creates anything. */
function warnOfExistingTenant(resource: SupportHandoff, answer: pulumi.Input<LookoutTenant> | undefined): void {
  const warn = (known: LookoutTenant | undefined) => {
    const warning = existingTenantWarning(known, "lookoutTenant (lookout-intune:supportHandoff.lookoutTenant)");
    if (warning !== undefined) void pulumi.log.warn(capitalised(warning), resource);
  };
  if (answer === undefined || typeof answer === "string") warn(answer);
  else pulumi.output(answer).apply(warn);
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
