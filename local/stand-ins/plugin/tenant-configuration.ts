import type { Environment, Setting } from "../../../clients/configuration-source";
import { allowedHostsIn } from "../../../clients/http/allowed-hosts";
import type { GraphConfiguration, GraphCredential } from "../../../clients/graph/graph-configuration";
import { graphSettings } from "../../../clients/graph/azuread-settings";
import { valueOrFile } from "../../../clients/graph/value-or-file";
import { isMap, unknownValue, type PropertyMap } from "./properties";

/** Where the local tenant is, and as whom a stand-in signs in. */
export interface TenantConfiguration extends GraphConfiguration {
  readonly metadataHost: string;
  readonly credential: Extract<GraphCredential, { kind: "client secret" }>;
}

/** Reads a setting; undefined when it is not set. */
export type ReadSetting = (setting: Setting) => string | undefined;

/** Whether a setting is still unknown, in which case nobody can sign in yet. */
export function isUndetermined(inputs: PropertyMap): boolean {
  return Object.values(inputs).some((value) => value === unknownValue || (isMap(value) && isUndetermined(value)));
}

/** Reads settings from the plugin's configuration or else from the environment, as the real plugins do. The package's own
 *  resources ask the environment first. */
export function settingReader(inputs: PropertyMap, environment: Environment): ReadSetting {
  return ({ key, variables }) =>
    textOf(inputs[nameIn(key)]) ?? variables.map((variable) => environment[variable]).find(Boolean);
}

/** Reads what a stand-in signs in with, and further settings. Reports all that are missing at once. */
export function readTenantConfiguration<More extends string>(
  plugin: string,
  read: ReadSetting,
  more: Readonly<Record<More, Setting>>,
): TenantConfiguration & Readonly<Record<More, string>> {
  const { metadataHost, tenantId, clientId, clientSecret, clientIdFilePath, clientSecretFilePath } = graphSettings;
  const client = valueOrFile(clientId, clientIdFilePath, read);
  const secret = valueOrFile(clientSecret, clientSecretFilePath, read);
  const [problem] = [...client.problems, ...secret.problems];
  if (problem !== undefined) throw new Error(`${problem}.`);

  const others = Object.entries<Setting>(more);
  const values = new Map<Setting, string | undefined>([
    [metadataHost, read(metadataHost)],
    [tenantId, read(tenantId)],
    [clientId, client.value],
    [clientSecret, secret.value],
    ...others.map(([, setting]) => [setting, read(setting)] as const),
  ]);
  const missing = [...values].flatMap(([setting, value]) => (value === undefined ? [setting] : []));
  if (missing.length > 0) throw new Error(describeMissing(plugin, missing));

  const valueOf = (setting: Setting) => values.get(setting) ?? "";
  const credential = {
    kind: "client secret",
    clientId: valueOf(clientId),
    clientSecret: valueOf(clientSecret),
  } as const;
  return {
    ...(Object.fromEntries(others.map(([name, setting]) => [name, valueOf(setting)])) as Record<More, string>),
    metadataHost: valueOf(metadataHost),
    tenantId: valueOf(tenantId),
    // The metadata host replaces the cloud's name.
    environment: "",
    // The real plugins follow every metadata host that they are given.
    allowedHosts: allowedHostsIn({ ARM_METADATA_HOSTNAME: valueOf(metadataHost) }),
    credential,
  };
}

function describeMissing(plugin: string, missing: readonly Setting[]): string {
  const list = missing.map(({ key, variables }) => `${plugin}:${nameIn(key)} (or ${variables[0] ?? ""})`).join(", ");
  return (
    `The ${plugin} stand-in cannot sign in: ${list} ${missing.length === 1 ? "is" : "are"} not set. ` +
    "It serves a local tenant and signs in with a client secret only. Set what is missing, " +
    `or install the real ${plugin} plugin for a real tenant or another kind of sign-in.`
  );
}

/** The name of a setting without the provider's. */
function nameIn(key: string): string {
  return key.slice(key.indexOf(":") + 1);
}

function textOf(value: PropertyMap[string]): string | undefined {
  if (typeof value === "string") return value === "" ? undefined : value;
  return typeof value === "boolean" || typeof value === "number" ? String(value) : undefined;
}
