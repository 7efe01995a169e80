import { z } from "zod";
import { intuneLogCategories } from "../../../resources/intune-diagnostic-settings/intune-diagnostic-settings.schema";
import { findProblems } from "../../../model/validation";
import { ArmError, armResourceNotFound, badArmRequest } from "./arm-error-body";
import type { ArmApi, ArmCall, ArmResourceType } from "./resource-type";

const logSchema = z.object({
  category: z.string(),
  enabled: z.boolean(),
  retentionPolicy: z.object({ enabled: z.boolean(), days: z.int().nonnegative() }).nullish(),
});
const sinkNames = ["workspaceId", "storageAccountId", "eventHubAuthorizationRuleId", "serviceBusRuleId"] as const;
const sinkSchema = z
  .string()
  .regex(/^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/.+/i)
  .nullish();
const bodySchema = z.object({
  properties: z.object({
    workspaceId: sinkSchema,
    storageAccountId: sinkSchema,
    eventHubAuthorizationRuleId: sinkSchema,
    eventHubName: z.string().nullish(),
    serviceBusRuleId: sinkSchema,
    logs: z.array(logSchema),
    metrics: z.array(z.unknown()).nullish(),
  }),
});
type Properties = z.infer<typeof bodySchema>["properties"];

interface DiagnosticSetting {
  readonly id: string;
  readonly name: string;
  readonly properties: Properties;
}

/** Intune's diagnostic settings, which belong to the tenant and to no subscription. It validates a body by what Azure
 *  Monitor documents for diagnostic settings of all services. The checks of Intune's service are not documented. */
export function intuneDiagnosticSettings({ context, store }: ArmApi): ArmResourceType {
  const { unknowns } = context.settings;
  const categories = [...intuneLogCategories, ...unknowns.diagnosticCategoriesBeyondKnown];

  return {
    type: "Microsoft.Intune/diagnosticSettings",
    apiVersions: ["2017-04-01-preview"],
    scopes: ["tenant"],
    list: ({ id }) => ({ status: 200, body: { value: settingsBelow(id).map(shown) } }),
    get: (call) => ({ status: 200, body: shown(find(call)) }),
    put: (call) => {
      const properties = readBody(call.body);
      refuseUnknownCategory(properties, categories);
      if (unknowns.diagnosticSinkReuse === "refused") refuseSharedSink(call, properties);
      const logs =
        unknowns.diagnosticCategoriesNotSent === "shown"
          ? [...properties.logs, ...missingLogs(properties)]
          : properties.logs;
      const setting: DiagnosticSetting = { id: call.id, name: call.name, properties: { ...properties, logs } };
      store.set(call.id, setting);
      return { status: 200, body: shown(setting) };
    },
    delete: ({ id, name, type }) => {
      if (store.delete(id)) return { status: 200 };
      if (unknowns.diagnosticDeleteMissing === 204) return { status: 204 };
      throw armResourceNotFound(type, name);
    },
  };

  function settingsBelow(path: string): DiagnosticSetting[] {
    return store.below(path) as DiagnosticSetting[];
  }

  function find({ id, name, type }: ArmCall): DiagnosticSetting {
    const setting = store.get(id) as DiagnosticSetting | undefined;
    if (setting === undefined) throw armResourceNotFound(type, name);
    return setting;
  }

  function missingLogs({ logs }: Properties): Properties["logs"] {
    return categories
      .filter((category) => !logs.some((log) => log.category === category))
      .map((category) => ({ category, enabled: false }));
  }

  /** Source: https://learn.microsoft.com/azure/azure-monitor/platform/diagnostic-settings */
  function refuseSharedSink({ id, name }: ArmCall, properties: Properties): void {
    const collection = id.slice(0, id.lastIndexOf("/"));
    const others = settingsBelow(collection).filter((other) => !isSame(other.name, name));
    for (const sink of sinkNames) {
      const target = properties[sink];
      const shared = others.find(
        (other) => isSame(other.properties[sink], target) && sharedCategory(other, properties),
      );
      if (typeof target !== "string" || shared === undefined) continue;
      const message =
        `Data sink '${target}' is already used in diagnostic setting '${shared.name}' for category ` +
        `'${sharedCategory(shared, properties) ?? ""}'. Data sinks can't be reused in different settings on the same category for the same resource.`;
      throw new ArmError(409, "Conflict", message);
    }
  }
}

function readBody(body: unknown): Properties {
  const [problem] = findProblems(bodySchema, body);
  if (problem !== undefined) throw badArmRequest(`'${problem.path}': ${problem.message}`);
  const { properties } = bodySchema.parse(body);
  if (sinkNames.every((sink) => typeof properties[sink] !== "string")) {
    throw badArmRequest("At least one data sink needs to be specified.");
  }
  return properties;
}

function refuseUnknownCategory({ logs }: Properties, categories: readonly string[]): void {
  const unknown = logs.find(({ category }) => !categories.includes(category));
  if (unknown !== undefined) throw badArmRequest(`Category '${unknown.category}' is not supported.`);
}

function sharedCategory(other: DiagnosticSetting, { logs }: Properties): string | undefined {
  const enabled = (list: Properties["logs"]) => list.filter((log) => log.enabled).map(({ category }) => category);
  return enabled(other.properties.logs).find((category) => enabled(logs).includes(category));
}

function isSame(one: string | null | undefined, other: string | null | undefined): boolean {
  return typeof one === "string" && typeof other === "string" && one.toLowerCase() === other.toLowerCase();
}

/** The response of Azure: missing values are null, and members are added. */
function shown({ id, name, properties }: DiagnosticSetting): object {
  const { logs, metrics, ...sinks } = properties;
  return {
    id,
    type: null,
    name,
    location: null,
    kind: null,
    tags: null,
    properties: {
      storageAccountId: null,
      serviceBusRuleId: null,
      workspaceId: null,
      eventHubAuthorizationRuleId: null,
      eventHubName: null,
      ...sinks,
      metrics: metrics ?? [],
      logs: logs.map((log) => ({
        ...log,
        categoryGroup: null,
        retentionPolicy: log.retentionPolicy ?? { enabled: false, days: 0 },
      })),
      logAnalyticsDestinationType: null,
    },
    identity: null,
  };
}
