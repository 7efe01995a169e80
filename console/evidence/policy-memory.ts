import type { Risk } from "../../model/risk";
import { defaultDeviceGroup } from "../../resources/lookout-threat-classifications/lookout-threat-classifications.schema";
import type { AuditEvent } from "./observations";
import { readPolicyEvent } from "./policy-event";
import { changeOf, isLater, later, type RememberedChange } from "./remembered-change";

/** The last risk that the audit stream reported for a classification in a device group. */
export interface RememberedRisk extends RememberedChange {
  /** Null for a risk that this release does not know. */
  readonly risk: Risk | null;
  /** Lookout's word for the risk. Absent in state of releases that kept only known risks. */
  readonly shown?: string;
  /** Absent in state of older releases, where the key is the classification. */
  readonly classification?: string;
  /** Name of the device group; absent if the event names none, and in state of older releases. */
  readonly deviceGroup?: string;
  /** Lookout's word for the classification, if only an inference says which one it is. */
  readonly inferredFrom?: string;
}

/** What Lookout does on a phone about an issue of a classification, as the audit stream last reported it. */
export interface RememberedResponse extends RememberedChange {
  readonly classification: string;
  /** Absent if the event names no group. */
  readonly deviceGroup?: string;
  /** In Lookout's word, such as `notify`. */
  readonly response: string;
}

/** A reset of a device group's policy to Lookout's default. */
export interface RememberedReset extends RememberedChange {
  /** Classifications that were set again before a gap in Lookout's history. Absent if there are none. */
  readonly setAgain?: readonly string[];
}

/** What the audit stream reported about Lookout's policies. */
export interface PolicyMemory {
  /** By classification for the Default Group and for events that name no group; by group and classification for other
   *  groups. */
  readonly risks: Readonly<Record<string, RememberedRisk>>;
  /** With the same keys. Absent if there was none. */
  readonly policyResponses?: Readonly<Record<string, RememberedResponse>>;
  /** The last reset to Lookout's default, by device group. Absent if there was none. */
  readonly policyResets?: Readonly<Record<string, RememberedReset>>;
  /** The last change with attributes that this release does not know. Absent if there was none. */
  readonly unknownPolicyChange?: RememberedChange;
}

/** A remembered risk that no later reset made void. */
export interface KnownRisk extends RememberedRisk {
  readonly classification: string;
}

export function rememberPolicyEvent<Memory extends PolicyMemory>(memory: Memory, event: AuditEvent): Memory {
  const change = changeOf(event);
  const { deviceGroup, isReset, risks: reported, responses, unknownNames } = readPolicyEvent(event);
  const inGroup = deviceGroup === undefined ? {} : { deviceGroup };
  const risks = { ...memory.risks };
  for (const risk of reported) {
    const key = keyOf(risk.classification, deviceGroup);
    risks[key] = later(risks[key], { ...change, ...risk, ...inGroup });
  }
  const policyResponses = { ...memory.policyResponses };
  for (const response of responses) {
    const key = keyOf(response.classification, deviceGroup);
    policyResponses[key] = later(policyResponses[key], { ...change, ...response, ...inGroup });
  }
  const { policyResets = {}, unknownPolicyChange } = memory;
  const group = deviceGroup ?? defaultDeviceGroup;
  const reset = new Map(Object.entries(policyResets)).get(group);
  return {
    ...memory,
    risks,
    ...(Object.keys(policyResponses).length > 0 ? { policyResponses } : {}),
    ...(isReset ? { policyResets: { ...policyResets, [group]: later(reset, change) } } : {}),
    ...(unknownNames.length > 0
      ? { unknownPolicyChange: later(unknownPolicyChange, { ...change, unknownNames }) }
      : {}),
  };
}

/** What still counts after a gap in Lookout's history, which may hide changes: a reset, except for what was set again. */
export function forgetBeforeGap<Memory extends PolicyMemory>(memory: Memory): Memory {
  const known = listKnownRisks(memory);
  const resets = Object.entries(memory.policyResets ?? {}).map(([group, reset]) => {
    const since = known.filter((risk) => groupOf(risk) === group).map(({ classification }) => classification);
    const setAgain = [...new Set([...(reset.setAgain ?? []), ...since])];
    return [group, setAgain.length === 0 ? reset : { ...reset, setAgain }] as const;
  });
  return {
    ...memory,
    risks: {},
    ...(memory.policyResponses === undefined ? {} : { policyResponses: {} }),
    ...(resets.length === 0 ? {} : { policyResets: Object.fromEntries(resets) }),
  };
}

/** The key of the Default Group is the one of older releases, so their state keeps its meaning. */
function keyOf(classification: string, deviceGroup: string | undefined): string {
  return deviceGroup === undefined || deviceGroup === defaultDeviceGroup
    ? classification
    : `${deviceGroup} / ${classification}`;
}

/** The risks that the audit stream shows, the Default Group's first, by group and classification. */
export function listKnownRisks(memory: PolicyMemory): KnownRisk[] {
  return stillKnown(
    memory,
    Object.entries(memory.risks).map(([key, risk]) => ({ ...risk, classification: risk.classification ?? key })),
  );
}

/** The responses that the audit stream shows, in the same order. */
export function listKnownResponses(memory: PolicyMemory): RememberedResponse[] {
  return stillKnown(memory, Object.values(memory.policyResponses ?? {}));
}

/** What no later reset of its group made void. */
function stillKnown<Change extends RememberedChange & Pick<KnownRisk, "classification" | "deviceGroup">>(
  { policyResets = {} }: PolicyMemory,
  changes: readonly Change[],
): Change[] {
  const resets = new Map(Object.entries(policyResets));
  return changes
    .filter((change) => {
      const reset = resets.get(groupOf(change));
      return reset === undefined || !isLater(reset, change);
    })
    .sort(
      (a, b) =>
        Number(groupOf(a) !== defaultDeviceGroup) - Number(groupOf(b) !== defaultDeviceGroup) ||
        groupOf(a).localeCompare(groupOf(b), "en") ||
        a.classification.localeCompare(b.classification, "en"),
    );
}

/** The device group of a risk. Events that name no group are kept with the Default Group's. */
export function groupOf({ deviceGroup }: Pick<RememberedRisk, "deviceGroup">): string {
  return deviceGroup ?? defaultDeviceGroup;
}
