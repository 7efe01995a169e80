import { quoteName } from "pulumi-lookout-intune/internal/model/hidden-characters";
import type { GraphObject } from "pulumi-lookout-intune/internal/clients/graph/graph-objects";
import { CommandPlaceholder, shellCommand } from "pulumi-lookout-intune/internal/model/shell-command";
import { iosAppConfigurations, possiblySecretKeys, readIosAppConfiguration } from "./locations";
import { changesOf, type Adoption, type Decision, type Reached } from "./plan";

type Values = Readonly<Record<string, unknown>>;

const about = "lookoutForWork.ios.configuration";
const eachKey = new CommandPlaceholder(`lookout-intune:${about}.<key>`);

/** Settings of the iOS app that adopt its configuration, or a decision for the user. */
export function chooseAppConfiguration(
  configurations: readonly GraphObject[],
  adoptions: readonly Adoption[],
  reached: Reached,
): { readonly settings: Values; readonly decisions: readonly Decision[] } {
  const ios = configurations.filter(isIos);
  const app = adoptions.find(({ location }) => location === "lookoutForWork.ios");
  const [only, ...others] = ios;
  if (only === undefined) return { settings: {}, decisions: [] };
  const decision = (found: string, decide: string) => ({
    settings: {},
    decisions: [{ about, found, decide }],
  });
  if (others.length > 0) {
    const names = ios.map(({ displayName, id }) => `${quoteName(displayName ?? "")} (${id})`).join(", ");
    return decision(
      `Several configurations name Lookout for Work on iOS: ${names}. The stack manages one.`,
      "Delete all but one in the Intune admin center and run this again, or keep all outside the stack.",
    );
  }
  const title = `The configuration ${quoteName(only.displayName ?? "")} (${only.id})`;
  if (app === undefined) {
    return decision(`${title} belongs to an app that is not adopted.`, "Decide on the app first.");
  }
  const reading = readIosAppConfiguration(app.reading.id, only);
  const changes = [...reading.refused, ...changesOf({ location: app.location, reading }, reached)];
  if (changes.length > 0) {
    return decision(
      `${title} cannot be adopted without a change: ${changes.join("; ")}.`,
      "Change it in the Intune admin center and run this again, or keep it outside the stack.",
    );
  }
  const { displayName: configurationDisplayName, configuration } = reading.config;
  const secret = possiblySecretKeys(configuration);
  if (secret.length > 0) {
    return decision(
      `${title} has values that could be secret (${secret.join(", ")}). They are not written to the file.`,
      `Set each key with ${shellCommand`pulumi config set --secret --path ${eachKey}` ?? ""}, ` +
        `its name with ${setText("configurationDisplayName", String(configurationDisplayName))}, ` +
        `and its id with ${setText("configurationAdopt", only.id)}.`,
    );
  }
  return { settings: { configuration, configurationDisplayName, configurationAdopt: only.id }, decisions: [] };
}

/** The command that sets a setting of the iOS app; for a value that is not safe in one, the place to write it. */
function setText(setting: string, value: string): string {
  const key = `lookout-intune:lookoutForWork.ios.${setting}`;
  const command = shellCommand`pulumi config set --path ${key} ${value}`;
  return (
    command ?? `an entry for ${key} in Pulumi.<stack>.yaml, because it has characters that are not safe in a command`
  );
}

/** Describes the configurations that this package does not manage. */
export function configurationsLeftAlone(configurations: readonly GraphObject[]): string[] {
  return configurations
    .filter((one) => !isIos(one))
    .map(
      ({ displayName, id }) =>
        `The app configuration ${quoteName(displayName ?? "")} (${id}) has a type that this package does not manage; it stays unchanged.`,
    );
}

function isIos(configuration: GraphObject): boolean {
  return configuration["@odata.type"] === iosAppConfigurations.odataType;
}
