import { lookoutApiUrl } from "pulumi-lookout-intune/internal/model/lookout-endpoints";
import {
  nameOf,
  valueOf,
  type ConfigurationSource,
  type Environment,
} from "pulumi-lookout-intune/internal/clients/configuration-source";
import {
  lookoutSettings,
  readLookoutSignIn,
  withoutSlash,
} from "pulumi-lookout-intune/internal/clients/lookout/lookout-configuration";
import { createLookoutToken } from "pulumi-lookout-intune/internal/clients/lookout/lookout-token";
import { check, messageOf, type Check } from "./check";
import type { Endpoint, ProbedEndpoint } from "./endpoints.check";

const apiId = "reach-lookout";

/** Endpoints of Lookout's API and of the gateway, if configured. The sign-in check reports invalid URLs. */
export function lookoutEndpoints(source: ConfigurationSource, environment: Environment): Endpoint[] {
  const apiUrl = valueOf(lookoutSettings.apiUrl, source, environment) ?? lookoutApiUrl;
  const gatewayUrl = valueOf(lookoutSettings.gatewayUrl, source, environment);
  const endpoints = [
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
  return endpoints.filter(({ url }) => URL.canParse(url));
}

/** Signs in to Lookout if there is an application key. Only some features need one. */
export async function checkLookoutKey(
  source: ConfigurationSource,
  environment: Environment,
  endpoints: readonly ProbedEndpoint[],
): Promise<Check> {
  const key = check("lookout-key", "Sign-in to Lookout");
  if (valueOf(lookoutSettings.applicationKey, source, environment) === undefined) {
    return key.note(
      "There is no application key, so Lookout's side cannot be read: sign-in, devices, threats, audit log.",
      `Only gateway mode, threat feeds and evidence need one. Create it in Lookout's console under System > Application Keys > Generate Key and set ${nameOf(lookoutSettings.applicationKey)}.`,
    );
  }
  const { configuration, problems } = readLookoutSignIn(source, environment);
  if (configuration === undefined) return key.failing(problems.join(" "), "Correct the named setting.");
  if (endpoints.find(({ id }) => id === apiId)?.reachability.reached === false) {
    return key.unknown(
      "Not tried because Lookout's API does not answer.",
      "Fix the connection to Lookout's API first.",
    );
  }
  try {
    await createLookoutToken(configuration).get();
    return key.ok("works; Lookout does not report the permissions of the key");
  } catch (error) {
    return key.failing(messageOf(error), "Correct the named setting, and run this again.");
  }
}
