import type { FastifyInstance } from "fastify";
import type { TenantContext } from "../tenant-context";
import type { Directory } from "./directory";
import type { GraphVersion } from "./graph-schemas";

/** Context that the routes of one Graph version share. */
export interface GraphApi {
  /** Scoped to the version: its routes begin below `/v1.0` or `/beta`. */
  readonly app: FastifyInstance;
  readonly version: GraphVersion;
  readonly context: TenantContext;
  readonly directory: Directory;
}

/** Where the version is served, without a slash at the end. */
export function rootOf(api: Pick<GraphApi, "context" | "version">): string {
  return `${api.context.settings.baseUrl}/${api.version}`;
}

export interface IdParams {
  Params: { readonly id: string };
}
