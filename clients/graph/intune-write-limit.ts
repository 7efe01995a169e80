import type { HttpRequest } from "../http/client";
import { shareRateLimits, type Rate, type RateLimit } from "../http/rate-limit";

/** Writes that each of Intune's services takes of an application in a tenant.
 *  Source: https://learn.microsoft.com/graph/throttling-limits (Intune service limits) */
export const intuneWriteRate: Rate = { calls: 100, windowMs: 20_000 };

const limitOf = shareRateLimits(intuneWriteRate);

// Intune's services by the collections that this product writes to; a collection that is not here shares a limit with all
// others that are not.
const services: readonly (readonly [string, RegExp])[] = [
  ["enrollment", /^\/deviceManagement\/mobileThreatDefenseConnectors\b/i],
  ["configuration", /^\/deviceManagement\/deviceCompliancePolicies\b/i],
  ["app protection", /^\/deviceAppManagement\/\w*ManagedAppProtections\b/i],
  ["apps", /^\/deviceAppManagement\/mobileApps\b/i],
  ["other", /^\/device(App)?Management\b/i],
];

/** The service of Intune's that a write counts for; undefined for reads and for what is not Intune's. */
export function intuneServiceOf({ method, path }: Pick<HttpRequest, "method" | "path">): string | undefined {
  if (method === "GET") return undefined;
  const below = path.replace(/^\/(v1\.0|beta)(?=\/)/, "");
  return services.find(([, pattern]) => pattern.test(below))?.[0];
}

/** The limit that a call of an application has to keep to, shared by all its clients in this process; undefined for a call
 *  that is no write to Intune. */
export function intuneWriteLimit(
  application: string,
  request: Pick<HttpRequest, "method" | "path">,
): RateLimit | undefined {
  const service = intuneServiceOf(request);
  return service === undefined ? undefined : limitOf(`${application} ${service}`);
}
