import { lackedMembers, lackedProperties } from "../../local/tenant/graph/lacked-by-types";
import type { GraphVersion } from "../../model/graph-type";
import { odataName, type JsonSchema } from "./schema-builder";

/** Adds to a schema what this version of Graph has and the type package lacks. */
export function addLacked(version: GraphVersion, schema: JsonSchema): JsonSchema {
  for (const definition of Object.values(schema.definitions ?? {})) {
    const { properties = {} } = definition;
    for (const lacked of lackedProperties) {
      if (lacked.version !== version || definition.title !== odataName(lacked.type)) continue;
      const type = lacked.value === "string" ? ["string", "null"] : lacked.value;
      properties[lacked.property] = { type };
    }
    for (const property of Object.values(properties)) {
      const members = lackedMembers.filter((one) => one.version === version && property.title === odataName(one.enum));
      if (property.enum !== undefined) property.enum = [...property.enum, ...members.map(({ member }) => member)];
    }
  }
  return schema;
}
