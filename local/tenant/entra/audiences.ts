import type { TenantSettings } from "../tenant-context";

/** A service that accepts Entra's tokens. */
export type TokenService = "graph" | "resourceManager";

/** Token audience of each service. Graph's audience is its origin. Resource Manager's is a separate name, as in Azure, so that
 *  neither service accepts the other's token although both share one origin. */
export function audienceOf(service: TokenService, { baseUrl }: Pick<TenantSettings, "baseUrl">): string {
  return service === "graph" ? baseUrl : baseUrl.replace("//", "//management.");
}

export const tokenServices: readonly TokenService[] = ["graph", "resourceManager"];
