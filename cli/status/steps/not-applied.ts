import { people, type StepId } from "pulumi-lookout-intune/internal/model/integration/steps";
import type { DynamicType } from "pulumi-lookout-intune/internal/model/resource-types";
import { policiesIn } from "../../live/live-directory";
import { notInStack, resourcesOf, type StatusInputs } from "../inputs";
import { step, type Step } from "../step";

/** Resources that a section of the config creates. */
interface Part {
  readonly section: string;
  readonly types: readonly DynamicType[];
}

/** Steps whose state shows only in the stack's own resources. */
const parts: Partial<Readonly<Record<StepId, Part>>> = {
  "full-access-group": { section: "accessGroups", types: ["LookoutSupportHandoff"] },
  "support-handoff": { section: "accessGroups", types: ["LookoutSupportHandoff"] },
  consent: { section: "accessGroups", types: ["LookoutTenantConsent"] },
  rollout: { section: "enrollmentGroups", types: ["StagedRollout"] },
  "lookout-connector": { section: "connector", types: ["LookoutConnector"] },
  "enrollment-settings": { section: "enrollmentSettings", types: ["LookoutEnrollmentSettings"] },
  notifications: { section: "notificationPreferences", types: ["LookoutNotificationPreferences"] },
  "threat-classifications": { section: "threatClassifications", types: ["LookoutThreatClassifications"] },
  enrollment: { section: "enrollmentGroups", types: ["LookoutEvidence"] },
  app: { section: "lookoutForWork", types: ["IntuneStoreApp", "IntuneManagedGooglePlayApp"] },
  compliance: { section: "compliance", types: ["IntuneCompliancePolicy"] },
  "app-protection": { section: "appProtection", types: ["IntuneAppProtectionPolicy"] },
};

/** Evaluates a declared step that no update has applied yet, because none ran or the last one failed. Undefined for every other
 *  step. */
export function evaluateNotApplied(inputs: StatusInputs, id: StepId): Step | undefined {
  const section = missingSection(inputs, id);
  if (section === undefined) return undefined;
  const text = `The stack's config declares lookout-intune:${section}, but no update has applied it yet`;
  return step(id).waiting(people.integration, "Run pulumi up.", notInStack(inputs, text));
}

function missingSection(inputs: StatusInputs, id: StepId): string | undefined {
  const { declared, stack } = inputs;
  if (id === "further-access-groups") return missingGroup(inputs);
  if (id === "conditional-access") {
    return declared.conditionalAccess !== undefined && policiesIn(stack.resources).length === 0
      ? "conditionalAccess"
      : undefined;
  }
  const part = parts[id];
  return part !== undefined && declared[part.section] !== undefined && resourcesOf(inputs, ...part.types).length === 0
    ? part.section
    : undefined;
}

function missingGroup(inputs: StatusInputs): string | undefined {
  const { accessGroups } = inputs.declared;
  if (accessGroups === null || typeof accessGroups !== "object") return undefined;
  const role = ["restricted", "readOnly"].find((name) => name in accessGroups);
  return role !== undefined && resourcesOf(inputs, "LookoutSupportHandoff").length === 0
    ? `accessGroups.${role}`
    : undefined;
}
