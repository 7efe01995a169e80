import type { GraphObject } from "pulumi-lookout-intune/internal/clients/graph/objects";
import { iosAppConfigurations, possiblySecretKeys, readIosAppConfiguration } from "./kinds";
import { changesOf, type Adoption, type Decision, type Reached } from "./plan";

type Values = Readonly<Record<string, unknown>>;

const about = "lookoutForWork.ios.configuration";

/** Settings of the iOS app that take its configuration over, or what there is to decide. */
export function chooseAppConfiguration(
  configurations: readonly GraphObject[],
  adoptions: readonly Adoption[],
  reached: Reached,
): { readonly settings: Values; readonly decisions: readonly Decision[] } {
  const ios = configurations.filter(isIos);
  const app = adoptions.find(({ place }) => place === "lookoutForWork.ios");
  const [only, ...others] = ios;
  if (only === undefined) return { settings: {}, decisions: [] };
  const decision = (found: string, decide: string) => ({
    settings: {},
    decisions: [{ about, found, decide }],
  });
  if (others.length > 0) {
    const names = ios.map(({ displayName, id }) => `"${displayName ?? ""}" (${id})`).join(", ");
    return decision(
      `Several configurations name Lookout for Work on iOS: ${names}. The stack manages one.`,
      "Leave one of them in the Intune admin center and run this again, or leave all outside of the stack.",
    );
  }
  const title = `The configuration "${only.displayName ?? ""}" (${only.id})`;
  if (app === undefined) {
    return decision(`${title} belongs to an app that is not taken over.`, "Decide about the app first.");
  }
  const reading = readIosAppConfiguration(app.reading.id, only);
  const changes = [...reading.refused, ...changesOf({ place: app.place, reading }, reached)];
  if (changes.length > 0) {
    return decision(
      `${title} cannot be taken over without a change: ${changes.join("; ")}.`,
      "Change it in the Intune admin center and run this again, or leave it outside of the stack.",
    );
  }
  const { displayName: configurationDisplayName, configuration } = reading.config;
  const secret = possiblySecretKeys(configuration);
  if (secret.length > 0) {
    return decision(
      `${title} has values that could be secret (${secret.join(", ")}), and none is written here.`,
      `Set each key of it with pulumi config set --secret --path 'lookout-intune:${about}.<key>' <value>, and its name with ` +
        `pulumi config set --path 'lookout-intune:lookoutForWork.ios.configurationDisplayName' '${String(configurationDisplayName)}'.`,
    );
  }
  return { settings: { configuration, configurationDisplayName }, decisions: [] };
}

/** The configurations that this product leaves alone, for people. */
export function configurationsLeftAlone(configurations: readonly GraphObject[]): string[] {
  return configurations
    .filter((one) => !isIos(one))
    .map(
      ({ displayName, id }) =>
        `The app configuration "${displayName ?? ""}" (${id}) is of a type that this product does not manage; it stays as it is.`,
    );
}

function isIos(configuration: GraphObject): boolean {
  return configuration["@odata.type"] === iosAppConfigurations.odataType;
}
