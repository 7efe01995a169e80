import { nameOf, valueOf, type ConfigurationSource, type Environment, type Setting } from "../configuration-source";
import { allowedHostsIn, describeHostRefusal, isKnownHost } from "../http/allowed-hosts";
import { isInProject } from "../project-file";
import { graphSettings } from "./azuread-settings";

/** A provider of Microsoft's services that reads its sign-in from the stack config. Both have the same settings. */
export type SignInProvider = "azuread" | "azure-native";

const { metadataHost, msiEndpoint, oidcRequestUrl } = graphSettings;
const files: readonly Setting[] = [
  graphSettings.clientIdFilePath,
  graphSettings.clientSecretFilePath,
  graphSettings.clientCertificatePath,
  graphSettings.oidcTokenFilePath,
];

/** Finds the settings that would send a credential to a host that is not allowed, or read a file outside the project. The
 *  stack config counts even where the environment sets the same: azuread and azure-native take the stack config first.
 *  Looks up real paths, and sends nothing. */
export function findDestinationProblems(
  provider: SignInProvider,
  source: ConfigurationSource,
  environment: Environment,
): string[] {
  const of = (setting: Setting): Setting => ({ ...setting, key: setting.key.replace(/^azuread/, provider) });
  const allowed = allowedHostsIn(environment);
  const refuse = (setting: Setting, urlOf: (value: string) => string) =>
    valuesOf(of(setting), source, environment).flatMap((value) => {
      const refusal = describeHostRefusal(urlOf(value), allowed);
      return refusal === undefined ? [] : [`${nameOf(of(setting))} cannot be used: ${refusal}`];
    });
  return [
    ...refuse(metadataHost, (host) => `https://${host}`),
    ...refuse(oidcRequestUrl, (url) => url),
    ...findIdentityProblem(of(msiEndpoint), source, environment),
    ...files.flatMap((setting) => findFileProblem(of(setting), source) ?? []),
  ];
}

/** The endpoint of a managed identity is on the machine and speaks plain http, so no list of hosts can allow it: only the
 *  environment can name it. */
function findIdentityProblem(setting: Setting, source: ConfigurationSource, environment: Environment): string[] {
  const declared = source.get(setting.key)?.trim() ?? "";
  const [variable = ""] = setting.variables;
  if (declared === "" || declared === environment[variable]?.trim()) return [];
  return [
    `${setting.key} cannot be used: the stack config does not decide where the identity of this machine signs in; remove it, and name ` +
      `the endpoint in the environment variable ${variable} if it is not the usual one`,
  ];
}

/** Names the metadata host if it is none of Microsoft's clouds; undefined otherwise. */
export function describeForeignCloud(host: string | undefined): string | undefined {
  if (host === undefined || isKnownHost(host)) return undefined;
  return `metadata host ${host}, which is none of Microsoft's clouds`;
}

function valuesOf(setting: Setting, source: ConfigurationSource, environment: Environment): string[] {
  const declared = source.get(setting.key)?.trim() ?? "";
  const effective = valueOf(setting, source, environment)?.trim() ?? "";
  return [...new Set([declared, effective])].filter((value) => value !== "");
}

/** Refuses a file that the stack config names outside the project: its content would be sent as a credential. */
function findFileProblem(setting: Setting, source: ConfigurationSource): string | undefined {
  const declared = source.get(setting.key)?.trim() ?? "";
  if (declared === "") return undefined;
  if (isInProject(declared, source.folder)) return undefined;
  return (
    `${setting.key} names a file outside the project, which is not read; put the file into the project, or name it in the ` +
    `environment variable ${setting.variables[0] ?? ""}`
  );
}
