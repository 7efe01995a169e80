import { objectHandlingDefaults, objectHandlingShape, type ObjectHandling } from "../../model/intune-object";
import { createGraphService } from "../provider/provider-configuration";
import type { ResourceProvider } from "../provider/provider";
import { objectRemoval } from "../provider/resource-definition";
import { changedAmong, createResourceProvider } from "../provider/resource-provider";
import { comparable, fromActual } from "./changes";
import type { GraphObjectDefinition } from "./graph-object.definition";
import { createGraphTarget } from "./graph-object.target";

/** Creates the provider of an object in Intune from its definition. */
export function createGraphObjectProvider<Settings extends object>(
  definition: GraphObjectDefinition<Settings>,
): ResourceProvider {
  const { fixed } = definition;
  return createResourceProvider({
    type: definition.type,
    createService: createGraphService,
    schema: definition.schema.safeExtend(objectHandlingShape),
    applyDefaults: (inputs) => definition.applyDefaults({ ...objectHandlingDefaults, ...inputs }),
    comparable: (desired: Settings & ObjectHandling) => ({
      ...comparable(definition, desired),
      fixed: fixed.map((setting) => desired[setting]),
      options: optionsOf(desired),
    }),
    replaces: changedAmong(fixed),
    // Both objects would have the same name, so the creation would find the old one.
    deleteBeforeReplace: () => true,
    target: (graph, desired) => createGraphTarget(definition, graph, desired),
    adopts: ({ adopt }) => adopt,
    fromActual: (desired, actual) => ({ ...optionsOf(desired), ...fromActual(definition, desired, actual) }),
    outputs: ({ id, actual = { id }, adopted }) => ({ objectId: id, adopted, ...definition.observed?.(actual) }),
    removal: (desired, { objectId, adopted }) =>
      objectRemoval(desired, `"${definition.nameOf(desired)}" (${String(objectId)})`, adopted === true),
  });
}

function optionsOf({ adopt, onRemoval }: ObjectHandling): ObjectHandling {
  return { adopt, onRemoval };
}
