import { createArmClient, type ArmClient } from "../../clients/arm/arm-client";
import { createGraphClient, type GraphClient } from "../../clients/graph/graph-client";
import { readGraphConfiguration, type GraphConfiguration } from "../../clients/graph/graph-configuration";
import type { RetryPolicy } from "../../clients/http/retry-policy";
import { allowedHostsFor, stackConfigFor, trustTenant, type TenantUnderTest } from "../local/tenant/tenant-under-test";

export function graphConfigurationOf(subject: TenantUnderTest): GraphConfiguration {
  const config = stackConfigFor(subject);
  const { configuration, problems } = readGraphConfiguration({ get: (key) => config[key] }, allowedHostsFor(subject));
  if (configuration === undefined) throw new Error(problems.join("\n"));
  return configuration;
}

/** The product's own client for a tenant of this process. */
export function graphClientOf(subject: TenantUnderTest, retry: Partial<RetryPolicy> = {}): GraphClient {
  trustTenant(subject);
  return createGraphClient(graphConfigurationOf(subject), { retry: { firstPauseMs: 1, ...retry } });
}

/** The product's own client for Azure Resource Manager of a tenant of this process. */
export function armClientOf(subject: TenantUnderTest, retry: Partial<RetryPolicy> = {}): ArmClient {
  trustTenant(subject);
  return createArmClient(graphConfigurationOf(subject), { retry: { firstPauseMs: 1, ...retry } });
}
