import {
  formerObjectHandlingDefaults,
  objectHandlingDefaults,
  namedObjectHandlingShape,
  type ObjectHandling,
} from "../../model/intune-object";
import { ownerShape } from "../../model/ownership";
import { createGraphService } from "../provider/provider-configuration";
import type { ResourceProvider } from "../provider/provider";
import { objectRemoval } from "../provider/object-removal";
import { changedAmong, createResourceProvider } from "../provider/resource-provider";
import { isUnknown } from "../provider/unknown-values";
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
    schema: definition.schema.safeExtend({ ...namedObjectHandlingShape, ...ownerShape }),
    applyDefaults: (inputs) => definition.applyDefaults({ ...objectHandlingDefaults, ...inputs }),
    formerDefaults: formerObjectHandlingDefaults,
    ignored: Object.keys(ownerShape),
    comparable: (desired: Settings & OwnedObject) => ({
      ...comparable(definition, desired),
      fixed: fixed.map((setting) => desired[setting]),
      options: optionsOf(desired),
    }),
    replaces: (before, after, { objectId }) => [
      ...changedAmong<Settings & OwnedObject>(fixed)(before, after),
      ...(isAnother(after.adopt, objectId) ? ["adopt"] : []),
    ],
    // Both objects would have the same name, so the creation would find the old one.
    deleteBeforeReplace: () => true,
    target: (graph, desired) => createGraphTarget(definition, graph, desired, desired),
    adopts: ({ adopt }) => adopt !== false,
    fromActual: (desired, actual) => ({ ...optionsOf(desired), ...fromActual(definition, desired, actual) }),
    outputs: ({ id, actual = { id }, adopted }) => ({ objectId: id, adopted, ...definition.observed?.(actual) }),
    removal: (desired, state) =>
      objectRemoval(desired, `"${definition.nameOf(desired)}" (${String(state.objectId)})`, state, (graph) =>
        createRestoringTarget(definition, graph, desired, state.settingsBefore as CapturedObject),
      ),
  });
}

type OwnedObject = ObjectHandling & { readonly owner?: string };

/** Whether `adopt` names another object than the one that the resource has. */
function isAnother(adopt: boolean | string, objectId: unknown): boolean {
  if (typeof adopt !== "string" || isUnknown(adopt) || typeof objectId !== "string") return false;
  return adopt.toLowerCase() !== objectId.toLowerCase();
}

function optionsOf({ adopt, onRemoval, owner }: OwnedObject): OwnedObject {
  return { adopt, ...(onRemoval === undefined ? {} : { onRemoval }), ...(owner === undefined ? {} : { owner }) };
}
