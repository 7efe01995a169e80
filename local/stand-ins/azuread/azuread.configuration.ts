import type { Environment } from "../../../clients/configuration-source";
import { graphSettings } from "../../../clients/graph/azuread-settings";
import { cloudsByEnvironment } from "../../../model/clouds";
import type { CheckFailure } from "../plugin/plugin-provider";
import { present, type PropertyMap } from "../plugin/properties";
import { readTenantConfiguration, settingReader, type TenantConfiguration } from "../plugin/tenant-configuration";

/** Keys of `azuread:*`, and those that the engine itself puts among a provider's inputs. */
const knownKeys: ReadonlySet<string> = new Set([
  ...Object.keys(graphSettings),
  "disableTerraformPartnerId",
  "partnerId",
  "version",
  "pluginDownloadURL",
  "__internal",
  "__defaults",
]);

/** Configuration mistakes that show without asking the tenant. */
export function checkConfiguration(inputs: PropertyMap): CheckFailure[] {
  return present(inputs).flatMap(([key, value]) => {
    const reason = findMistake(key, value);
    return reason === undefined ? [] : [{ property: key, reason }];
  });
}

function findMistake(key: string, value: unknown): string | undefined {
  if (!knownKeys.has(key)) return `azuread:${key} is no setting of this provider. Remove it or correct its name.`;
  if (key === "environment" && typeof value === "string" && !Object.hasOwn(cloudsByEnvironment, value))
    return `azuread:environment is "${value}". Set one of ${Object.keys(cloudsByEnvironment).join(", ")}.`;
  if (key === "metadataHost" && typeof value === "string" && value.includes("/"))
    return `azuread:metadataHost is "${value}". Set host or host:port, without scheme and path.`;
  return undefined;
}

export function readConfiguration(inputs: PropertyMap, environment: Environment): TenantConfiguration {
  const read = settingReader(inputs, environment);
  const configuration = readTenantConfiguration("azuread", read, {});
  const { metadataHost } = configuration;
  const [mistake] = checkConfiguration({ metadataHost, environment: read(graphSettings.environment) });
  if (mistake !== undefined) throw new Error(mistake.reason);
  return configuration;
}
