import {
  describeDeviceCounts,
  type DeviceObservation,
} from "pulumi-lookout-intune/internal/console/evidence/observations";
import { people } from "pulumi-lookout-intune/internal/model/integration/steps";
import type { EvidenceSource } from "pulumi-lookout-intune/internal/resources/lookout-evidence/lookout-evidence.collect";
import { notInStack, outputsOf, resourcesOf, observedNow, textOf, lookupFailureOf, type StatusInputs } from "../inputs";
import { step, type Step } from "../step";

/** Step 12: enrolled devices. Only Lookout knows them, and requires an application key. */
export function evaluateDevices(inputs: StatusInputs): Step {
  const enrollment = step("enrollment");
  const [evidence] = resourcesOf(inputs, "LookoutEvidence");
  if (evidence === undefined) {
    return enrollment.unknown(
      "Declare LookoutEvidence, and set lookout:applicationKey.",
      notInStack(inputs, "The stack does not read Lookout's devices."),
    );
  }
  const { devices, evidenceSources } = outputsOf(evidence);
  const failed = ((evidenceSources ?? []) as EvidenceSource[]).find(
    ({ source, observed }) => source === "Lookout's devices" && !observed,
  );
  const reason = lookupFailureOf(evidence) ?? failed?.note;
  if (reason !== undefined || devices === null || devices === undefined) {
    return enrollment.unknown(
      "Set an application key (lookout:applicationKey) to see how many devices are pending, active and disconnected.",
      observedNow(inputs, "Lookout", textOf(reason) ?? "Lookout's devices could not be read"),
    );
  }
  const { pending, active, disconnected, unclear = 0 } = devices as DeviceObservation;
  const counts = observedNow(inputs, "Lookout", describeDeviceCounts({ pending, active, disconnected, unclear }));
  if (pending + active + disconnected + unclear === 0) {
    return enrollment.waiting(people.groupOwners, "Add test users with a managed phone to the pilot's group.", counts);
  }
  if (pending + disconnected > 0) {
    const toDo =
      "The owners open Lookout for Work; lookout-intune enrollment lists their devices, docs/first-start.md shows what they see.";
    return enrollment.waiting(people.deviceOwners, toDo, counts);
  }
  if (unclear > 0) return enrollment.unknown("Check these devices in Lookout's console.", counts);
  return enrollment.done(counts);
}
