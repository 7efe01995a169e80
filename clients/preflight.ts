import { findResourceManager } from "./arm/arm-client";
import type { ConfigurationSource, Configured, Environment } from "./configuration-source";
import { findDestinationProblems } from "./graph/declared-destinations";
import { readGraphConfiguration } from "./graph/graph-configuration";
import { createGraphSession } from "./graph/graph-session";
import { readGatewayConfiguration, readLookoutSignIn, type LookoutSignIn } from "./lookout/lookout-configuration";
import { createLookoutToken } from "./lookout/lookout-token";

/** Signs in to Entra once, with the credentials that the resources use. Returns all problems, or an empty list: first the
 *  missing or malformed settings, otherwise the reason why sign-in failed (wrong secret, wrong tenant, unreachable host).
 *  Each problem names the setting to correct. */
export async function checkGraphSignIn(
  source: ConfigurationSource,
  environment: Environment = process.env,
): Promise<readonly string[]> {
  const { configuration, problems } = readGraphConfiguration(source, environment);
  if (configuration === undefined) return problems;
  return problemOf(createGraphSession(configuration).token());
}

/** Signs in to Entra once, for Graph and for Azure Resource Manager. Returns all problems, or an empty list: also where the
 *  azure-native provider, which signs in by itself, would send its credentials to a host that is not allowed. */
export async function checkAzureSignIn(
  source: ConfigurationSource,
  environment: Environment = process.env,
): Promise<readonly string[]> {
  const { configuration, problems } = readGraphConfiguration(source, environment);
  const refused = findDestinationProblems("azure-native", source, environment);
  if (configuration === undefined || refused.length > 0) return [...problems, ...refused];
  const session = createGraphSession(configuration);
  const forGraph = await problemOf(session.token());
  // Both tokens usually fail for the same reason, so report it only once.
  if (forGraph.length > 0) return forGraph;
  return problemOf(findResourceManager(session, configuration).then(({ audience }) => session.token(audience)));
}

/** Signs in to Lookout once, with the settings of gateway mode. Returns all problems, or an empty list: first the missing
 *  settings, otherwise the reason why Lookout refused the sign-in. */
export async function checkGatewaySignIn(
  source: ConfigurationSource,
  environment: Environment = process.env,
): Promise<readonly string[]> {
  return checkLookout(readGatewayConfiguration(source, environment));
}

/** Signs in to Lookout once, with the settings of a threat feed. Returns all problems, or an empty list. */
export async function checkLookoutSignIn(
  source: ConfigurationSource,
  environment: Environment = process.env,
): Promise<readonly string[]> {
  return checkLookout(readLookoutSignIn(source, environment));
}

async function checkLookout({ configuration, problems }: Configured<LookoutSignIn>): Promise<readonly string[]> {
  if (configuration === undefined) return problems;
  return problemOf(createLookoutToken(configuration).get());
}

async function problemOf(signIn: Promise<unknown>): Promise<readonly string[]> {
  try {
    await signIn;
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}
