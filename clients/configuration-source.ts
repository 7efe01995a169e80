import { CommandPlaceholder, shellCommand } from "../model/shell-command";

/** Returns configuration values by their full key, such as `azuread:tenantId`. Secrets are returned in plaintext. Both the
 *  stack config and the configuration that the engine passes to a dynamic provider implement this interface. */
export interface ConfigurationSource {
  get(key: string): string | undefined;
  /** Folder of the project, for the files that the config names. Default: the working folder. */
  readonly folder?: string;
}

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Either a complete configuration or the list of every problem that makes it incomplete; never both. */
export type Configured<T> =
  | { readonly configuration: T; readonly problems: readonly [] }
  | { readonly configuration?: undefined; readonly problems: readonly string[] };

/** A setting, which can be given in the stack config or in the environment. The environment takes precedence because it is
 *  current: refresh and destroy receive the stack config as the last update recorded it. */
export interface Setting {
  /** Full key in the stack config. */
  readonly key: string;
  /** Environment variables in order of precedence: the first one that is set applies. */
  readonly variables: readonly string[];
  readonly secret?: boolean;
}

/** Returns the value of a setting. An empty string counts as not set. */
export function valueOf(setting: Setting, source: ConfigurationSource, environment: Environment): string | undefined {
  const candidates = [...setting.variables.map((variable) => environment[variable]), source.get(setting.key)];
  return candidates.find((value) => value !== undefined && value.trim() !== "");
}

/** Whether a boolean setting is true. Pulumi and the azuread provider write it as `true` or `1`. */
export function isOn(setting: Setting, source: ConfigurationSource, environment: Environment): boolean {
  return ["true", "1"].includes(valueOf(setting, source, environment)?.trim().toLowerCase() ?? "");
}

/** Names a setting by its config key and its environment variable, for messages. */
export function nameOf(setting: Setting): string {
  return [setting.key, ...setting.variables.slice(0, 1)].join(" or ");
}

/** Builds the message for a missing setting, with both ways to set it. */
export function missing(setting: Setting, what: string): string {
  const command =
    setting.secret === true
      ? shellCommand`pulumi config set --secret ${setting.key}`
      : shellCommand`pulumi config set ${setting.key} ${new CommandPlaceholder("<value>")}`;
  return `${setting.key} is missing: ${what}. Set it with ${command ?? ""} or the environment variable ${setting.variables[0] ?? ""}`;
}

/** Describes what is wrong with a service's base URL; undefined when it is valid. Tokens are sent to it, so it must use https. */
export function findUrlProblem(url: string): string | undefined {
  if (!URL.canParse(url)) return "it is not a URL; give one such as https://gateway.contoso.com";
  const { protocol, search, hash, username } = new URL(url);
  if (protocol !== "https:") return "it does not start with https://, so a token would be sent in plaintext; use https";
  if (search !== "" || hash !== "" || username !== "")
    return "it has a query, a fragment or a user name; give scheme, host and path only";
  return undefined;
}
