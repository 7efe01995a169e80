import { randomUUID } from "node:crypto";
import type { GraphApi, IdParams } from "../graph-api";
import { readBody, type Body } from "../body";
import { badRequest } from "../graph-error-body";
import { permissions, requireIntunePermission } from "../route-permissions";
import { parameterOf, policyAssignmentId, registerAssignments } from "./assignments.routes";
import { existing, putPart, registerIntuneCollection, type IntuneCollection } from "./intune-collection";
import type { EntityStore, IntuneEntity } from "./entity-store";

/** Only beta has the type for fully managed Android. Source: https://learn.microsoft.com/graph/api/resources/intune-deviceconfig-devicecompliancepolicy */
const types = {
  "v1.0": ["iosCompliancePolicy", "androidWorkProfileCompliancePolicy", "androidCompliancePolicy"],
  beta: [
    "iosCompliancePolicy",
    "androidWorkProfileCompliancePolicy",
    "androidDeviceOwnerCompliancePolicy",
    "androidCompliancePolicy",
  ],
} as const;

/** Sources: https://learn.microsoft.com/graph/api/intune-deviceconfig-devicecompliancepolicy-create and the threads named below. */
export function registerCompliancePolicies(api: GraphApi, store: EntityStore): void {
  const collection: IntuneCollection = {
    path: "/deviceManagement/deviceCompliancePolicies",
    baseType: "microsoft.graph.deviceCompliancePolicy",
    types: types[api.version].map((name) => `#microsoft.graph.${name}`),
    showsType: true,
    store,
    read: permissions.readIntuneConfiguration,
    write: permissions.writeIntuneConfiguration,
    newId: randomUUID,
    initial: () => ({
      roleScopeTagIds: ["0"],
      deviceThreatProtectionEnabled: false,
      deviceThreatProtectionRequiredSecurityLevel: "unavailable",
    }),
    onCreate: ({ scheduledActionsForRule }) => ({ scheduledActionsForRule: keepActions(scheduledActionsForRule) }),
    parts: ["assignments", "scheduledActionsForRule"],
  };
  registerIntuneCollection(api, collection);
  registerAssignments(api, collection, {
    parameter: "assignments",
    type: "microsoft.graph.deviceCompliancePolicyAssignment",
    answer: "assignments",
    idOf: policyAssignmentId,
  });

  api.app.post<IdParams>(`${collection.path}/:id/scheduleActionsForRules`, async (request, reply) => {
    requireIntunePermission(request, collection.write);
    const entity = existing(api, collection, request);
    const rules = parameterOf(request.body, "deviceComplianceScheduledActionForRules").map((rule) =>
      readBody(api.version, "microsoft.graph.deviceComplianceScheduledActionForRule", rule),
    );
    putPart(collection, entity, "scheduledActionsForRule", keepActions(rules));
    return reply.status(204).send();
  });
}

/** As the service stores them: with its own ids, and without the rule's name, which reads as null.
 *  Sources: https://github.com/microsoftgraph/microsoft-graph-docs/issues/7746,
 *  https://github.com/deploymenttheory/terraform-provider-microsoft365/issues/3974 */
function keepActions(given: unknown): IntuneEntity["parts"][string] {
  const rules = Array.isArray(given) ? (given as readonly Body[]) : [];
  const actionsOf = ({ scheduledActionConfigurations: actions }: Body) =>
    Array.isArray(actions) ? (actions as readonly Body[]) : [];
  const blocks = rules.flatMap(actionsOf).filter(({ actionType }) => actionType === "block");
  if (blocks.length !== 1) {
    throw badRequest("Compliance policy should have one and only one block scheduled action.");
  }
  return rules.map((rule) => ({
    id: randomUUID(),
    ruleName: null,
    scheduledActionConfigurations: actionsOf(rule).map((action) => ({
      id: randomUUID(),
      gracePeriodHours: action.gracePeriodHours ?? 0,
      actionType: action.actionType,
      notificationTemplateId: templateOf(action),
      notificationMessageCCList: action.notificationMessageCCList ?? [],
    })),
  }));
}

/** The service stores a missing template as the empty id. */
function templateOf({ notificationTemplateId: id }: Body): unknown {
  return id === undefined || id === null || id === "" ? "00000000-0000-0000-0000-000000000000" : id;
}
