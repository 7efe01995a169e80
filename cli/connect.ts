import type {
  Configured,
  ConfigurationSource,
  Environment,
} from "pulumi-lookout-intune/internal/clients/configuration";
import { createGraphClient, type GraphClient } from "pulumi-lookout-intune/internal/clients/graph/client";
import { readGraphConfiguration } from "pulumi-lookout-intune/internal/clients/graph/configuration";
import type { RetryPolicy } from "pulumi-lookout-intune/internal/clients/http/retry-policy";
import { createLookoutApi, type LookoutApi } from "pulumi-lookout-intune/internal/clients/lookout/api";
import { readLookoutSignIn } from "pulumi-lookout-intune/internal/clients/lookout/configuration";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";

/** A person waits for it: what does not come back soon is said to be failing. */
export const patience = { attempts: 5, totalMs: 30_000, timeoutMs: 15_000 } as const satisfies Partial<RetryPolicy>;

/** A client, or everything that keeps it from being made. */
export type Access<Client> =
  | { readonly client: Client; readonly problems: readonly [] }
  | { readonly client?: undefined; readonly problems: readonly string[] };

/** The client of Graph, signed in as the stack's config and the environment say. Nothing is sent yet. */
export function graphAccess(
  source: ConfigurationSource,
  environment: Environment = process.env,
  retry: Partial<RetryPolicy> = patience,
): Access<GraphClient> {
  return access(readGraphConfiguration(source, environment), (configuration) =>
    createGraphClient(configuration, { retry }),
  );
}

/** The client of Lookout's APIs; without an application key there is none. */
export function lookoutAccess(
  source: ConfigurationSource,
  environment: Environment = process.env,
  retry?: Partial<RetryPolicy>,
): Access<LookoutApi> {
  return access(readLookoutSignIn(source, environment), (configuration) => createLookoutApi(configuration, retry));
}

/** The client, for a command that is nothing without it. */
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
