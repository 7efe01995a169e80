import { AccessRole, accessRoleMeanings } from "../../model/access-roles";
import type { HandoffRecord } from "./handoff-record";
import { lookoutEnterpriseSupportEmail } from "../../model/lookout-endpoints";
import type { HandoffIds, HandoffSender, LookoutTenant, SupportHandoffFacts } from "./lookout-support-handoff.schema";

/** A mail to Lookout Enterprise Support. */
export interface HandoffMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

const titles: Readonly<Record<keyof HandoffIds, { readonly title: string; readonly role?: AccessRole }>> = {
  tenantId: { title: "Microsoft Entra tenant (directory) ID" },
  fullAccessGroupId: { title: "Full access group, object ID", role: AccessRole.Full },
  restrictedAccessGroupId: { title: "Restricted access group, object ID", role: AccessRole.Restricted },
  readOnlyAccessGroupId: { title: "Read-only access group, object ID", role: AccessRole.ReadOnly },
};
const idNames = Object.keys(titles) as (keyof HandoffIds)[];

const existing: Readonly<Record<LookoutTenant, string>> = {
  none: "We have no Lookout tenant yet; please create one that is associated with this Entra tenant.",
  tied: "We have a Lookout tenant, and it is associated with this Entra tenant.",
  separate:
    "We have a Lookout tenant that is not associated with this Entra tenant. As it cannot be used for the integration, please " +
    "create a new one that is.",
};

/** Writes the mail. It requests a Lookout tenant only if nothing was recorded before; otherwise, support would create
 *  a second one. */
export function writeHandoffMail(
  facts: SupportHandoffFacts,
  sender: HandoffSender,
  record: Pick<HandoffRecord, "revision" | "sentIds" | "everRecorded">,
): HandoffMail {
  const changes = describeHandoffChanges(record.sentIds, facts);
  const { subject, opening, remarks, closing } = !record.everRecorded
    ? firstMail(facts, sender)
    : changes.length > 0
      ? mailOfChanges(sender, changes)
      : repeatedMail(sender, record.sentIds === null);
  const text = [
    "Hello Lookout Enterprise Support,",
    "",
    ...opening,
    "",
    ...idNames.flatMap((name) => idLines(name, facts[name])),
    "",
    ...remarks.flatMap((remark) => [remark, ""]),
    "Members of these groups are to sign in to the Lookout console with the role that the group is named for.",
    ...contactLines(sender),
    ...closing,
    "",
    `Our reference: ${record.revision}`,
    ...(sender.contactName === undefined ? [] : ["", sender.contactName]),
    "",
  ].join("\n");
  return { to: lookoutEnterpriseSupportEmail, subject, text };
}

/** The differences from the ids sent last, one line per id; empty if nothing was sent or nothing differs. */
export function describeHandoffChanges(sent: HandoffIds | null, ids: HandoffIds): string[] {
  if (sent === null) return [];
  return idNames.flatMap((name) => {
    const { title } = titles[name];
    const [before, after] = [sent[name], ids[name]];
    if (before === after) return [];
    if (before === undefined) return [`${title}: add ${after ?? ""}`];
    if (after === undefined) return [`${title}: remove ${before}`];
    return [`${title}: ${before} becomes ${after}`];
  });
}

/** The text of one type of mail: before the ids, right after them, and at its end. */
interface Frame {
  readonly subject: string;
  readonly opening: readonly string[];
  readonly remarks: readonly string[];
  readonly closing: readonly string[];
}

const firstSubject = "Microsoft Intune integration: directory ID and console groups";

function firstMail({ lookoutTenant }: SupportHandoffFacts, sender: HandoffSender): Frame {
  const link = "the link with which our Global Administrator gives consent";
  return {
    subject: firstSubject,
    opening: [`Please set up the integration with Microsoft Intune for the Entra tenant${companyOf(sender)}:`],
    remarks: lookoutTenant === undefined ? [] : [existing[lookoutTenant]],
    closing: [sender.primaryContact === undefined ? `Please send us ${link}.` : `Please send ${link} there.`],
  };
}

function mailOfChanges(sender: HandoffSender, changes: readonly string[]): Frame {
  return {
    subject: "Microsoft Intune integration: our IDs have changed",
    opening: [
      `The IDs${companyOf(sender)} that we sent you before have changed; please replace them:`,
      "",
      ...changes.map((line) => `  ${line}`),
      "",
      "Everything as it is now:",
    ],
    remarks: [],
    closing: [],
  };
}

/** For a mail that Lookout already has, or if it is unknown what Lookout was sent. */
function repeatedMail(sender: HandoffSender, isSentContentUnknown: boolean): Frame {
  return {
    subject: firstSubject,
    opening: [
      `These are the IDs${companyOf(sender)} for the integration with Microsoft Intune. You may have them from us already; where yours ` +
        "differ, please replace them:",
    ],
    remarks: [],
    closing: isSentContentUnknown
      ? ["Please tell us whether a Lookout tenant is associated with this Entra tenant already."]
      : [],
  };
}

function companyOf({ organization }: HandoffSender): string {
  return organization === undefined ? "" : ` of ${organization}`;
}

function contactLines({ primaryContact }: HandoffSender): string[] {
  if (primaryContact === undefined) return [];
  return [`Our primary contact is ${primaryContact.name}, ${primaryContact.email}.`];
}

function idLines(name: keyof HandoffIds, id: string | undefined): string[] {
  if (id === undefined) return [];
  const { title, role } = titles[name];
  return [`  ${title}${role === undefined ? "" : ` (${accessRoleMeanings[role]})`}:`, `    ${id}`];
}
