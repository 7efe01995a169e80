import { settingsByProperty } from "../../model/managed-property";
import type { GraphObject } from "../../clients/graph/graph-objects";
import type { State } from "../provider/provider";
import { asState } from "../provider/state";
import type { GraphObjectDefinition } from "./graph-object.definition";

/** What an adopted object had before this stack wrote to it, in Graph's own words: settings that you cannot declare
 *  have to come back too. */
export interface CapturedObject {
  readonly properties: Readonly<Record<string, unknown>>;
  /** The content of each action, by its settings. */
  readonly actions: Readonly<Record<string, unknown>>;
}

export function captureObject<Settings extends object>(
  { schema, fixed, actions }: Pick<GraphObjectDefinition<Settings>, "schema" | "fixed" | "actions">,
  object: GraphObject,
): State & CapturedObject {
  const properties = Object.entries(settingsByProperty(schema))
    .filter(([property, setting]) => property !== "@odata.type" && !fixed.some((one) => one === setting))
    .map(([property]): [string, unknown] => [property, object[property] ?? null]);
  const contents = actions.map((action): [string, unknown] => [actionName(action), action.capture(object)]);
  return asState({ properties: Object.fromEntries(properties), actions: Object.fromEntries(contents) }) as State &
    CapturedObject;
}

/** The key of an action's content. */
export function actionName({ settings }: { readonly settings: readonly string[] }): string {
  return settings.join(",");
}
