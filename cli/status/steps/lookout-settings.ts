import type { Finding } from "pulumi-lookout-intune/internal/console/evidence/evaluate";
import { ConfigurationMode, ConsoleStatus } from "pulumi-lookout-intune/internal/model/configuration-mode";
import type { EvidenceSubject } from "pulumi-lookout-intune/internal/model/integration/actions";
import { people } from "pulumi-lookout-intune/internal/model/integration/steps";
import type { DynamicType } from "pulumi-lookout-intune/internal/model/resource-types";
import type { LiveResource } from "../../live/resources";
import { describeDifferences } from "../../live/describe-differences";
import { lookedUp } from "../../live/lookup-result";
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

/** Step 7. */
export function evaluateLookoutConnector(facts: StatusInputs): Step {
  return evaluate(facts, step("lookout-connector"), "LookoutConnector", "connector");
}

/** Step 9. */
export function evaluateEnrollmentSettings(facts: StatusInputs): Step {
  const conclusions = step("enrollment-settings");
  return evaluate(facts, conclusions, "LookoutEnrollmentSettings", "enrollmentSettings");
}

/** Step 10. */
export function evaluateNotifications(facts: StatusInputs): Step {
  const conclusions = step("notifications");
  return evaluate(facts, conclusions, "LookoutNotificationPreferences", "notificationPreferences");
}

/** Step 11. */
export function evaluateClassifications(facts: StatusInputs): Step {
  const conclusions = step("threat-classifications");
  return evaluate(facts, conclusions, "LookoutThreatClassifications", "threatClassifications");
}

function evaluate(facts: StatusInputs, conclusions: Conclusions, type: DynamicType, subject: EvidenceSubject): Step {
  const [settings] = resourcesOf(facts, type);
  if (settings === undefined)
    return conclusions.notDeclared(`Declare lookout-intune:${subject} to have it looked after.`);
  const findings = findingsAbout(facts, subject);
  const notWorking = findings.filter(({ verdict }) => verdict === "fails");
  const others = findings.filter(({ verdict }) => verdict !== "fails");
  const evaluated =
    settings.stored.inputs.mode === ConfigurationMode.Gateway
      ? evaluateGateway(facts, conclusions, settings)
      : evaluateConsole(facts, conclusions, settings, subject, others);
  if (notWorking.length === 0) return evaluated;
  const told = notWorking.map(({ text }) => observedNow(facts, "Microsoft Graph", text));
  return conclusions.failing(
    "See that Lookout finds the enrollment groups again, as told above.",
    ...told,
    ...evaluated.evidence,
  );
}

function findingsAbout(facts: StatusInputs, subject: EvidenceSubject): Finding[] {
  const [evidence] = resourcesOf(facts, "LookoutEvidence");
  const findings = evidence === undefined ? [] : ((outputsOf(evidence).findings ?? []) as Finding[]);
  return findings.filter((finding) => finding.subject === subject);
}

function evaluateGateway(facts: StatusInputs, conclusions: Conclusions, settings: LiveResource): Step {
  const reason = lookupFailureOf(settings);
  const earlier = remembered(settings, "The gateway had taken these settings when the stack was last updated");
  if (reason !== undefined)
    return conclusions.unknown("Make the gateway answer.", observedNow(facts, "Lookout", reason), earlier);
  const reality = lookedUp(settings.reality);
  const now = (text: string) => observedNow(facts, "Lookout", text);
  if (reality === undefined) {
    return conclusions.failing("Run pulumi refresh, then pulumi up.", now("The gateway no longer has these settings"));
  }
  if (reality.differences.length > 0) {
    return conclusions.failing(
      "Run pulumi up to put it back, or declare what should hold.",
      ...describeDifferences(reality.differences).map(now),
    );
  }
  return conclusions.done(now("The gateway holds what is declared"));
}

/** What a person enters cannot be read: a record says that it was entered, and evidence may speak against it. */
function evaluateConsole(
  facts: StatusInputs,
  conclusions: Conclusions,
  settings: LiveResource,
  subject: EvidenceSubject,
  findings: readonly Finding[],
): Step {
  const { consoleStatus, revision, pendingSince } = outputsOf(settings);
  const since = textOf(pendingSince);
  const told = findings.map(({ text, at }): Evidence => ({ text, from: "Lookout", at: at ?? facts.observedAt }));
  const record = recordIn(settings.stored.inputs.acknowledgement, "entered in Lookout's console");
  const records = record === undefined ? [] : [record];
  if (consoleStatus === ConsoleStatus.AwaitingConsole) {
    return conclusions.waiting(
      people.lookoutConsole,
      `Enter what "lookout-intune runbook" prints, then record it as lookout:acknowledged.${subject}.`,
      ...records,
      remembered(
        settings,
        `Nobody recorded that revision ${String(revision)} was entered` +
          (since === undefined ? "" : `, which waits since ${since}`),
      ),
      ...told,
    );
  }
  if (findings.some(({ verdict }) => verdict === "contradicts")) {
    return conclusions.failing(
      'Enter again what "lookout-intune runbook" prints, or declare what holds now.',
      ...records,
      ...told,
    );
  }
  return conclusions.done(
    ...(record === undefined
      ? [remembered(settings, `Revision ${String(revision)} was recorded as entered`)]
      : records),
    ...told,
  );
}
