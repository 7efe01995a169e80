import { describeGroupNameDifference, matchGroupName } from "../../model/group-names";
import { quoteName } from "../../model/hidden-characters";
import { describeComplianceEffect, titleOf, type Risk } from "../../model/risk";
import {
  defaultDeviceGroup,
  listDeclaredRisks,
  type DeclaredRisk,
  type ThreatClassificationSettings,
} from "../../resources/lookout-threat-classifications/lookout-threat-classifications.schema";
import { findingOf, isAfter, type Finding, type RecordedSettings } from "./finding";
import type { ThreatObservation } from "./observations";
import { showEnteredRisks } from "./observed-risks";
import { groupOf, listKnownRisks, type KnownRisk, type PolicyMemory, type RememberedRisk } from "./policy-memory";
import { actorOf, later, type RememberedChange } from "./remembered-change";

const subject = "threatClassifications";

/** What the audit events of Lookout's policies mean for the acknowledged risks. */
export function policyFindings(recorded: RecordedSettings, memory: PolicyMemory): Finding[] {
  const declared = declaredIn(recorded);
  return [
    ...resetFindings(recorded, declared, memory),
    ...listKnownRisks(memory).flatMap((known) => riskFindings(recorded, declared, known)),
    ...undeclaredGroupFindings(recorded, memory),
    ...unknownNameFindings(recorded, memory),
  ];
}

/** The declared risks that a reset of their group's policy made unknown: nobody set their classification since. */
export function listVoidRisks(
  declared: readonly DeclaredRisk[],
  deviceGroup: string,
  memory: PolicyMemory,
): DeclaredRisk[] {
  const known = listKnownRisks(memory).filter((risk) => groupOf(risk) === deviceGroup);
  const reset = new Map(Object.entries(memory.policyResets ?? {})).get(deviceGroup);
  const setAgain = [...(reset?.setAgain ?? []), ...known.map(({ classification }) => classification)];
  return declared.filter((one) => one.deviceGroup === deviceGroup && !setAgain.includes(one.classification));
}

function resetFindings(
  { acknowledgedAt }: RecordedSettings,
  declared: readonly DeclaredRisk[],
  memory: PolicyMemory,
): Finding[] {
  return Object.entries(memory.policyResets ?? {}).flatMap(([deviceGroup, reset]) => {
    const unknown = [
      ...new Set(listVoidRisks(declared, deviceGroup, memory).map(({ classification }) => classification)),
    ];
    if (unknown.length === 0 || !isAfter(reset.at, acknowledgedAt)) return [];
    const what = `${actorOf(reset)} reset the policy of ${nameGroup(deviceGroup)} to Lookout's default`;
    const fix =
      `Lookout publishes no default risks, so these are unknown: ${unknown.join(", ")}. Enter them again in Lookout's console, and record ` +
      `the acknowledgement again with a later time.${inheritance(deviceGroup, "a classification")}`;
    return [{ ...findingOf(subject, "contradicts", reset, what, { acknowledgedAt, fix }), deviceGroup }];
  });
}

/** An event names no platform, so it contradicts only if no declared risk of its classification equals it. An event that
 *  names no device group is compared with all groups. */
function riskFindings(
  { acknowledgedAt }: RecordedSettings,
  declared: readonly DeclaredRisk[],
  known: KnownRisk,
): Finding[] {
  const { classification, deviceGroup, risk, inferredFrom } = known;
  const desired = declared
    .filter((one) => one.classification === classification && [undefined, one.deviceGroup].includes(deviceGroup))
    .map((one) => one.risk);
  if (desired.length === 0 || (risk !== null && desired.includes(risk))) return [];
  const where = [undefined, defaultDeviceGroup].includes(deviceGroup) ? "" : ` for ${nameGroup(String(deviceGroup))}`;
  const inferred =
    inferredFrom === undefined
      ? ""
      : `Lookout's event names it ${quoteName(inferredFrom)}, which is only inferred to be the same. `;
  const fix =
    `Declared: ${[...new Set(desired)].map(titleOf).join(" or ")}. Set it again in Lookout's console, or declare the new risk.` +
    `${inheritance(deviceGroup, classification)} ${inferred}${compareEffects(risk, desired)}`;
  const verdict = risk === null || inferredFrom !== undefined ? "review" : "contradicts";
  const what = `${actorOf(known)} set ${classification} to ${showRisk(known)}${where}`;
  return [
    {
      ...findingOf(subject, verdict, known, what, { acknowledgedAt, fix }),
      classification,
      ...(deviceGroup === undefined ? {} : { deviceGroup }),
    },
  ];
}

/** A device group that is not declared is not managed here, so a change of its policy contradicts nothing. */
function undeclaredGroupFindings(
  { acknowledgedSettings, acknowledgedAt }: RecordedSettings,
  memory: PolicyMemory,
): Finding[] {
  const declared = Object.keys((acknowledgedSettings as ThreatClassificationSettings).deviceGroups ?? {});
  const last = new Map<string, RememberedChange>();
  const changes = [
    ...Object.entries(memory.policyResets ?? {}),
    ...Object.values(memory.risks).map((risk) => [risk.deviceGroup ?? defaultDeviceGroup, risk] as const),
  ];
  for (const [deviceGroup, change] of changes) {
    if (deviceGroup === defaultDeviceGroup || declared.includes(deviceGroup)) continue;
    last.set(deviceGroup, later(last.get(deviceGroup), change));
  }
  return [...last].flatMap(([deviceGroup, change]) => {
    if (!isAfter(change.at, acknowledgedAt)) return [];
    const match = matchGroupName(deviceGroup, declared);
    const similar =
      match.kind === "similar"
        ? ` Its name differs from the declared ${quoteName(match.existing)}: ${describeGroupNameDifference(match.difference)}.`
        : "";
    const what = `${actorOf(change)} changed the policy of ${nameGroup(deviceGroup)}, which is not declared,`;
    const fix = `This contradicts no declared risk.${similar} Declare the group to manage its risks.`;
    return [{ ...findingOf(subject, "review", change, what, { acknowledgedAt, fix }), deviceGroup }];
  });
}

function unknownNameFindings({ acknowledgedAt }: RecordedSettings, { unknownPolicyChange }: PolicyMemory): Finding[] {
  if (unknownPolicyChange === undefined || !isAfter(unknownPolicyChange.at, acknowledgedAt)) return [];
  const names = (unknownPolicyChange.unknownNames ?? []).map(quoteName).join(", ");
  const what = `${actorOf(unknownPolicyChange)} changed Lookout's policies, and this release does not know the attributes ${names},`;
  const fix = "Compare the policies in Lookout's console with the runbook.";
  return [findingOf(subject, "review", unknownPolicyChange, what, { acknowledgedAt, fix })];
}

/** An open threat shows the risk of its device's group. That proves nothing, so the finding only asks somebody to
 *  check. */
export function threatFindings(
  recorded: RecordedSettings,
  { threats, observedAt }: { readonly threats: readonly ThreatObservation[] | null; readonly observedAt: string },
): Finding[] {
  const { acknowledgedAt } = recorded;
  if (threats === null || acknowledgedAt === null) return [];
  if (!showEnteredRisks(acknowledgedAt, observedAt)) return [];
  const declared = declaredIn(recorded);
  return threats.flatMap(({ classification, risk, shown, threatId, count }) => {
    const desired = declared.filter((one) => one.classification === classification).map((one) => one.risk);
    if (desired.length === 0 || (risk !== null && desired.includes(risk))) return [];
    const text =
      `Indirect sign: ${count} open ${count === 1 ? "threat" : "threats"} of ${classification} (such as ${threatId}) have the risk ${showRisk({ risk, shown })}; declared: ` +
      `${[...new Set(desired)].map(titleOf).join(" or ")}. A device group that is not declared here may define it: check its policy in Lookout's console. ${compareEffects(risk, desired)}`;
    return [{ subject, verdict: "review", text, eventId: null, at: null, classification }];
  });
}

function declaredIn({ acknowledgedSettings }: RecordedSettings): DeclaredRisk[] {
  return listDeclaredRisks(acknowledgedSettings as ThreatClassificationSettings);
}

function nameGroup(deviceGroup: string): string {
  return deviceGroup === defaultDeviceGroup
    ? `the ${defaultDeviceGroup}`
    : `Lookout's device group ${quoteName(deviceGroup)}`;
}

function inheritance(deviceGroup: string | undefined, what: string): string {
  return deviceGroup === defaultDeviceGroup
    ? ` Other device groups may inherit the change where they do not define ${what} themselves.`
    : "";
}

/** Compares how the actual risk and the declared risks affect compliance. */
function compareEffects(actual: Risk | null, declared: readonly Risk[]): string {
  const effects = [...new Set(declared)].map(describeComplianceEffect).join("; ");
  const effect = actual === null ? "an unknown level" : describeComplianceEffect(actual);
  return `In Intune, an open issue of this classification counts as ${effect}; declared: ${effects}.`;
}

/** A risk as the console shows it, or in Lookout's word if this release does not know it. */
function showRisk({ risk, shown }: Pick<RememberedRisk, "risk" | "shown">): string {
  return risk === null ? `"${String(shown)}", which this release does not know` : titleOf(risk);
}
