import { existsSync, realpathSync } from "node:fs";
import { dirname, join, relative, resolve, isAbsolute } from "node:path";
import { nameOf, valueOf, type ConfigurationSource, type Environment, type Setting } from "../configuration-source";
import { allowedHostsIn, describeHostRefusal, isKnownHost } from "../http/allowed-hosts";
import { graphSettings } from "./azuread-settings";

/** A provider of Microsoft's services that reads its sign-in from the stack config. Both have the same settings. */
export type SignInProvider = "azuread" | "azure-native";

const { metadataHost, oidcRequestUrl } = graphSettings;
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
    ...files.flatMap((setting) => findFileProblem(of(setting), source) ?? []),
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
  const path = realPath(resolve(declared));
  const inside = relative(realPath(projectFolder(source.folder ?? process.cwd())), path);
  if (inside !== "" && inside.split(/[\\/]/)[0] !== ".." && !isAbsolute(inside)) return undefined;
  return (
    `${setting.key} names a file outside the project, which is not read; put the file into the project, or name it in the ` +
    `environment variable ${setting.variables[0] ?? ""}`
  );
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** The nearest folder with a Pulumi project, from a folder upward; the folder itself if there is none. */
function projectFolder(from: string): string {
  const hasProject = (folder: string) =>
    ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"].some((name) => existsSync(join(folder, name)));
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    if (hasProject(folder)) return folder;
    if (folder === dirname(folder)) return resolve(from);
  }
}
