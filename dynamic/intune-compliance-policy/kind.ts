import {
  compliancePolicyDefaults,
  compliancePolicySchema,
  compliancePolicyTypes,
  fromScheduledActions,
  noncomplianceActionsKey,
  toCompliancePolicyBody,
  toScheduledActions,
  type CompliancePolicySettings,
} from "../../domain";
import type { GraphCollection, GraphObject } from "../../services/graph/objects";
import { refuseDeviceGroups } from "../graph-object/device-groups";
import { assignmentPart, assignmentSettingsIn } from "../graph-object/assignments";
import { byAction, type GraphObjectKind } from "../graph-object/kind";

const expand = "assignments,scheduledActionsForRule($expand=scheduledActionConfigurations)";

export const compliancePolicyKind: GraphObjectKind<CompliancePolicySettings> = {
  type: "IntuneCompliancePolicy",
  schema: compliancePolicySchema,
  withDefaults: (inputs) => ({ ...compliancePolicyDefaults, ...inputs }),
  // The type of a policy is the platform, and Graph changes no object's type.
  fixed: ["platform"],
  collection: ({ platform }): GraphCollection => {
    const { odataType, version } = compliancePolicyTypes[platform];
    return {
      path: `/${version}/deviceManagement/deviceCompliancePolicies`,
      odataType,
      expand,
      what: "the compliance policy",
      area: "compliance",
    };
  },
  nameOf: ({ displayName }) => displayName,
  properties: (settings) => ({ ...toCompliancePolicyBody(settings) }),
  creation: ({ actionsForNoncompliance }) => ({
    // Without exactly one block action in the same request Intune refuses the policy.
    scheduledActionsForRule: toScheduledActions(actionsForNoncompliance),
  }),
  parts: [
    {
      settings: ["actionsForNoncompliance"],
      wanted: ({ actionsForNoncompliance }) => noncomplianceActionsKey(actionsForNoncompliance),
      seen: (object) => {
        const seen = fromScheduledActions(object.scheduledActionsForRule);
        return seen === undefined ? undefined : noncomplianceActionsKey(seen);
      },
      write: byAction("scheduleActionsForRules", ({ actionsForNoncompliance }) => ({
        deviceComplianceScheduledActionForRules: toScheduledActions(actionsForNoncompliance),
      })),
    },
    assignmentPart(),
  ],
  settingsIn,
  prepare: (graph, { includedGroupIds }) =>
    refuseDeviceGroups(
      graph,
      includedGroupIds,
      "the threat level that a partner reports works for groups of users only",
    ),
  whereInConsole: "the Intune admin center under Devices > Compliance",
};

function settingsIn(declared: CompliancePolicySettings, object: GraphObject): object {
  return {
    platform: declared.platform,
    displayName: object.displayName,
    ...(declared.description === undefined ? {} : { description: object.description ?? "" }),
    // Switched off, the level says nothing, so it must not look as if it held.
    maximumThreatLevel:
      object.deviceThreatProtectionEnabled === true ? object.deviceThreatProtectionRequiredSecurityLevel : "off",
    actionsForNoncompliance: fromScheduledActions(object.scheduledActionsForRule) ?? [],
    ...assignmentSettingsIn(object),
  };
}
