import { createArmClient, type ArmClient } from "../../clients/arm/arm-client";
import { valueOf, type Configured } from "../../clients/configuration-source";
import { createGraphClient, type GraphClient } from "../../clients/graph/graph-client";
import {
  graphSettings,
  readGraphConfiguration,
  type GraphConfiguration,
} from "../../clients/graph/graph-configuration";
import { createLookoutApi, type LookoutApi } from "../../clients/lookout/lookout-api";
import {
  readGatewayConfiguration,
  readLookoutSignIn,
  type GatewayConfiguration,
  type LookoutSignIn,
} from "../../clients/lookout/lookout-configuration";
import { createGatewayClient, type GatewayClient } from "../../clients/lookout/gateway-client";
import { isGuid } from "../../model/identifiers";
import type { CheckFailure, ProviderConfig } from "./provider";

/** A service as its providers use it: its configuration failures, and its client, created at first use. */
export interface ConfiguredService<Client> {
  /** Reads the configuration when the engine configures the provider. Synchronous; sends nothing. */
  configure(config: ProviderConfig): void;
  /** Lists everything that is missing or malformed. The failures concern the resource as a whole, because Pulumi
   *  would print the value of a property. */
  failures(): CheckFailure[];
  /** Returns the client. Throws if anything is missing or malformed. */
  client(): Client;
  /** Whether the configuration names the Entra tenant. */
  namesTenant(): boolean;
  /** Id of the Entra tenant that the integration signs in to; undefined if no configuration names it. */
  tenantId(): Promise<string | undefined>;
}

export function createGraphService(): ConfiguredService<GraphClient> {
  return createService<GraphConfiguration, GraphClient>(readGraphConfiguration, createGraphClient, ofClient);
}

export function createArmService(): ConfiguredService<ArmClient> {
  return createService<GraphConfiguration, ArmClient>(readGraphConfiguration, createArmClient, ofClient);
}

export function createGatewayService(): ConfiguredService<GatewayClient> {
  return createService<GatewayConfiguration, GatewayClient>(readGatewayConfiguration, createGatewayClient);
}

export function createLookoutApiService(): ConfiguredService<LookoutApi> {
  return createService<LookoutSignIn, LookoutApi>(readLookoutSignIn, createLookoutApi);
}

type TenantOf<Client> = (client: Client) => Promise<string | undefined>;

const ofClient: TenantOf<Pick<GraphClient, "tenantId">> = (client) =>
  // A failed sign-in is reported by the request that follows.
  client.tenantId().catch(() => undefined);

/** Lookout ties its tenant to an Entra tenant, which azuread's configuration names. */
function tenantInConfig(config: ProviderConfig | undefined): string | undefined {
  const named = config === undefined ? undefined : valueOf(graphSettings.tenantId, config, process.env)?.trim();
  return named !== undefined && isGuid(named) ? named : undefined;
}

function createService<Configuration, Client>(
  read: (config: ProviderConfig) => Configured<Configuration>,
  create: (configuration: Configuration) => Client,
  tenantOf?: TenantOf<Client>,
): ConfiguredService<Client> {
  let configured: Configured<Configuration> = { problems: ["the provider was not configured by the engine"] };
  let given: ProviderConfig | undefined;
  let client: Client | undefined;
  const service: ConfiguredService<Client> = {
    configure(config) {
      configured = read(config);
      given = config;
      client = undefined;
    },
    failures: () => configured.problems.map((reason) => ({ property: "", reason })),
    client() {
      if (configured.configuration === undefined) throw new Error(configured.problems.join("; "));
      client ??= create(configured.configuration);
      return client;
    },
    namesTenant: () =>
      tenantOf === undefined ? tenantInConfig(given) !== undefined : configured.configuration !== undefined,
    tenantId() {
      if (tenantOf === undefined) return Promise.resolve(tenantInConfig(given));
      return configured.configuration === undefined ? Promise.resolve(undefined) : tenantOf(service.client());
    },
  };
  return service;
}
