import { randomUUID } from "node:crypto";
import type { GraphApi } from "../graph-api";
import { badRequest } from "../graph-error-body";
import { permissions } from "../route-permissions";
import { policyAssignmentId, registerAssignments } from "./assignments.routes";
import { registerIntuneCollection, type IntuneCollection } from "./intune-collection";
import type { EntityStore } from "./entity-store";

/** Source: https://learn.microsoft.com/graph/api/resources/intune-apps-iosmobileappconfiguration */
export function registerAppConfigurations(api: GraphApi, store: EntityStore): void {
  const collection: IntuneCollection = {
    path: "/deviceAppManagement/mobileAppConfigurations",
    baseType: "microsoft.graph.managedDeviceMobileAppConfiguration",
    types: ["#microsoft.graph.iosMobileAppConfiguration"],
    showsType: true,
    store,
    read: permissions.readIntuneApps,
    write: permissions.writeIntuneApps,
    newId: randomUUID,
    initial: () => ({ roleScopeTagIds: ["0"] }),
    onCreate({ targetedMobileApps }) {
      if (!Array.isArray(targetedMobileApps) || targetedMobileApps.length === 0) {
        throw badRequest("The property 'targetedMobileApps' must name at least one app.");
      }
      return {};
    },
    parts: ["assignments"],
  };
  registerIntuneCollection(api, collection);
  registerAssignments(api, collection, {
    parameter: "assignments",
    type: "microsoft.graph.managedDeviceMobileAppConfigurationAssignment",
    answer: "nothing",
    idOf: policyAssignmentId,
  });
}
