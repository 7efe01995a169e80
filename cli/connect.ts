import type {
  Configured,
  ConfigurationSource,
  Environment,
} from "pulumi-lookout-intune/internal/clients/configuration-source";
import { createGraphClient, type GraphClient } from "pulumi-lookout-intune/internal/clients/graph/graph-client";
import {
  readGraphConfiguration,
  type GraphConfiguration,
} from "pulumi-lookout-intune/internal/clients/graph/graph-configuration";
import { createGraphSession, type GraphSession } from "pulumi-lookout-intune/internal/clients/graph/graph-session";
import type { RetryPolicy } from "pulumi-lookout-intune/internal/clients/http/retry-policy";
import { createLookoutApi, type LookoutApi } from "pulumi-lookout-intune/internal/clients/lookout/lookout-api";
import { readLookoutSignIn } from "pulumi-lookout-intune/internal/clients/lookout/lookout-configuration";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";

/** Retry policy for interactive commands: report a failure early instead of letting the user wait. */
export const interactiveRetries = {
  attempts: 5,
  totalMs: 30_000,
  timeoutMs: 15_000,
} as const satisfies Partial<RetryPolicy>;

/** A client, or all problems that prevent creating it. */
export type Access<Client> =
  | { readonly client: Client; readonly problems: readonly [] }
  | { readonly client?: undefined; readonly problems: readonly string[] };

/** Creates the Graph client with the credentials of the stack's config and the environment. Sends nothing yet. */
export function graphAccess(
  source: ConfigurationSource,
  environment: Environment = process.env,
  retry: Partial<RetryPolicy> = interactiveRetries,
): Access<GraphClient> {
  return access(readGraphConfiguration(source, environment), (configuration) =>
    createGraphClient(configuration, { retry }),
  );
}

/** A sign-in to Entra that succeeded. */
export interface SignedIn {
  readonly configuration: GraphConfiguration;
  readonly session: GraphSession;
  readonly graph: GraphClient;
  /** The access token for Graph. */
  readonly token: string;
}

/** Signs in to Entra once, so that a failing sign-in is one problem. */
export async function signInToGraph(source: ConfigurationSource): Promise<SignedIn> {
  const { configuration, problems } = readGraphConfiguration(source);
  if (configuration === undefined) throw new UserError(problems);
  const session = createGraphSession(configuration);
  try {
    const token = await session.token();
    const graph = createGraphClient(configuration, { session, retry: interactiveRetries });
    return { configuration, session, graph, token };
  } catch (error) {
    throw new UserError([error instanceof Error ? error.message : String(error)]);
  }
}

/** Creates the client for Lookout's APIs. Requires an application key. */
export function lookoutAccess(
  source: ConfigurationSource,
  environment: Environment = process.env,
  retry?: Partial<RetryPolicy>,
): Access<LookoutApi> {
  return access(readLookoutSignIn(source, environment), (configuration) => createLookoutApi(configuration, retry));
}

/** Returns the client, or throws the problems. For commands that cannot work without it. */
export function required<Client>({ client, problems }: Access<Client>): Client {
  if (client === undefined) throw new UserError(problems);
  return client;
}

function access<Configuration, Client>(
  { configuration, problems }: Configured<Configuration>,
  create: (configuration: Configuration) => Client,
): Access<Client> {
  return configuration === undefined ? { problems } : { client: create(configuration), problems: [] };
}
