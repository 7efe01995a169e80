import type { Finding } from "pulumi-lookout-intune/internal/console/evidence/finding";
import type { ConsoleField, ConsoleForm } from "pulumi-lookout-intune/internal/console/runbook/console-form";
import type { Acknowledgement } from "pulumi-lookout-intune/internal/model/acknowledgement";
import { ConfigurationMode, ConsoleStatus } from "pulumi-lookout-intune/internal/model/configuration-mode";
import { citeLink } from "pulumi-lookout-intune/internal/model/guide-links";
import type { EvidenceSubject } from "pulumi-lookout-intune/internal/model/integration/actions";
import { consoleOrder } from "pulumi-lookout-intune/internal/model/integration/order";
import {
  consoleFieldsOf,
  consoleSettings,
  consoleSettingsTypeOf,
  type ConsoleSettingsType,
} from "pulumi-lookout-intune/internal/resources/lookout-settings/console-settings";
import type { EvidenceSource } from "pulumi-lookout-intune/internal/resources/lookout-evidence/lookout-evidence.collect";
import { touchesSecret } from "../stack/secrets";
import { lookupValue } from "../live/lookup-result";
import type { LiveResource } from "../live/live-resources";
import { outputsOf, resourcesOf, textOf, type StatusInputs } from "../status/inputs";
import type { BlindSpot, DeclaredSetting, ReportFinding, SettingRecord, SettingStatus } from "./data";

const titles = {
  connector: "Lookout's Intune connector",
  enrollmentSettings: "Enrollment settings",
  notificationPreferences: "Email notifications",
  threatClassifications: "Threat classifications",
} as const satisfies Record<EvidenceSubject, string>;

/** Lookout's settings that the stack declares, each with its record. */
export function settingRecords(inputs: StatusInputs): SettingRecord[] {
  const statuses = evidenceOf(inputs).statuses ?? {};
  return consoleOrder.flatMap((subject) => {
    const type = consoleSettingsTypeOf[subject];
    return resourcesOf(inputs, type).map((settings) => ({
      title: titles[subject],
      status: statusOf(settings, statuses[subject]),
      ...declaredIn(type, settings),
      reference: referenceOf(type),
      revision: textOf(outputsOf(settings).revision) ?? null,
      recorded: (settings.stored.inputs.acknowledgement as Acknowledgement | undefined) ?? null,
    }));
  });
}

/** Hides settings if any part is secret, because a report has many readers. */
function declaredIn(
  type: ConsoleSettingsType,
  { stored: { inputs, secrets } }: LiveResource,
): Pick<SettingRecord, "declared" | "addresses"> {
  const hidden = Object.keys(inputs).some((name) => touchesSecret(secrets.inputs, [name]));
  const fields = hidden ? undefined : consoleFieldsOf(type, inputs);
  return {
    declared: fields?.map(settingOf) ?? null,
    addresses: [...new Set((fields ?? []).flatMap(({ addresses = [] }) => addresses))],
  };
}

/** Title and address of the page that explains the settings, as text, because the report contains no links. */
function referenceOf(type: ConsoleSettingsType): string | null {
  const { reference }: ConsoleForm<never> = consoleSettings[type].form;
  return reference === undefined ? null : `${reference.title}, ${citeLink(reference)}`;
}

function settingOf({ tab, label, value }: ConsoleField): DeclaredSetting {
  return { part: tab ?? null, label, values: typeof value === "string" ? [value] : value };
}

function statusOf(settings: LiveResource, withEvidence: unknown): SettingStatus {
  if (settings.stored.inputs.mode === ConfigurationMode.Gateway) return gatewayStatus(settings);
  const status = withEvidence ?? outputsOf(settings).consoleStatus;
  return Object.values<unknown>(ConsoleStatus).includes(status) ? (status as ConsoleStatus) : "unknown";
}

function gatewayStatus({ actual }: LiveResource): SettingStatus {
  if ("failure" in actual) return "unknown";
  return lookupValue(actual)?.differences.length === 0 ? "by gateway" : "contradicted";
}

/** Findings of evidence about the records. */
export function reportFindings(inputs: StatusInputs): ReportFinding[] {
  return (evidenceOf(inputs).findings ?? []).map(({ verdict, text }) => ({ verdict, text }));
}

/** Evidence sources and resources that could not be read. */
export function evidenceBlindSpots(inputs: StatusInputs): BlindSpot[] {
  const [evidence] = resourcesOf(inputs, "LookoutEvidence");
  const missed = (evidenceOf(inputs).evidenceSources ?? []).filter(({ observed }) => !observed);
  const unseen = new Map<string, string[]>();
  for (const { type, stored, actual } of inputs.resources) {
    if ("failure" in actual)
      unseen.set(actual.failure, [...(unseen.get(actual.failure) ?? []), `${type} ${stored.name}`]);
  }
  return [
    ...(evidence === undefined
      ? [
          {
            what: "Evidence",
            why: "The stack declares no LookoutEvidence, so the records were not compared with evidence.",
          },
        ]
      : []),
    ...missed.map(({ source, note }) => ({ what: source, why: note })),
    ...[...unseen].map(([why, resources]) => ({ what: resources.join(", "), why })),
  ];
}

interface EvidenceOutputs {
  readonly statuses?: Partial<Record<EvidenceSubject, unknown>>;
  readonly findings?: readonly Finding[];
  readonly evidenceSources?: readonly EvidenceSource[];
}

function evidenceOf(inputs: StatusInputs): EvidenceOutputs {
  const [evidence] = resourcesOf(inputs, "LookoutEvidence");
  return evidence === undefined ? {} : outputsOf(evidence);
}
