import type { TenantSettings } from "../context";

/** A service that takes Entra's tokens. */
export type TokenService = "graph" | "resourceManager";

/** Whom a token for each service is for. Graph's audience is its origin. Resource Manager's is a name of its own, as in Azure,
 *  so that one service's token is not taken by the other although both are on one origin. */
export function audienceOf(service: TokenService, { baseUrl }: Pick<TenantSettings, "baseUrl">): string {
  return service === "graph" ? baseUrl : baseUrl.replace("//", "//management.");
}

export const tokenServices: readonly TokenService[] = ["graph", "resourceManager"];
