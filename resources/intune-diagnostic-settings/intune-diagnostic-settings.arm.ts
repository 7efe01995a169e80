import {
  diagnosticSettingsKey,
  intuneLogCategories,
  type DiagnosticSettings,
  type IntuneLogCategory,
} from "./intune-diagnostic-settings.schema";

/** A category's entry in Azure's diagnostic settings. Other entries have no category. */
export interface DiagnosticLog {
  readonly category?: string | null;
  readonly enabled?: boolean | null;
}

/** The properties of a diagnostic setting in Azure Resource Manager. */
export interface DiagnosticProperties {
  readonly workspaceId?: string | null;
  readonly storageAccountId?: string | null;
  readonly eventHubAuthorizationRuleId?: string | null;
  readonly eventHubName?: string | null;
  readonly logs?: readonly DiagnosticLog[] | null;
  readonly metrics?: readonly unknown[] | null;
}

/** The properties to write. PUT replaces everything, so the body contains every documented category, including
 *  disabled ones, and keeps what Azure has beyond that, such as undocumented categories. */
export function toDiagnosticProperties(
  { workspaceId, storageAccountId, eventHub, categories }: Omit<DiagnosticSettings, "name">,
  current: DiagnosticProperties = {},
): DiagnosticProperties {
  const logs = current.logs ?? [];
  return {
    metrics: [],
    ...withoutNulls(current),
    ...{ workspaceId, storageAccountId },
    eventHubAuthorizationRuleId: eventHub?.authorizationRuleId,
    eventHubName: eventHub?.name,
    logs: [
      ...intuneLogCategories.map((category) => ({
        ...withoutNulls(logs.find((log) => log.category === category) ?? {}),
        category,
        enabled: categories.includes(category),
      })),
      ...logs.filter(({ category }) => !isKnown(category)).map(withoutNulls),
    ],
  };
}

/** The actual settings, each in the declared spelling if it means the same. */
export function fromDiagnosticProperties(
  actual: DiagnosticProperties,
  declared: Partial<DiagnosticSettings> = {},
): Omit<DiagnosticSettings, "name"> {
  const { eventHubAuthorizationRuleId: ruleId, eventHubName } = actual;
  const enabled = (actual.logs ?? []).flatMap(({ category, enabled: on }) =>
    on === true && isKnown(category) ? [category] : [],
  );
  const found = {
    workspaceId: withDeclaredCase(actual.workspaceId, declared.workspaceId),
    storageAccountId: withDeclaredCase(actual.storageAccountId, declared.storageAccountId),
    eventHub:
      ruleId === null || ruleId === undefined
        ? undefined
        : {
            authorizationRuleId: withDeclaredCase(ruleId, declared.eventHub?.authorizationRuleId) ?? ruleId,
            name: withDeclaredCase(eventHubName, declared.eventHub?.name),
          },
    categories: intuneLogCategories.filter((category) => enabled.includes(category)),
  };
  const { categories = [] } = declared;
  const same = diagnosticSettingsKey(found) === diagnosticSettingsKey({ ...found, categories });
  return same ? { ...found, categories } : found;
}

function isKnown(category: string | null | undefined): category is IntuneLogCategory {
  return intuneLogCategories.some((known) => known === category);
}

/** Azure may return ids in a different letter case. */
function withDeclaredCase(actual: string | null | undefined, declared: string | undefined): string | undefined {
  if (actual === null || actual === undefined) return undefined;
  return actual.toLowerCase() === declared?.toLowerCase() ? declared : actual;
}

function withoutNulls(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null));
}
