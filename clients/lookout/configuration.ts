import { lookoutApiUrl } from "../../model/lookout-endpoints";
import {
  findUrlProblem,
  missing,
  nameOf,
  valueOf,
  type ConfigurationSource,
  type Configured,
  type Environment,
  type Setting,
} from "../configuration";

export const lookoutSettings = {
  apiUrl: { key: "lookout:apiUrl", variables: ["LOOKOUT_API_URL"] },
  gatewayUrl: { key: "lookout:gatewayUrl", variables: ["LOOKOUT_GATEWAY_URL"] },
  applicationKey: { key: "lookout:applicationKey", variables: ["LOOKOUT_APPLICATION_KEY"], secret: true },
} as const satisfies Record<string, Setting>;

/** What a token of Lookout's API takes. */
export interface LookoutSignIn {
  /** Base URL of Lookout's API, without a trailing slash. */
  readonly apiUrl: string;
  /** The application key, without the line breaks that copying it from the console leaves. */
  readonly applicationKey: string;
}

/** What gateway mode takes. */
export interface GatewayConfiguration extends LookoutSignIn {
  /** Base URL of the configuration gateway, without a trailing slash. */
  readonly gatewayUrl: string;
}

/** Reads what a token takes, and finds everything that is wrong with it, without any network. */
export function readLookoutSignIn(
  source: ConfigurationSource,
  environment: Environment = process.env,
): Configured<LookoutSignIn> {
  const apiUrl = withoutSlash(valueOf(lookoutSettings.apiUrl, source, environment) ?? lookoutApiUrl);
  const applicationKey = valueOf(lookoutSettings.applicationKey, source, environment)?.replace(/\s+/g, "");
  const keyProblem = "Lookout's console makes it under System > Application Keys > Generate Key";
  const problems = [
    ...problemsOfUrl(lookoutSettings.apiUrl, apiUrl),
    ...(applicationKey === undefined ? [missing(lookoutSettings.applicationKey, keyProblem)] : []),
  ];
  if (applicationKey === undefined || problems.length > 0) return { problems };
  return { configuration: { apiUrl, applicationKey }, problems: [] };
}

/** Reads what gateway mode takes, and finds everything that is wrong with it, without any network. */
export function readGatewayConfiguration(
  source: ConfigurationSource,
  environment: Environment = process.env,
): Configured<GatewayConfiguration> {
  const signIn = readLookoutSignIn(source, environment);
  const found = valueOf(lookoutSettings.gatewayUrl, source, environment);
  const gatewayUrl = found === undefined ? undefined : withoutSlash(found);
  const what =
    "gateway mode sends Lookout's settings there (gateway/openapi.yaml); without a gateway use the mode console";
  const problems = [
    ...(gatewayUrl === undefined
      ? [missing(lookoutSettings.gatewayUrl, what)]
      : problemsOfUrl(lookoutSettings.gatewayUrl, gatewayUrl)),
    ...signIn.problems,
  ];
  if (gatewayUrl === undefined || signIn.configuration === undefined || problems.length > 0) return { problems };
  return { configuration: { ...signIn.configuration, gatewayUrl }, problems: [] };
}

function problemsOfUrl(setting: Setting, url: string): string[] {
  const problem = findUrlProblem(url);
  return problem === undefined ? [] : [`${nameOf(setting)} cannot be used: ${problem}`];
}

function withoutSlash(url: string): string {
  return url.trim().replace(/\/+$/, "");
}
