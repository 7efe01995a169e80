import { findEvidence, statusesWith } from "../../console/evidence/evaluate-evidence";
import type { Finding } from "../../console/evidence/finding";
import { emptyMemory, type EvidenceMemory } from "../../console/evidence/evidence-memory";
import { listObservedResponses, listObservedRisks } from "../../console/evidence/observed-risks";
import { listOtherChanges, type ReportedChange } from "../../console/evidence/other-changes";
import type { EvidenceSubject } from "../../model/integration/actions";
import { canonicalJson } from "../../model/revision";
import { repairTasks } from "./repair";
import { createGraphService, createLookoutApiService } from "../provider/provider-configuration";
import type { ResourceProvider, State } from "../provider/provider";
import { withTenant } from "../provider/tenant";
import { log } from "../provider/diagnostics";
import { asState, withoutProvider } from "../provider/state";
import { findFailures } from "../provider/unknown-values";
import { evidenceInputSchema, groupsOf, memoryOf, subjectsOf } from "./lookout-evidence.inputs";
import { collectEvidence, type EvidenceSource } from "./lookout-evidence.collect";

const resourceId = "lookout-evidence";

/** Creates the provider that collects evidence about settings that a person entered in Lookout's console. Read-only.
 *  A source that cannot be read is reported as not observed, and earlier observations are kept. */
export function createLookoutEvidenceProvider(): ResourceProvider {
  const lookout = createLookoutApiService();
  const graph = createGraphService();

  async function outputsOf(inputs: State, memory: EvidenceMemory, earlier: Earlier): Promise<State> {
    const subjects = subjectsOf(inputs);
    const where = { intuneConnectorId: String(inputs.intuneConnectorId), enrollmentGroups: groupsOf(inputs) };
    const observation = await collectEvidence(lookout, graph, where, memory);
    const findings = findEvidence(subjects, observation.memory, observation);
    const otherChanges = listOtherChanges(observation.memory);
    report(findings, earlier.findings);
    reportOtherChanges(otherChanges, earlier.otherChanges);
    warnOfUnreadSources(observation.evidenceSources);
    return {
      ...inputs,
      ...asState({
        statuses: statusesWith(subjects, findings),
        findings,
        consoleTasks: repairTasks(subjects, findings, observation.memory),
        observedRisks: listObservedRisks(
          observation.memory,
          observation,
          subjects.threatClassifications?.acknowledgedAt ?? null,
        ),
        observedResponses: listObservedResponses(observation.memory),
        otherChanges,
        evidenceSources: observation.evidenceSources,
        devices: observation.devices,
        intune: observation.intune,
        memory: observation.memory,
        observedAt: observation.observedAt,
      }),
    };
  }

  const provider: ResourceProvider = {
    configure({ config }) {
      lookout.configure(config);
      graph.configure(config);
      return Promise.resolve();
    },

    check(_olds, news) {
      const inputs = withoutProvider(news);
      return Promise.resolve({ inputs, failures: findFailures(evidenceInputSchema, inputs) });
    },

    // Compares only declared and recorded settings: evidence never causes an update.
    diff(_id, olds, news) {
      return Promise.resolve({ changes: comparable(olds) !== comparable(news) });
    },

    async create(inputs) {
      return { id: resourceId, outs: await outputsOf(inputs, emptyMemory, nothingEarlier) };
    },

    async read(id, props) {
      return { id, props: await outputsOf(inputsOf(props), memoryOf(props) ?? emptyMemory, earlierOf(props)) };
    },

    async update(_id, olds, news) {
      return { outs: await outputsOf(news, memoryOf(olds) ?? emptyMemory, earlierOf(olds)) };
    },

    delete: () => Promise.resolve(),

    describeRemoval: () => ({ action: "none", effect: "what was observed leaves the state, and nothing is sent" }),
  };
  return withTenant("LookoutEvidence", provider, graph);
}

/** What an earlier read reported. */
interface Earlier {
  readonly findings: readonly Finding[];
  readonly otherChanges: readonly ReportedChange[];
}

const nothingEarlier: Earlier = { findings: [], otherChanges: [] };

/** Logs new findings, because the engine does not print outputs that a refresh changes. */
function report(findings: readonly Finding[], earlier: readonly Finding[]): void {
  const known = new Set(earlier.map(({ text }) => text));
  for (const { subject, verdict, text } of findings.filter((finding) => !known.has(finding.text))) {
    log(
      `LookoutEvidence: ${titles[verdict](subject)}. ${text} The stack's outputs show this after the next "pulumi up".`,
    );
  }
}

function reportOtherChanges(changes: readonly ReportedChange[], earlier: readonly ReportedChange[]): void {
  const known = new Set(earlier.map(({ eventId }) => eventId));
  for (const { text } of changes.filter(({ eventId }) => !known.has(eventId))) log(`LookoutEvidence: ${text}`);
}

const titles: Readonly<Record<Finding["verdict"], (subject: EvidenceSubject) => string>> = {
  contradicts: (subject) => `the acknowledgement of ${subject} is contradicted`,
  fails: () => "the integration does not work",
  review: (subject) => `review ${subject}`,
};

/** Several sources can fail for the same reason, such as a missing key. */
function warnOfUnreadSources(sources: readonly EvidenceSource[]): void {
  const unseen = sources.filter(({ observed }) => !observed);
  for (const note of new Set(unseen.map((one) => one.note))) {
    const sources = unseen.filter((one) => one.note === note).map(({ source }) => source);
    log(`LookoutEvidence: could not read ${sources.join(" and ")}. ${note}`);
  }
}

function inputsOf(props: State): State {
  return Object.fromEntries(
    Object.entries(props).filter(([key]) =>
      ["subjects", "intuneConnectorId", "enrollmentGroups", "__provider"].includes(key),
    ),
  );
}

/** State of older releases has no other changes. */
function earlierOf({ findings, otherChanges }: State): Earlier {
  return {
    findings: Array.isArray(findings) ? (findings as Finding[]) : [],
    otherChanges: Array.isArray(otherChanges) ? (otherChanges as ReportedChange[]) : [],
  };
}

function comparable(state: State): string {
  const { intuneConnectorId, enrollmentGroups } = state;
  return canonicalJson({ subjects: subjectsOf(state), intuneConnectorId, enrollmentGroups });
}
