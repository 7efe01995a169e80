import { projectConfigSchema, type Namespace } from "./stack-config.schema";

/** The stack config as Pulumi passes it: full keys with string values; maps and lists as JSON. */
export interface RawConfig {
  readonly entries: Readonly<Record<string, string>>;
  /** Full keys whose values are, or contain, secrets. */
  readonly secretKeys: readonly string[];
}

/** The settings of one namespace by key, with maps and lists parsed. */
export type NamespaceValues = Readonly<Record<string, unknown>>;

/** Required maps. A missing map is read as empty, so that each missing member is reported by name. */
const requiredMaps = { accessGroups: {}, enrollmentGroups: {}, connector: {}, enrollmentSettings: {} };

export function readNamespace({ entries }: RawConfig, namespace: Namespace): NamespaceValues {
  const prefix = `${namespace}:`;
  const given = Object.entries(entries)
    .filter(([fullKey]) => fullKey.startsWith(prefix))
    .map(([fullKey, text]): [string, unknown] => {
      const key = fullKey.slice(prefix.length);
      return [key, holdsMap(namespace, key) ? parseMap(text) : text];
    });
  return { ...(namespace === "lookout-intune" ? requiredMaps : {}), ...Object.fromEntries(given) };
}

function holdsMap(namespace: Namespace, key: string): boolean {
  return namespace === "lookout-intune" ? Object.hasOwn(projectConfigSchema.shape, key) : key === "acknowledged";
}

/** Parses JSON. Returns any other text as it is; the schema then reports that a map is expected. */
function parseMap(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
