import {
  formerObjectHandlingDefaults,
  objectHandlingDefaults,
  objectHandlingShape,
  type ObjectHandling,
} from "../../model/intune-object";
import { ownerShape } from "../../model/ownership";
import { createGraphService } from "../provider/provider-configuration";
import type { ResourceProvider } from "../provider/provider";
import { objectRemoval } from "../provider/object-removal";
import { changedAmong, createResourceProvider } from "../provider/resource-provider";
import { comparable, fromActual } from "./changes";
import type { GraphObjectDefinition } from "./graph-object.definition";
import { createGraphTarget } from "./graph-object.target";
import type { CapturedObject } from "./captured-object";
import { createRestoringTarget } from "./restoring-target";

/** Creates the provider of an object in Intune from its definition. */
export function createGraphObjectProvider<Settings extends object>(
  definition: GraphObjectDefinition<Settings>,
): ResourceProvider {
  const { fixed } = definition;
  return createResourceProvider({
    type: definition.type,
    createService: createGraphService,
    schema: definition.schema.safeExtend({ ...objectHandlingShape, ...ownerShape }),
    applyDefaults: (inputs) => definition.applyDefaults({ ...objectHandlingDefaults, ...inputs }),
    formerDefaults: formerObjectHandlingDefaults,
    ignored: Object.keys(ownerShape),
    comparable: (desired: Settings & OwnedObject) => ({
      ...comparable(definition, desired),
      fixed: fixed.map((setting) => desired[setting]),
      options: optionsOf(desired),
    }),
    replaces: changedAmong(fixed),
    // Both objects would have the same name, so the creation would find the old one.
    deleteBeforeReplace: () => true,
    target: (graph, desired) => createGraphTarget(definition, graph, desired, desired.owner),
    adopts: ({ adopt }) => adopt,
    fromActual: (desired, actual) => ({ ...optionsOf(desired), ...fromActual(definition, desired, actual) }),
    outputs: ({ id, actual = { id }, adopted }) => ({ objectId: id, adopted, ...definition.observed?.(actual) }),
    removal: (desired, state) =>
      objectRemoval(desired, `"${definition.nameOf(desired)}" (${String(state.objectId)})`, state, (graph) =>
        createRestoringTarget(definition, graph, desired, state.settingsBefore as CapturedObject),
      ),
  });
}

type OwnedObject = ObjectHandling & { readonly owner?: string };

function optionsOf({ adopt, onRemoval, owner }: OwnedObject): OwnedObject {
  return { adopt, ...(onRemoval === undefined ? {} : { onRemoval }), ...(owner === undefined ? {} : { owner }) };
}
