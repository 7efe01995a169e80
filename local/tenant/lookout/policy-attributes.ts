import { createHash } from "node:crypto";
import { defaultDeviceGroup } from "../../../resources/lookout-threat-classifications/lookout-threat-classifications.schema";
import type { AttributeChange } from "./event-log";

/** What Lookout does on a device, in the words of its audit events. */
export const responses = [
  "nothing",
  "notify",
  "content_warn_and_alert",
  "content_block_and_alert",
  "quarantine_selective",
] as const;

/** What was saved for a classification in a device group's policy. */
export interface PolicyChange {
  /** Name of the group in the console. */
  readonly deviceGroup: string;
  /** Name of the header: a classification, or what was done with the whole policy. */
  readonly header: string;
  readonly severity?: Omit<AttributeChange, "name">;
  readonly action?: Omit<AttributeChange, "name">;
}

/** The attributes of an audit event of the type CLASSIFICATION_POLICY, as live events have them. */
export function policyAttributes({ deviceGroup, header, severity, action }: PolicyChange): AttributeChange[] {
  const isDefault = deviceGroup === defaultDeviceGroup;
  return [
    { name: header.toLowerCase() },
    ...(severity === undefined ? [] : [{ name: "severity", ...inLowerCase(severity) }]),
    ...(action === undefined ? [] : [{ name: "action", ...action }]),
    { name: "policy_group_name", to: isDefault ? "" : deviceGroup },
    { name: "policy_group_guid", to: isDefault ? "" : guidOfGroup(deviceGroup) },
  ];
}

function inLowerCase({ from, to }: Omit<AttributeChange, "name">): Omit<AttributeChange, "name"> {
  return {
    ...(from === undefined ? {} : { from: from.toLowerCase() }),
    ...(to === undefined ? {} : { to: to.toLowerCase() }),
  };
}

/** The same for the same name, because the tenant stores no groups of their own. */
function guidOfGroup(name: string): string {
  const digest = createHash("sha256").update(name).digest("hex");
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-4${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
}
