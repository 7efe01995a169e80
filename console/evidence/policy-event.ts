import { readRisk, type Risk } from "../../model/risk";
import { isThreatClassification } from "../../model/threat-classification-ids";
import { defaultDeviceGroup } from "../../resources/lookout-threat-classifications/lookout-threat-classifications.schema";
import type { AuditEvent } from "./observations";

/** What an audit event of the type CLASSIFICATION_POLICY reports. */
export interface PolicyEvent {
  /** The device group whose policy was changed; undefined if the event names none. */
  readonly deviceGroup: string | undefined;
  /** Whether the whole policy of the group is Lookout's default again. */
  readonly isReset: boolean;
  readonly risks: readonly PolicyRisk[];
  readonly responses: readonly PolicyResponse[];
  /** Attribute names that this release does not know. */
  readonly unknownNames: readonly string[];
}

export interface PolicyRisk {
  readonly classification: string;
  /** Null for a risk that this release does not know. */
  readonly risk: Risk | null;
  /** Lookout's word for the risk. */
  readonly shown: string;
  /** Lookout's word for the classification, if only an inference says which one it is. */
  readonly inferredFrom?: string;
}

/** What Lookout does on a phone about an issue of a classification. */
export interface PolicyResponse {
  readonly classification: string;
  /** In Lookout's word, such as `notify`. */
  readonly response: string;
}

type Attribute = AuditEvent["changes"][number];

const resetPolicy = "reset_policy";
const groupFields = ["policy_group_name", "policy_group_guid"] as const;
const fields: readonly string[] = ["severity", "action", "override_properties", ...groupFields];

/** Names of version 1 of the API that headers may still have. That each is the same as the one of version 2 is
 *  inferred from the reasons of their threats. */
const namesOfVersion1: Readonly<Record<string, string>> = {
  BLACKLISTED_APP: "DENYLISTED_APP",
  BLACKLISTED_CONTENT: "DENYLISTED_CONTENT",
  OFFENSIVE_CONTENT: "UNAUTHORIZED_CONTENT",
};

/** Reads the list from its start. A name without values opens a classification, and a `severity` after it is its risk.
 *  A risk under a classification's own name is the form of Lookout's reference for version 1. The group's name belongs
 *  to the event as a whole. */
export function readPolicyEvent({ changes }: Pick<AuditEvent, "changes">): PolicyEvent {
  const risks: PolicyRisk[] = [];
  const responses: PolicyResponse[] = [];
  const unknownNames: string[] = [];
  let isReset = false;
  let opened: string | undefined;
  for (const { name, from, to } of changes) {
    const field = name.toLowerCase();
    const hasNoValues = (from ?? null) === null && to === null;
    if (field === "severity" && to !== null) {
      if (opened === undefined) unknownNames.push(name);
      else risks.push(riskOf(opened, to));
    } else if (field === "action" && to !== null && opened !== undefined) {
      responses.push({ classification: classificationOf(opened), response: to });
    } else if (fields.includes(field)) continue;
    else if (hasNoValues && field === resetPolicy) isReset = true;
    else if (hasNoValues) {
      opened = name;
      if (!isThreatClassification(classificationOf(name))) unknownNames.push(name);
    } else if (to !== null && isThreatClassification(classificationOf(name))) risks.push(riskOf(name, to));
    else unknownNames.push(name);
  }
  return { deviceGroup: groupOf(changes), isReset, risks, responses, unknownNames };
}

function riskOf(name: string, shown: string): PolicyRisk {
  const classification = classificationOf(name);
  const inferred = classification === name.toUpperCase() ? {} : { inferredFrom: name };
  return { classification, risk: readRisk(shown) ?? null, shown, ...inferred };
}

function classificationOf(name: string): string {
  const id = name.toUpperCase();
  return namesOfVersion1[id] ?? id;
}

/** An empty name is the Default Group's, unless the event has the id of a group. */
function groupOf(changes: readonly Attribute[]): string | undefined {
  const [name, id] = groupFields.map((field) => changes.find((one) => one.name.toLowerCase() === field));
  if (name === undefined && id === undefined) return undefined;
  const filled = [name?.to, id?.to].find((text) => text !== null && text !== undefined && text !== "");
  return filled ?? defaultDeviceGroup;
}
