/** Gives configuration values by their full key, such as `azuread:tenantId`, secrets in clear. Both the stack's config
 *  and the one that the engine hands to a dynamic provider have this form. */
export interface ConfigurationSource {
  get(key: string): string | undefined;
}

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A configuration that is complete, or everything that keeps it from being so; never both. */
export type Configured<T> =
  | { readonly configuration: T; readonly problems: readonly [] }
  | { readonly configuration?: undefined; readonly problems: readonly string[] };

/** One setting's two homes. The environment wins: it is today's, while refresh and destroy get the stack config as the
 *  last update recorded it. */
export interface Setting {
  /** Full key in the stack config. */
  readonly key: string;
  /** Environment variables, the first that is set wins. */
  readonly variables: readonly string[];
  readonly secret?: boolean;
}

/** The value of a setting; an empty text counts as none. */
export function valueOf(setting: Setting, source: ConfigurationSource, environment: Environment): string | undefined {
  const candidates = [...setting.variables.map((variable) => environment[variable]), source.get(setting.key)];
  return candidates.find((value) => value !== undefined && value.trim() !== "");
}

/** Whether a switch is on; Pulumi and the azuread provider write it as `true` or `1`. */
export function isOn(setting: Setting, source: ConfigurationSource, environment: Environment): boolean {
  return ["true", "1"].includes(valueOf(setting, source, environment)?.trim().toLowerCase() ?? "");
}

/** Names a setting by both of its homes. */
export function nameOf(setting: Setting): string {
  return [setting.key, ...setting.variables.slice(0, 1)].join(" or ");
}

/** Says that a setting is missing and both ways of giving it. */
export function missing(setting: Setting, what: string): string {
  const secret = setting.secret === true ? "--secret " : "";
  return (
    `${setting.key} is missing: ${what}. Set it with "pulumi config set ${secret}${setting.key} <value>" ` +
    `or the environment variable ${setting.variables[0] ?? ""}`
  );
}

/** What is wrong with a service's base URL, or undefined. Tokens go there, so it has to be https. */
export function findUrlProblem(url: string): string | undefined {
  if (!URL.canParse(url)) return "it is not a URL; give one such as https://gateway.contoso.com";
  const { protocol, search, hash, username } = new URL(url);
  if (protocol !== "https:") return "it does not start with https://, so a token would be sent in the clear; use https";
  if (search !== "" || hash !== "" || username !== "")
    return "it has a query, a fragment or a user name; give scheme, host and path only";
  return undefined;
}
