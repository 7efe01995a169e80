import { createArmClient, type ArmClient } from "../../clients/arm/arm-client";
import type { Configured } from "../../clients/configuration-source";
import { createGraphClient, type GraphClient } from "../../clients/graph/graph-client";
import { readGraphConfiguration, type GraphConfiguration } from "../../clients/graph/graph-configuration";
import { createLookoutApi, type LookoutApi } from "../../clients/lookout/lookout-api";
import {
  readGatewayConfiguration,
  readLookoutSignIn,
  type GatewayConfiguration,
  type LookoutSignIn,
} from "../../clients/lookout/lookout-configuration";
import { createGatewayClient, type GatewayClient } from "../../clients/lookout/gateway-client";
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
}

export function createGraphService(): ConfiguredService<GraphClient> {
  return createService<GraphConfiguration, GraphClient>(readGraphConfiguration, createGraphClient);
}

export function createArmService(): ConfiguredService<ArmClient> {
  return createService<GraphConfiguration, ArmClient>(readGraphConfiguration, createArmClient);
}

export function createGatewayService(): ConfiguredService<GatewayClient> {
  return createService<GatewayConfiguration, GatewayClient>(readGatewayConfiguration, createGatewayClient);
}

export function createLookoutApiService(): ConfiguredService<LookoutApi> {
  return createService<LookoutSignIn, LookoutApi>(readLookoutSignIn, createLookoutApi);
}

function createService<Configuration, Client>(
  read: (config: ProviderConfig) => Configured<Configuration>,
  create: (configuration: Configuration) => Client,
): ConfiguredService<Client> {
  let configured: Configured<Configuration> = { problems: ["the provider was not configured by the engine"] };
  let client: Client | undefined;
  return {
    configure(config) {
      configured = read(config);
      client = undefined;
    },
    failures: () => configured.problems.map((reason) => ({ property: "", reason })),
    client() {
      if (configured.configuration === undefined) throw new Error(configured.problems.join("; "));
      client ??= create(configured.configuration);
      return client;
    },
  };
}
