import { readFileSync } from "node:fs";
import { isMap, present, unknownValue, type PropertyMap } from "../plugin/properties";
import type { CheckFailure } from "../plugin/plugin-provider";
import type { Configuration } from "./sign-in";

/** Keys of `azuread:*` and the environment variables that stand in for them, as the real provider has them. */
const KEYS = {
  adoPipelineServiceConnectionId: ["ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID"],
  clientCertificate: ["ARM_CLIENT_CERTIFICATE"],
  clientCertificatePassword: ["ARM_CLIENT_CERTIFICATE_PASSWORD"],
  clientCertificatePath: ["ARM_CLIENT_CERTIFICATE_PATH"],
  clientId: ["ARM_CLIENT_ID"],
  clientIdFilePath: ["ARM_CLIENT_ID_FILE_PATH"],
  clientSecret: ["ARM_CLIENT_SECRET"],
  clientSecretFilePath: ["ARM_CLIENT_SECRET_FILE_PATH"],
  disableTerraformPartnerId: ["ARM_DISABLE_TERRAFORM_PARTNER_ID"],
  environment: ["ARM_ENVIRONMENT"],
  metadataHost: ["ARM_METADATA_HOSTNAME"],
  msiEndpoint: ["ARM_MSI_ENDPOINT"],
  oidcRequestToken: ["ARM_OIDC_REQUEST_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_TOKEN"],
  oidcRequestUrl: ["ARM_OIDC_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_URL"],
  oidcToken: ["ARM_OIDC_TOKEN"],
  oidcTokenFilePath: ["ARM_OIDC_TOKEN_FILE_PATH"],
  partnerId: ["ARM_PARTNER_ID"],
  tenantId: ["ARM_TENANT_ID"],
  useAksWorkloadIdentity: ["ARM_USE_AKS_WORKLOAD_IDENTITY"],
  useCli: ["ARM_USE_CLI"],
  useMsi: ["ARM_USE_MSI"],
  useOidc: ["ARM_USE_OIDC"],
} as const satisfies Record<string, readonly string[]>;

type Key = keyof typeof KEYS;

/** Keys the engine itself puts among a provider's inputs. */
const engineKeys: ReadonlySet<string> = new Set(["version", "pluginDownloadURL", "__internal", "__defaults"]);

const ENVIRONMENTS: ReadonlySet<string> = new Set([
  "global",
  "public",
  "usgovernment",
  "usgovernmentl4",
  "usgovernmentl5",
  "dod",
  "china",
]);

/** Configuration mistakes that show without asking the tenant. */
export function checkConfiguration(inputs: PropertyMap): CheckFailure[] {
  return present(inputs).flatMap(([key, value]) => {
    if (!(key in KEYS) && !engineKeys.has(key)) {
      return [
        { property: key, reason: `azuread:${key} is no setting of this provider. Remove it or correct its name.` },
      ];
    }
    if (key === "environment" && typeof value === "string" && !ENVIRONMENTS.has(value)) {
      const reason = `azuread:environment is "${value}". Set one of ${[...ENVIRONMENTS].join(", ")}.`;
      return [{ property: key, reason }];
    }
    if (key === "metadataHost" && typeof value === "string" && value.includes("/")) {
      const reason = `azuread:metadataHost is "${value}". Set host or host:port, without scheme and path.`;
      return [{ property: key, reason }];
    }
    return [];
  });
}

/** Whether a setting is still unknown, in which case nobody can sign in yet. */
export function isUndetermined(inputs: PropertyMap): boolean {
  return Object.values(inputs).some((value) => value === unknownValue || (isMap(value) && isUndetermined(value)));
}

/** Reads the settings, each from the configuration or else from its environment variable; reports all that are missing at once. */
export function readConfiguration(inputs: PropertyMap, environment: NodeJS.ProcessEnv): Configuration {
  const setting = (key: Key) => textOf(inputs[key]) ?? KEYS[key].map((name) => environment[name]).find(Boolean);
  const fromFile = (key: Key) => {
    const path = setting(key);
    return path === undefined ? undefined : readSettingFile(key, path);
  };

  const metadataHost = setting("metadataHost");
  const tenantId = setting("tenantId");
  const clientId = setting("clientId") ?? fromFile("clientIdFilePath");
  const clientSecret = setting("clientSecret") ?? fromFile("clientSecretFilePath");
  if (!metadataHost || !tenantId || !clientId || !clientSecret)
    throw new Error(missing({ metadataHost, tenantId, clientId, clientSecret }));
  const [mistake] = checkConfiguration({ metadataHost, environment: setting("environment") });
  if (mistake) throw new Error(mistake.reason);
  return { metadataHost, tenantId, clientId, clientSecret };
}

function missing(settings: Partial<Record<Key, string>>): string {
  const absent = (Object.keys(settings) as Key[]).filter((key) => !settings[key]);
  const list = absent.map((key) => `azuread:${key} (or ${KEYS[key][0]})`).join(", ");
  return (
    `The azuread stand-in cannot sign in: ${list} ${absent.length === 1 ? "is" : "are"} not set. ` +
    "It serves a local tenant and signs in with a client secret only. Set what is missing, " +
    "or install the real azuread plugin for a real tenant or another kind of sign-in."
  );
}

function textOf(value: PropertyMap[string]): string | undefined {
  if (typeof value === "string") return value === "" ? undefined : value;
  return typeof value === "boolean" || typeof value === "number" ? String(value) : undefined;
}

function readSettingFile(key: Key, path: string): string {
  try {
    return readFileSync(path, "utf8").trim();
  } catch (error) {
    const cause = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    throw new Error(
      `azuread:${key} names ${path}, which cannot be read (${cause}). Correct the path or its permissions.`,
      { cause: error },
    );
  }
}
