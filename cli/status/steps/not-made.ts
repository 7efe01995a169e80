import { people, type StepId } from "pulumi-lookout-intune/internal/model/integration/steps";
import type { DynamicType } from "pulumi-lookout-intune/internal/model/resource-types";
import { policiesIn } from "../../live/directory";
import { notInStack, resourcesOf, type StatusInputs } from "../inputs";
import { step, type Step } from "../step";

/** What a stack has once a part of its config was brought about. */
interface Part {
  readonly section: string;
  readonly types: readonly DynamicType[];
}

/** Parts of the steps that nothing but the stack's own resources tells about. */
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

/** A step that the stack's config declares and no update has come to yet: one that failed, or none at all. Undefined for every
 *  other step. */
export function evaluateNotMade(facts: StatusInputs, id: StepId): Step | undefined {
  const section = missingSection(facts, id);
  if (section === undefined) return undefined;
  const text = `The stack's config declares lookout-intune:${section}, and no update has come to it yet`;
  return step(id).waiting(people.integration, "Run pulumi up.", notInStack(facts, text));
}

function missingSection(facts: StatusInputs, id: StepId): string | undefined {
  const { declared, stack } = facts;
  if (id === "further-access-groups") return missingGroup(facts);
  if (id === "conditional-access") {
    return declared.conditionalAccess !== undefined && policiesIn(stack.resources).length === 0
      ? "conditionalAccess"
      : undefined;
  }
  const part = parts[id];
  return part !== undefined && declared[part.section] !== undefined && resourcesOf(facts, ...part.types).length === 0
    ? part.section
    : undefined;
}

function missingGroup(facts: StatusInputs): string | undefined {
  const { accessGroups } = facts.declared;
  if (accessGroups === null || typeof accessGroups !== "object") return undefined;
  const role = ["restricted", "readOnly"].find((name) => name in accessGroups);
  return role !== undefined && resourcesOf(facts, "LookoutSupportHandoff").length === 0
    ? `accessGroups.${role}`
    : undefined;
}
