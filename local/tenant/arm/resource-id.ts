/** A parsed path of Azure Resource Manager. Keeps the case, but compares case-insensitively. */
export interface ArmPath {
  /** The scope: empty for the tenant, else an id such as `/subscriptions/…/resourceGroups/…`. */
  readonly scope: string;
  readonly scopeKind: ArmScopeKind;
  /** Provider and types, such as `Microsoft.OperationalInsights/workspaces/tables`. */
  readonly type: string;
  /** One name for each type; one fewer in the path of a collection, or of an action. */
  readonly names: readonly string[];
}

export type ArmScopeKind = "tenant" | "subscription" | "resourceGroup" | "resource";

/** Source: https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules and
 *  https://learn.microsoft.com/rest/api/resources/resources/get-by-id. Undefined if it is not a resource path. */
export function parseArmPath(path: string): ArmPath | undefined {
  const segments = path.split("/").filter((segment) => segment !== "");
  const providers = segments.findLastIndex((segment) => segment.toLowerCase() === "providers");
  if (providers >= 0) return parseProviderPath(segments, providers);
  const [subscriptions, subscription, groups, group, ...others] = segments;
  if (subscriptions?.toLowerCase() !== "subscriptions" || others.length > 0) return undefined;
  if (groups === undefined) {
    const names = subscription === undefined ? [] : [subscription];
    return { scope: "", scopeKind: "tenant", type: "Microsoft.Resources/subscriptions", names };
  }
  if (groups.toLowerCase() !== "resourcegroups") return undefined;
  return {
    scope: `/subscriptions/${subscription ?? ""}`,
    scopeKind: "subscription",
    type: "Microsoft.Resources/resourceGroups",
    names: group === undefined ? [] : [group],
  };
}

function parseProviderPath(segments: readonly string[], providers: number): ArmPath | undefined {
  const before = segments.slice(0, providers);
  const [namespace, ...rest] = segments.slice(providers + 1);
  const scopeKind = scopeKindOf(before);
  if (namespace === undefined || rest.length === 0 || scopeKind === undefined) return undefined;
  return {
    scope: before.map((segment) => `/${segment}`).join(""),
    scopeKind,
    type: [namespace, ...rest.filter((_segment, index) => index % 2 === 0)].join("/"),
    names: rest.filter((_segment, index) => index % 2 === 1).map(decodeURIComponent),
  };
}

function scopeKindOf(segments: readonly string[]): ArmScopeKind | undefined {
  const [subscriptions, , groups] = segments.map((segment) => segment.toLowerCase());
  if (subscriptions === undefined) return "tenant";
  if (segments.includes("providers")) return "resource";
  if (subscriptions !== "subscriptions") return undefined;
  if (segments.length === 2) return "subscription";
  return segments.length === 4 && groups === "resourcegroups" ? "resourceGroup" : undefined;
}
