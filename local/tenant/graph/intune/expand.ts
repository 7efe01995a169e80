import type { FastifyRequest } from "fastify";
import { badRequest } from "../graph-error-body";

/** Reads `$expand` as far as Intune's collections need it: names, each with one level of names inside. Gives the names inside by
 *  the name outside. */
export function readExpand(request: FastifyRequest, parts: readonly string[]): Record<string, readonly string[]> {
  const { $expand: text } = request.query as Readonly<Record<string, string | undefined>>;
  if (text === undefined) return {};
  const items = text.match(/[^,()]+(\([^()]*\))?/g) ?? [];
  return Object.fromEntries(
    items.map((item) => {
      const [, name = "", options] = /^([^()]+)(?:\(([^()]*)\))?$/.exec(item.trim()) ?? [];
      if (!parts.includes(name)) {
        throw badRequest(`Parsing OData Select and Expand failed: Could not find a property named '${name}'.`);
      }
      const inner = options === undefined ? [] : (/^\$expand=(.+)$/.exec(options)?.[1]?.split(",") ?? []);
      return [name, inner];
    }),
  );
}
