import { isMap, unknownValue, type PropertyMap, type PropertyValue } from "../plugin/properties";

/** What the provider needs to reach a tenant and its subscription. */
export interface Configuration {
  /** host:port of the metadata endpoint, without scheme. */
  readonly metadataHost: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly subscriptionId: string;
}

/** Keys of `azure-native:*` that are read, and the environment variables that stand in for them, as the real provider has them. */
const KEYS: Readonly<Record<keyof Configuration, string>> = {
  metadataHost: "ARM_METADATA_HOSTNAME",
  tenantId: "ARM_TENANT_ID",
  clientId: "ARM_CLIENT_ID",
  clientSecret: "ARM_CLIENT_SECRET",
  subscriptionId: "ARM_SUBSCRIPTION_ID",
};

/** Whether a setting is still unknown, in which case nobody can sign in yet. */
export function isUndetermined(inputs: PropertyMap): boolean {
  return Object.values(inputs).some((value) => value === unknownValue || (isMap(value) && isUndetermined(value)));
}

/** Reads the settings, each from the configuration or else from its environment variable; reports all that are missing at once. */
export function readConfiguration(inputs: PropertyMap, environment: NodeJS.ProcessEnv): Configuration {
  const setting = (key: keyof Configuration) => textOf(inputs[key]) ?? environment[KEYS[key]] ?? "";
  const configuration: Configuration = {
    metadataHost: setting("metadataHost"),
    tenantId: setting("tenantId"),
    clientId: setting("clientId"),
    clientSecret: setting("clientSecret"),
    subscriptionId: setting("subscriptionId"),
  };
  const missing = (Object.keys(KEYS) as (keyof Configuration)[]).filter((key) => configuration[key] === "");
  if (missing.length === 0) return configuration;
  const list = missing.map((key) => `azure-native:${key} (or ${KEYS[key]})`).join(", ");
  throw new Error(
    `The azure-native stand-in cannot sign in: ${list} ${missing.length === 1 ? "is" : "are"} not set. ` +
      "It serves a local tenant and signs in with a client secret only. Set what is missing, " +
      "or install the real azure-native plugin for a real tenant or another kind of sign-in.",
  );
}

function textOf(value: PropertyValue | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
