import type { Finding } from "pulumi-lookout-intune/internal/console/evidence/finding";
import { ConfigurationMode, ConsoleStatus } from "pulumi-lookout-intune/internal/model/configuration-mode";
import type { EvidenceSubject } from "pulumi-lookout-intune/internal/model/integration/actions";
import { people } from "pulumi-lookout-intune/internal/model/integration/steps";
import type { DynamicType } from "pulumi-lookout-intune/internal/model/resource-types";
import type { LiveResource } from "../../live/live-resources";
import { describeDifferences } from "../../live/describe-differences";
import { lookupValue } from "../../live/lookup-result";
import {
  outputsOf,
  recordIn,
  remembered,
  resourcesOf,
  observedNow,
  textOf,
  lookupFailureOf,
  type StatusInputs,
} from "../inputs";
import { step, type Conclusions, type Evidence, type Step } from "../step";

/** Step 7: Lookout's connector. */
export function evaluateLookoutConnector(inputs: StatusInputs): Step {
  return evaluate(inputs, step("lookout-connector"), "LookoutConnector", "connector");
}

/** Step 9: enrollment settings. */
export function evaluateEnrollmentSettings(inputs: StatusInputs): Step {
  const conclusions = step("enrollment-settings");
  return evaluate(inputs, conclusions, "LookoutEnrollmentSettings", "enrollmentSettings");
}

/** Step 10: email notifications. */
export function evaluateNotifications(inputs: StatusInputs): Step {
  const conclusions = step("notifications");
  return evaluate(inputs, conclusions, "LookoutNotificationPreferences", "notificationPreferences");
}

/** Step 11: threat classifications. */
export function evaluateClassifications(inputs: StatusInputs): Step {
  const conclusions = step("threat-classifications");
  return evaluate(inputs, conclusions, "LookoutThreatClassifications", "threatClassifications");
}

function evaluate(inputs: StatusInputs, conclusions: Conclusions, type: DynamicType, subject: EvidenceSubject): Step {
  const [settings] = resourcesOf(inputs, type);
  if (settings === undefined) return conclusions.notDeclared(`Declare lookout-intune:${subject} to manage it.`);
  const findings = findingsAbout(inputs, subject);
  const notWorking = findings.filter(({ verdict }) => verdict === "fails");
  const others = findings.filter(({ verdict }) => verdict !== "fails");
  const evaluated =
    settings.stored.inputs.mode === ConfigurationMode.Gateway
      ? evaluateGateway(inputs, conclusions, settings)
      : evaluateConsole(inputs, conclusions, settings, subject, others);
  if (notWorking.length === 0) return evaluated;
  const evidence = notWorking.map(({ text }) => observedNow(inputs, "Microsoft Graph", text));
  return conclusions.failing(
    "Make sure that Lookout finds the enrollment groups again, see the finding above.",
    ...evidence,
    ...evaluated.evidence,
  );
}

function findingsAbout(inputs: StatusInputs, subject: EvidenceSubject): Finding[] {
  const [evidence] = resourcesOf(inputs, "LookoutEvidence");
  const findings = evidence === undefined ? [] : ((outputsOf(evidence).findings ?? []) as Finding[]);
  return findings.filter((finding) => finding.subject === subject);
}

function evaluateGateway(inputs: StatusInputs, conclusions: Conclusions, settings: LiveResource): Step {
  const reason = lookupFailureOf(settings);
  const earlier = remembered(settings, "The gateway had accepted these settings when the stack was last updated");
  if (reason !== undefined)
    return conclusions.unknown("Fix the connection to the gateway.", observedNow(inputs, "Lookout", reason), earlier);
  const actual = lookupValue(settings.actual);
  const now = (text: string) => observedNow(inputs, "Lookout", text);
  if (actual === undefined) {
    return conclusions.failing("Run pulumi refresh, then pulumi up.", now("The gateway no longer has these settings"));
  }
  if (actual.differences.length > 0) {
    return conclusions.failing(
      "Run pulumi up to restore it, or declare the actual settings.",
      ...describeDifferences(actual.differences).map(now),
    );
  }
  return conclusions.done(now("The gateway has the declared settings"));
}

/** The console cannot be read: a person's record states that the settings were entered, and evidence can contradict it. */
function evaluateConsole(
  inputs: StatusInputs,
  conclusions: Conclusions,
  settings: LiveResource,
  subject: EvidenceSubject,
  findings: readonly Finding[],
): Step {
  const { consoleStatus, revision, pendingSince } = outputsOf(settings);
  const since = textOf(pendingSince);
  const evidence = findings.map(({ text, at }): Evidence => ({ text, from: "Lookout", at: at ?? inputs.observedAt }));
  const record = recordIn(settings.stored.inputs.acknowledgement, "entered in Lookout's console");
  const records = record === undefined ? [] : [record];
  if (consoleStatus === ConsoleStatus.AwaitingConsole) {
    return conclusions.waiting(
      people.lookoutConsole,
      `Enter the settings that "lookout-intune runbook" prints, then record it as lookout:acknowledged.${subject}.`,
      ...records,
      remembered(
        settings,
        `Revision ${String(revision)} is not recorded as entered` +
          (since === undefined ? "" : `, pending since ${since}`),
      ),
      ...evidence,
    );
  }
  if (findings.some(({ verdict }) => verdict === "contradicts")) {
    return conclusions.failing(
      'Enter again the settings that "lookout-intune runbook" prints, or declare the actual settings.',
      ...records,
      ...evidence,
    );
  }
  return conclusions.done(
    ...(record === undefined
      ? [remembered(settings, `Revision ${String(revision)} was recorded as entered`)]
      : records),
    ...evidence,
  );
}
