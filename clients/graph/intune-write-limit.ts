import type { HttpRequest } from "../http/http-client";
import { shareRateLimits, type Rate, type RateLimit } from "../http/rate-limit";

/** Maximum rate of writes that each Intune service accepts per application and tenant.
 *  Source: https://learn.microsoft.com/graph/throttling-limits (Intune service limits) */
export const intuneWriteRate: Rate = { calls: 100, windowMs: 20_000 };

const limitOf = shareRateLimits(intuneWriteRate, "Intune");

// Intune's services by the collections that this package writes to. All other collections share one limit.
const services: readonly (readonly [string, RegExp])[] = [
  ["enrollment", /^\/deviceManagement\/mobileThreatDefenseConnectors\b/i],
  ["configuration", /^\/deviceManagement\/deviceCompliancePolicies\b/i],
  ["app protection", /^\/deviceAppManagement\/\w*ManagedAppProtections\b/i],
  ["apps", /^\/deviceAppManagement\/mobileApps\b/i],
  ["other", /^\/device(App)?Management\b/i],
];

/** Returns the Intune service whose limit a write counts toward; undefined for reads and for requests to other services. */
export function intuneServiceOf({ method, path }: Pick<HttpRequest, "method" | "path">): string | undefined {
  if (method === "GET") return undefined;
  const below = path.replace(/^\/(v1\.0|beta)(?=\/)/, "");
  return services.find(([, pattern]) => pattern.test(below))?.[0];
}

/** Returns the rate limit for a request of an application, which all clients in this process share; undefined for a request
 *  that does not write to Intune. */
export function intuneWriteLimit(
  application: string,
  request: Pick<HttpRequest, "method" | "path">,
): RateLimit | undefined {
  const service = intuneServiceOf(request);
  return service === undefined ? undefined : limitOf(`${application} ${service}`);
}
