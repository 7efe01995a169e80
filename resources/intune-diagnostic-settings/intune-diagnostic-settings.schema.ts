import { z } from "zod";
import { Certainty, inGraph } from "../../model/managed-property";
import { canonicalJson } from "../../model/revision";

/** Intune's log categories, as named in Azure's diagnostic settings.
 *  Source: https://learn.microsoft.com/mem/intune/fundamentals/review-logs-using-azure-monitor */
export const IntuneLogCategory = {
  /** Changes in Intune and who made them. */
  Audit: "AuditLogs",
  /** Successful and failed enrollments, and noncompliant devices. */
  Operational: "OperationalLogs",
  /** A compliance report for each device, with the threat level that a partner reported. */
  DeviceCompliance: "DeviceComplianceOrg",
  /** An inventory of devices. */
  Devices: "Devices",
  Windows365Audit: "Windows365AuditLogs",
} as const;
export type IntuneLogCategory = (typeof IntuneLogCategory)[keyof typeof IntuneLogCategory];

/** All categories that Microsoft documents. */
export const intuneLogCategories: readonly IntuneLogCategory[] = Object.values(IntuneLogCategory);

const workspaceType = "Microsoft.OperationalInsights/workspaces";
const storageType = "Microsoft.Storage/storageAccounts";
const authorizationRuleType = "Microsoft.EventHub/namespaces/authorizationRules";

/** The id of an Azure resource of a given type, in any letter case. */
function resourceIdSchema(type: string, what: string, source: string) {
  const [namespace = "", ...types] = type.split("/");
  const pattern = new RegExp(
    `^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/${namespace.replace(".", "\\.")}${types.map((one) => `/${one}/[^/]+`).join("")}$`,
    "i",
  );
  const example = `/subscriptions/<id>/resourceGroups/<group>/providers/${namespace}${types.map((one) => `/${one}/<name>`).join("")}`;
  return z
    .string({ error: `${what} must be a resource id` })
    .regex(pattern, `this is not the resource id of ${what}; enter the full id, ${example}, from ${source}`);
}

const categoriesMessage = `the categories must be a list of ${intuneLogCategories.join(", ")}`;

/** The settings of Intune's diagnostic settings. */
export const intuneDiagnosticSettingsSchema = z
  .strictObject({
    name: z
      .string({ error: "the name must be a string" })
      .min(1, "the name is empty; enter one")
      .regex(/^[^/\\?#%]*$/, "the name is part of a URL, so it must not contain / \\ ? # %; remove them")
      .refine((name) => name === name.trim(), "the name starts or ends with a space; remove it"),
    workspaceId: inGraph(
      resourceIdSchema(workspaceType, "a Log Analytics workspace", "its JSON view in Azure").optional(),
      "workspaceId",
    ),
    storageAccountId: inGraph(
      resourceIdSchema(storageType, "a storage account", "its JSON view in Azure").optional(),
      "storageAccountId",
    ),
    eventHub: inGraph(
      z
        .strictObject({
          authorizationRuleId: resourceIdSchema(
            authorizationRuleType,
            "an authorization rule of an Event Hubs namespace",
            "az eventhubs namespace authorization-rule show",
          ),
          name: z.string({ error: "the event hub must be a name" }).min(1, "the name is empty; omit it").optional(),
        })
        .optional(),
      ["eventHubAuthorizationRuleId", "eventHubName"],
    ),
    categories: inGraph(
      z
        .array(z.enum(IntuneLogCategory, { error: categoriesMessage }), { error: categoriesMessage })
        .min(1, `no category is listed, so nothing would be sent; ${categoriesMessage}`)
        .refine((list) => new Set(list).size === list.length, "a category is listed twice; list each once"),
      "logs",
      // Only the five enabled categories are known to be accepted; sending the disabled ones too is our own inference.
      { certainty: Certainty.Inferred },
    ),
  })
  .superRefine(requireDestination);
export type DiagnosticSettings = z.infer<typeof intuneDiagnosticSettingsSchema>;

/** Defaults: the categories that show whether devices enroll and comply. */
export const intuneDiagnosticSettingsDefaults = {
  categories: [IntuneLogCategory.Operational, IntuneLogCategory.DeviceCompliance],
} as const;

/** Refuses settings without a destination; other problems are reported elsewhere. */
export function requireDestination(
  settings: Partial<Record<"workspaceId" | "storageAccountId" | "eventHub", unknown>>,
  context: z.core.$RefinementCtx,
): void {
  const { workspaceId, storageAccountId, eventHub } = settings;
  if (workspaceId !== undefined || storageAccountId !== undefined || eventHub !== undefined) return;
  const message = "no destination is set, so nothing would be sent; set workspaceId, storageAccountId or eventHub";
  context.addIssue({ code: "custom", path: ["workspaceId"], message });
}

/** A key that is equal for equal settings, whatever their order and spelling. */
export function diagnosticSettingsKey(settings: Omit<DiagnosticSettings, "name">): string {
  const { workspaceId, storageAccountId, eventHub, categories } = settings;
  return canonicalJson({
    workspaceId: workspaceId?.toLowerCase(),
    storageAccountId: storageAccountId?.toLowerCase(),
    authorizationRuleId: eventHub?.authorizationRuleId.toLowerCase(),
    eventHubName: eventHub?.name?.toLowerCase(),
    categories: [...categories].sort(),
  });
}
