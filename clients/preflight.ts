import { findResourceManager } from "./arm/client";
import type { ConfigurationSource, Configured, Environment } from "./configuration";
import { readGraphConfiguration } from "./graph/configuration";
import { createGraphSession } from "./graph/session";
import { readGatewayConfiguration, readLookoutSignIn, type LookoutSignIn } from "./lookout/configuration";
import { createLookoutToken } from "./lookout/token";

/** Signs in to Entra once, as the resources will. Returns every problem, or none: what is missing or malformed, else why
 *  Entra refused (wrong secret, wrong tenant, host not reached), each naming the setting to correct. */
export async function checkGraphSignIn(
  source: ConfigurationSource,
  environment: Environment = process.env,
): Promise<readonly string[]> {
  const { configuration, problems } = readGraphConfiguration(source, environment);
  if (configuration === undefined) return problems;
  return problemOf(createGraphSession(configuration).token());
}

/** Signs in to Entra once, for Graph and for Azure Resource Manager. Returns every problem, or none. */
export async function checkAzureSignIn(
  source: ConfigurationSource,
  environment: Environment = process.env,
): Promise<readonly string[]> {
  const { configuration, problems } = readGraphConfiguration(source, environment);
  if (configuration === undefined) return problems;
  const session = createGraphSession(configuration);
  const forGraph = await problemOf(session.token());
  // What keeps one token back mostly keeps the other.
  if (forGraph.length > 0) return forGraph;
  return problemOf(findResourceManager(session, configuration).then(({ audience }) => session.token(audience)));
}

/** Signs in to Lookout once, as gateway mode will. Returns every problem, or none: what gateway mode misses, else why Lookout
 *  refused. */
export async function checkGatewaySignIn(
  source: ConfigurationSource,
  environment: Environment = process.env,
): Promise<readonly string[]> {
  return checkLookout(readGatewayConfiguration(source, environment));
}

/** Signs in to Lookout once, as a threat feed will. Returns every problem, or none. */
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
