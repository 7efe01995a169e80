import {
  compliancePolicyDefaults,
  compliancePolicySchema,
  compliancePolicyTypes,
  fromScheduledActions,
  noncomplianceActionsKey,
  scheduledRuleName,
  toScheduledActions,
  type CompliancePolicySettings,
} from "./intune-compliance-policy.schema";
import { pathOfType } from "../../model/graph-type";
import { fromProperties, toProperties } from "../../model/managed-property";
import type { GraphCollection, GraphObject } from "../../clients/graph/graph-objects";
import { refuseDeviceGroups } from "../graph-object/device-groups";
import { assignmentAction, assignmentFromActual } from "../graph-object/assignments";
import { entriesWithout, writtenBy, type GraphObjectDefinition } from "../graph-object/graph-object.definition";

const expand = "assignments,scheduledActionsForRule($expand=scheduledActionConfigurations)";

export const compliancePolicyDefinition: GraphObjectDefinition<CompliancePolicySettings> = {
  type: "IntuneCompliancePolicy",
  schema: compliancePolicySchema,
  applyDefaults: (inputs) => ({ ...compliancePolicyDefaults, ...inputs }),
  // The policy's type encodes the platform, and Graph cannot change an object's type.
  fixed: ["platform"],
  collection: ({ platform }): GraphCollection => {
    const type = compliancePolicyTypes[platform];
    return {
      path: pathOfType(type),
      odataType: type.odataType,
      expand,
      what: "the compliance policy",
      area: "compliance",
    };
  },
  nameOf: ({ displayName }) => displayName,
  properties: (settings) => toProperties(compliancePolicySchema, settings),
  creation: ({ actionsForNoncompliance }) => ({
    // Intune refuses a policy without exactly one block action in the same request.
    scheduledActionsForRule: toScheduledActions(actionsForNoncompliance),
  }),
  actions: [
    {
      settings: ["actionsForNoncompliance"],
      desired: ({ actionsForNoncompliance }) => noncomplianceActionsKey(actionsForNoncompliance),
      actual: (object) => {
        const actions = fromScheduledActions(object.scheduledActionsForRule);
        return actions === undefined ? undefined : noncomplianceActionsKey(actions);
      },
      ...writtenBy(
        "scheduleActionsForRules",
        ({ actionsForNoncompliance }) => ({
          deviceComplianceScheduledActionForRules: toScheduledActions(actionsForNoncompliance),
        }),
        captureScheduledActions,
      ),
    },
    assignmentAction(),
  ],
  fromActual,
  markedProperty: "description",
  prepare: (graph, { includedGroupIds }) =>
    refuseDeviceGroups(graph, includedGroupIds, "the threat level that a partner reports requires user groups"),
  locationInConsole: "the Intune admin center under Devices > Compliance",
};

function captureScheduledActions({ scheduledActionsForRule }: GraphObject): object {
  const rules = entriesWithout(scheduledActionsForRule, [
    "id",
    "ruleName",
    "scheduledActionConfigurations@odata.context",
  ]);
  return {
    deviceComplianceScheduledActionForRules: rules.map((rule) => ({
      ...rule,
      ruleName: scheduledRuleName,
      scheduledActionConfigurations: entriesWithout(
        new Map(Object.entries(rule)).get("scheduledActionConfigurations"),
        ["id"],
      ),
    })),
  };
}

function fromActual(declared: CompliancePolicySettings, object: GraphObject): object {
  return {
    platform: declared.platform,
    ...fromProperties(compliancePolicySchema, declared, object),
    actionsForNoncompliance: fromScheduledActions(object.scheduledActionsForRule) ?? [],
    ...assignmentFromActual(object),
  };
}
