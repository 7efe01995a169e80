import { lookoutApiUrl } from "pulumi-lookout-intune/internal/model/lookout-endpoints";
import {
  nameOf,
  valueOf,
  type ConfigurationSource,
  type Environment,
} from "pulumi-lookout-intune/internal/clients/configuration";
import { lookoutSettings, readLookoutSignIn } from "pulumi-lookout-intune/internal/clients/lookout/configuration";
import { createLookoutToken } from "pulumi-lookout-intune/internal/clients/lookout/token";
import { check, messageOf, type Check } from "./check";
import type { Place, ReachedPlace } from "./places";

const apiId = "reach-lookout";

/** Lookout's hosts: its API, and the gateway if there is one. A URL that is none is told by the sign-in's check. */
export function lookoutPlaces(source: ConfigurationSource, environment: Environment): Place[] {
  const apiUrl = valueOf(lookoutSettings.apiUrl, source, environment) ?? lookoutApiUrl;
  const gatewayUrl = valueOf(lookoutSettings.gatewayUrl, source, environment);
  const places = [
    {
      id: apiId,
      title: "Lookout's API answers",
      url: `${withoutSlash(apiUrl)}/mra/api/v2/devices`,
      setting: nameOf(lookoutSettings.apiUrl),
    },
    ...(gatewayUrl === undefined
      ? []
      : [
          {
            id: "reach-gateway",
            title: "The configuration gateway answers",
            url: `${withoutSlash(gatewayUrl)}/v1/intune-connectors`,
            setting: nameOf(lookoutSettings.gatewayUrl),
          },
        ]),
  ];
  return places.filter(({ url }) => URL.canParse(url));
}

/** Signs in to Lookout when there is a key, which only some of the product needs. */
export async function checkLookoutKey(
  source: ConfigurationSource,
  environment: Environment,
  places: readonly ReachedPlace[],
): Promise<Check> {
  const key = check("lookout-key", "Sign-in to Lookout");
  if (valueOf(lookoutSettings.applicationKey, source, environment) === undefined) {
    return key.note(
      "There is no application key, so nothing is known of Lookout's side: whether its API takes us, devices, threats, the audit log.",
      `Only gateway mode, threat feeds and evidence need one. Make it in Lookout's console under System > Application Keys > Generate Key and set ${nameOf(lookoutSettings.applicationKey)}.`,
    );
  }
  const { configuration, problems } = readLookoutSignIn(source, environment);
  if (configuration === undefined) return key.failing(problems.join(" "), "Correct the setting that is named.");
  if (places.find(({ id }) => id === apiId)?.reach.reached === false) {
    return key.unknown("Not tried, as Lookout's API does not answer.", "Make Lookout's API answer first.");
  }
  try {
    await createLookoutToken(configuration).get();
    return key.ok("works; which permissions the key has, Lookout does not tell");
  } catch (error) {
    return key.failing(messageOf(error), "Correct the setting that is named, and run this again.");
  }
}

function withoutSlash(url: string): string {
  return url.trim().replace(/\/+$/, "");
}
