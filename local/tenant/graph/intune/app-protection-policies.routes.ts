import { randomUUID } from "node:crypto";
import type { GraphApi, IdParams } from "../graph-api";
import { readBody, type Body } from "../body";
import { badRequest } from "../graph-error-body";
import { permissions, requireIntunePermission } from "../route-permissions";
import { policyAssignmentId, readAssignment, registerAssignments, type AssignAction } from "./assignments.routes";
import { existing, putPart, registerIntuneCollection, type IntuneCollection } from "./intune-collection";
import type { EntityStore, IntuneEntity } from "./entity-store";

const assignAction: AssignAction = {
  parameter: "assignments",
  type: "microsoft.graph.targetedManagedAppPolicyAssignment",
  answer: "nothing",
  idOf: policyAssignmentId,
};

/** Sources: https://learn.microsoft.com/graph/api/resources/intune-mam-iosmanagedappprotection,
 *  https://learn.microsoft.com/graph/api/intune-mam-targetedmanagedappprotection-targetapps */
export function registerAppProtectionPolicies(
  api: GraphApi,
  stores: Readonly<Record<"ios" | "android", EntityStore>>,
): void {
  for (const platform of ["ios", "android"] as const) {
    const baseType = `microsoft.graph.${platform}ManagedAppProtection`;
    const collection: IntuneCollection = {
      path: `/deviceAppManagement/${platform}ManagedAppProtections`,
      baseType,
      types: [`#${baseType}`],
      showsType: false,
      store: stores[platform],
      read: permissions.readIntuneApps,
      write: permissions.writeIntuneApps,
      // Observed format: https://github.com/terraprovider/terraform-provider-microsoft365wp
      newId: () => `T_${randomUUID()}`,
      initial: () => ({
        maximumAllowedDeviceThreatLevel: "notConfigured",
        mobileThreatDefenseRemediationAction: "block",
        appGroupType: "selectedPublicApps",
        targetedAppManagementLevels: "unspecified",
        roleScopeTagIds: ["0"],
      }),
      onCreate: (body, id) => inlineParts(api, body, id),
      computed: ({ parts }) => ({
        isAssigned: (parts.assignments ?? []).length > 0,
        deployedAppCount: (parts.apps ?? []).length,
      }),
      parts: ["apps", "assignments"],
    };
    registerIntuneCollection(api, collection);
    registerAssignments(api, collection, assignAction);

    api.app.post<IdParams>(`${collection.path}/:id/targetApps`, async (request, reply) => {
      requireIntunePermission(request, collection.write);
      const entity = existing(api, collection, request);
      const { apps, appGroupType } = readTargetApps(request.body);
      const kept = apps.map((app) => readApp(api, app));
      const properties = { ...entity.properties, ...(appGroupType === undefined ? {} : { appGroupType }) };
      putPart(collection, { ...entity, properties }, "apps", kept);
      return reply.status(204).send();
    });
  }
}

/** Sources disagree whether Intune accepts apps and assignments inside the POST: a switch decides.
 *  Source: https://github.com/microsoft/Intune-PowerShell-SDK/issues/127 */
function inlineParts(api: GraphApi, { apps, assignments }: Body, id: string): IntuneEntity["parts"] {
  if (apps === undefined && assignments === undefined) return {};
  if (api.context.settings.unknowns.appProtectionInlineParts === "refused") {
    throw badRequest("Apps and assignments cannot be set while a policy is created; use targetApps and assign.");
  }
  const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
  return {
    ...(apps === undefined ? {} : { apps: list(apps).map((app) => readApp(api, app)) }),
    ...(assignments === undefined
      ? {}
      : { assignments: list(assignments).map((one) => readAssignment(api, assignAction, one, id)) }),
  };
}

function readTargetApps(body: unknown): { readonly apps: readonly unknown[]; readonly appGroupType?: string } {
  const given = typeof body === "object" && body !== null ? (body as Readonly<Record<string, unknown>>) : {};
  const { apps, appGroupType, ...others } = given;
  const [other] = Object.keys(others);
  if (other !== undefined) throw badRequest(`The parameter '${other}' does not exist on the action targetApps.`);
  if (!Array.isArray(apps)) throw badRequest("The action targetApps needs the parameter 'apps', a collection.");
  const groups = ["selectedPublicApps", "allCoreMicrosoftApps", "allMicrosoftApps", "allApps"];
  if (appGroupType !== undefined && (typeof appGroupType !== "string" || !groups.includes(appGroupType))) {
    throw badRequest(`Requested value '${JSON.stringify(appGroupType)}' was not found in the enum of 'appGroupType'.`);
  }
  return { apps, appGroupType };
}

function readApp(api: GraphApi, given: unknown): Body {
  const app = readBody(api.version, "microsoft.graph.managedMobileApp", given);
  const { bundleId, packageId } = app.mobileAppIdentifier as {
    readonly bundleId?: string;
    readonly packageId?: string;
  };
  return { ...app, id: `${bundleId ?? packageId ?? ""}.${bundleId === undefined ? "android" : "ios"}`, version: "1" };
}
