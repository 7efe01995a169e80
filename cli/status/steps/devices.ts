import {
  describeDeviceCounts,
  type DeviceObservation,
} from "pulumi-lookout-intune/internal/console/evidence/observations";
import { people } from "pulumi-lookout-intune/internal/model/integration/steps";
import type { EvidenceSource } from "pulumi-lookout-intune/internal/resources/lookout-evidence/lookout-evidence.collect";
import { notInStack, outputsOf, resourcesOf, observedNow, textOf, lookupFailureOf, type StatusInputs } from "../inputs";
import { step, type Step } from "../step";

/** Step 12: whose devices are enrolled. Only Lookout knows, and tells it to who has an application key. */
export function evaluateDevices(facts: StatusInputs): Step {
  const enrollment = step("enrollment");
  const [evidence] = resourcesOf(facts, "LookoutEvidence");
  if (evidence === undefined) {
    return enrollment.unknown(
      "Declare LookoutEvidence, and set lookout:applicationKey.",
      notInStack(facts, "The stack does not look at Lookout's devices."),
    );
  }
  const { devices, evidenceSources } = outputsOf(evidence);
  const failed = ((evidenceSources ?? []) as EvidenceSource[]).find(
    ({ source, observed }) => source === "Lookout's devices" && !observed,
  );
  const reason = lookupFailureOf(evidence) ?? failed?.note;
  if (reason !== undefined || devices === null || devices === undefined) {
    return enrollment.unknown(
      "With an application key (lookout:applicationKey) this tells how many devices are pending, active and disconnected.",
      observedNow(facts, "Lookout", textOf(reason) ?? "Lookout's devices could not be read"),
    );
  }
  const { pending, active, disconnected, unclear = 0 } = devices as DeviceObservation;
  const counts = observedNow(facts, "Lookout", describeDeviceCounts({ pending, active, disconnected, unclear }));
  if (pending + active + disconnected + unclear === 0) {
    return enrollment.waiting(
      people.groupOwners,
      "Put test users with a managed phone into the pilot's group.",
      counts,
    );
  }
  if (pending + disconnected > 0) {
    const toDo =
      "The owners open Lookout for Work; lookout-intune enrollment lists their devices, docs/first-start.md says what they see.";
    return enrollment.waiting(people.deviceOwners, toDo, counts);
  }
  if (unclear > 0) return enrollment.unknown("Look at these devices in Lookout's console.", counts);
  return enrollment.done(counts);
}
