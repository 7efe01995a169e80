import {
  formerObjectHandlingDefaults,
  objectHandlingDefaults,
  refuseHiddenNewName,
  namedObjectHandlingShape,
  type ObjectHandling,
} from "../../model/intune-object";
import { describeNameCaution } from "../../model/group-names";
import { quoteName } from "../../model/hidden-characters";
import { ownerShape } from "../../model/ownership";
import { createGraphService } from "../provider/provider-configuration";
import type { ResourceProvider, State } from "../provider/provider";
import { logPlan } from "../provider/diagnostics";
import type { DynamicType } from "../../model/resource-types";
import { objectRemoval } from "../provider/object-removal";
import { changedAmong, createResourceProvider } from "../provider/resource-provider";
import { findFailures, isUnknown } from "../provider/unknown-values";
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
  const schema = definition.schema
    .safeExtend({ ...namedObjectHandlingShape, ...ownerShape })
    .superRefine(refuseHiddenNewName);
  return createResourceProvider({
    type: definition.type,
    createService: createGraphService,
    schema,
    check: (inputs) => {
      const failures = findFailures(schema, inputs);
      if (failures.length === 0) logNameCaution(definition.type, inputs);
      return { inputs, failures };
    },
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
      objectRemoval(desired, `${quoteName(definition.nameOf(desired))} (${String(state.objectId)})`, state, (graph) =>
        createRestoringTarget(definition, graph, desired, state.settingsBefore as CapturedObject),
      ),
  });
}

type OwnedObject = ObjectHandling & { readonly owner?: string };

/** In every run, because people search for the object by its name. */
function logNameCaution(type: DynamicType, { displayName }: State): void {
  const caution = typeof displayName === "string" ? describeNameCaution(displayName) : undefined;
  if (caution !== undefined) logPlan(`${type}: ${caution}`);
}

/** Whether `adopt` names another object than the one that the resource has. */
function isAnother(adopt: boolean | string, objectId: unknown): boolean {
  if (typeof adopt !== "string" || isUnknown(adopt) || typeof objectId !== "string") return false;
  return adopt.toLowerCase() !== objectId.toLowerCase();
}

function optionsOf({ adopt, onRemoval, owner }: OwnedObject): OwnedObject {
  return { adopt, ...(onRemoval === undefined ? {} : { onRemoval }), ...(owner === undefined ? {} : { owner }) };
}
