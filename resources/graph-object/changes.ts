import { isMap } from "../../model/maps";
import { settingsByProperty } from "../../model/managed-property";
import { canonicalJson } from "../../model/revision";
import type { GraphObject } from "../../clients/graph/graph-objects";
import type { Change } from "../provider/target";
import type { GraphAction, GraphObjectDefinition } from "./graph-object.definition";
import { withoutMark } from "./mark";

/** What of a definition comparing an object with its settings needs. */
export type ComparedDefinition<Settings extends object> = Pick<
  GraphObjectDefinition<Settings>,
  "schema" | "properties" | "normalized" | "actions" | "markedProperty"
>;

/** One request that changes an object: a PATCH of properties, or an action. */
export type GraphChange<Settings> = Change &
  ({ readonly properties: Readonly<Record<string, unknown>> } | { readonly action: GraphAction<Settings> });

/** What differs from the desired settings: all differing properties as one change, then each differing action.
 *  Members that Graph adds to a structure are ignored; only declared members are compared. */
export function findChanges<Settings extends object>(
  definition: ComparedDefinition<Settings>,
  settings: Settings,
  actual: GraphObject,
): GraphChange<Settings>[] {
  const object = withoutMark(definition, actual);
  const actions = definition.actions
    .filter((action) => action.actual(object, settings) !== action.desired(settings))
    .map((action) => ({
      action,
      settings: action.settings,
      difference: `${action.settings.join(" and ")} was sent, but Intune does not show it`,
    }));
  const differing = Object.entries(definition.properties(settings)).filter(
    ([property, desired]) =>
      !holds(normalize(definition, property, object[property]), normalize(definition, property, desired)),
  );
  if (differing.length === 0) return actions;
  const settingOf = settingsByProperty(definition.schema);
  const nameOf = (property: string) => settingOf[property] ?? property;
  const patch = {
    properties: Object.fromEntries(differing),
    settings: [...new Set(differing.map(([property]) => nameOf(property)))],
    difference: differing
      .map(
        ([property, desired]) =>
          `${nameOf(property)} (${property} in Graph) was set to ${show(desired)}, but Intune shows ${show(object[property])}`,
      )
      .join("; "),
  };
  return [patch, ...actions];
}

/** A value that is equal for all settings that write the same. */
export function comparable<Settings extends object>(
  definition: ComparedDefinition<Settings>,
  settings: Settings,
): object {
  const properties = Object.entries(definition.properties(settings)).map(([property, value]): [string, unknown] => [
    property,
    normalize(definition, property, value),
  ]);
  return {
    properties: Object.fromEntries(properties),
    actions: definition.actions.map((action) => action.desired(settings)),
  };
}

/** The actual settings, each in the declared spelling if it means the same. */
export function fromActual<Settings extends object>(
  definition: Pick<GraphObjectDefinition<Settings>, "actions" | "fromActual" | "markedProperty">,
  declared: Settings,
  actual: GraphObject,
): object {
  const object = withoutMark(definition, actual);
  const before = new Map<string, unknown>(Object.entries(declared));
  const same = definition.actions
    .filter((action) => action.actual(object, declared) === action.desired(declared))
    .flatMap((action): readonly string[] => action.settings);
  return Object.fromEntries(
    Object.entries(definition.fromActual(declared, object)).map(([setting, value]) => [
      setting,
      same.includes(setting) ? before.get(setting) : value,
    ]),
  );
}

function normalize<Settings extends object>(
  definition: ComparedDefinition<Settings>,
  property: string,
  value: unknown,
): unknown {
  return definition.normalized?.(property, value) ?? value;
}

function holds(actual: unknown, desired: unknown): boolean {
  if (isMap(desired)) {
    return isMap(actual) && Object.entries(desired).every(([member, value]) => holds(actual[member], value));
  }
  return canonicalJson(actual) === canonicalJson(desired);
}

function show(value: unknown): string {
  return typeof value === "string" ? `"${value}"` : canonicalJson(value);
}
