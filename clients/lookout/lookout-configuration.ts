import { lookoutApiUrl } from "../../model/lookout-endpoints";
import { withoutEnding } from "../../model/text-end";
import { allowedHostsIn, describeHostRefusal } from "../http/allowed-hosts";
import {
  findUrlProblem,
  missing,
  nameOf,
  valueOf,
  type ConfigurationSource,
  type Configured,
  type Environment,
  type Setting,
} from "../configuration-source";

import { readEventReading, type EventReading } from "./event-reading";

export const lookoutSettings = {
  apiUrl: { key: "lookout:apiUrl", variables: ["LOOKOUT_API_URL"] },
  gatewayUrl: { key: "lookout:gatewayUrl", variables: ["LOOKOUT_GATEWAY_URL"] },
  applicationKey: { key: "lookout:applicationKey", variables: ["LOOKOUT_APPLICATION_KEY"], secret: true },
} as const satisfies Record<string, Setting>;

/** Settings for signing in to Lookout's API. */
export interface LookoutSignIn {
  /** Base URL of Lookout's API, without a trailing slash. */
  readonly apiUrl: string;
  /** The application key. Line breaks from copying it out of the console are removed. */
  readonly applicationKey: string;
  /** How events are read. Default: as Lookout's documentation suggests. */
  readonly eventReading?: EventReading;
}

/** Settings of gateway mode. */
export interface GatewayConfiguration extends LookoutSignIn {
  /** Base URL of the configuration gateway, without a trailing slash. */
  readonly gatewayUrl: string;
}

/** Reads the sign-in settings and finds all problems with them, without network access. */
export function readLookoutSignIn(
  source: ConfigurationSource,
  environment: Environment = process.env,
): Configured<LookoutSignIn> {
  const apiUrl = withoutSlash(valueOf(lookoutSettings.apiUrl, source, environment) ?? lookoutApiUrl);
  const applicationKey = valueOf(lookoutSettings.applicationKey, source, environment)?.replace(/\s+/g, "");
  const keyProblem = "generate it in Lookout's console under System > Application Keys > Generate Key";
  const { reading: eventReading, problems: readingProblems } = readEventReading(source, environment);
  const problems = [
    ...problemsOfUrl(lookoutSettings.apiUrl, apiUrl, environment),
    ...readingProblems,
    ...(applicationKey === undefined ? [missing(lookoutSettings.applicationKey, keyProblem)] : []),
  ];
  if (applicationKey === undefined || problems.length > 0) return { problems };
  return { configuration: { apiUrl, applicationKey, eventReading }, problems: [] };
}

/** Reads the settings of gateway mode and finds all problems with them, without network access. */
export function readGatewayConfiguration(
  source: ConfigurationSource,
  environment: Environment = process.env,
): Configured<GatewayConfiguration> {
  const signIn = readLookoutSignIn(source, environment);
  const found = valueOf(lookoutSettings.gatewayUrl, source, environment);
  const gatewayUrl = found === undefined ? undefined : withoutSlash(found);
  const what =
    "gateway mode sends Lookout's settings to this URL (gateway/openapi.yaml); without a gateway, use the mode console";
  const problems = [
    ...(gatewayUrl === undefined
      ? [missing(lookoutSettings.gatewayUrl, what)]
      : problemsOfUrl(lookoutSettings.gatewayUrl, gatewayUrl, environment)),
    ...signIn.problems,
  ];
  if (gatewayUrl === undefined || signIn.configuration === undefined || problems.length > 0) return { problems };
  return { configuration: { ...signIn.configuration, gatewayUrl }, problems: [] };
}

function problemsOfUrl(setting: Setting, url: string, environment: Environment): string[] {
  const problem = findUrlProblem(url) ?? describeHostRefusal(url, allowedHostsIn(environment));
  return problem === undefined ? [] : [`${nameOf(setting)} cannot be used: ${problem}`];
}

/** A base URL as paths are appended to it. */
export function withoutSlash(url: string): string {
  return withoutEnding(url.trim(), "/");
}
