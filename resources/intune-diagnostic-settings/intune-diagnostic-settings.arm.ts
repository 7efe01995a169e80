import {
  diagnosticSettingsKey,
  intuneLogCategories,
  type DiagnosticSettings,
  type IntuneLogCategory,
} from "./intune-diagnostic-settings.schema";

/** A category's entry in Azure's diagnostic settings. Entries of other kinds have no category. */
export interface DiagnosticLog {
  readonly category?: string | null;
  readonly enabled?: boolean | null;
}

/** The properties of a diagnostic setting, as Azure has them. */
export interface DiagnosticProperties {
  readonly workspaceId?: string | null;
  readonly storageAccountId?: string | null;
  readonly eventHubAuthorizationRuleId?: string | null;
  readonly eventHubName?: string | null;
  readonly logs?: readonly DiagnosticLog[] | null;
  readonly metrics?: readonly unknown[] | null;
}

/** All properties to write, as Azure replaces what it had: every documented category, also those that are off. What Azure has
 *  beyond that, such as a category that nobody documented, stays as it is. */
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

/** The settings that Azure has, each in the form in which it was declared where both mean the same. */
export function fromDiagnosticProperties(
  seen: DiagnosticProperties,
  declared: Partial<DiagnosticSettings> = {},
): Omit<DiagnosticSettings, "name"> {
  const { eventHubAuthorizationRuleId: ruleId, eventHubName } = seen;
  const enabled = (seen.logs ?? []).flatMap(({ category, enabled: on }) =>
    on === true && isKnown(category) ? [category] : [],
  );
  const found = {
    workspaceId: asDeclared(seen.workspaceId, declared.workspaceId),
    storageAccountId: asDeclared(seen.storageAccountId, declared.storageAccountId),
    eventHub:
      ruleId === null || ruleId === undefined
        ? undefined
        : {
            authorizationRuleId: asDeclared(ruleId, declared.eventHub?.authorizationRuleId) ?? ruleId,
            name: asDeclared(eventHubName, declared.eventHub?.name),
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

/** Azure repeats ids in a letter case of its own. */
function asDeclared(seen: string | null | undefined, declared: string | undefined): string | undefined {
  if (seen === null || seen === undefined) return undefined;
  return seen.toLowerCase() === declared?.toLowerCase() ? declared : seen;
}

function withoutNulls(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null));
}
