import { splitMark, withMark } from "../../model/ownership";
import type { GraphObject } from "../../clients/graph/graph-objects";
import type { GraphObjectDefinition } from "./graph-object.definition";

type Marked = Pick<GraphObjectDefinition<never>, "markedProperty">;

/** The owner that an object's mark names; undefined without a mark. */
export function markOf({ markedProperty }: Marked, object: GraphObject): string | undefined {
  return markedProperty === undefined ? undefined : splitMark(object[markedProperty]).owner;
}

/** The object as people declare it: its text without the mark. */
export function withoutMark({ markedProperty }: Marked, object: GraphObject): GraphObject {
  if (markedProperty === undefined || markOf({ markedProperty }, object) === undefined) return object;
  return { ...object, [markedProperty]: splitMark(object[markedProperty]).text };
}

/** Properties to send, with the owner's mark in the text that carries it. A text that is not sent stays as it is. */
export function marked(
  { markedProperty }: Marked,
  properties: Readonly<Record<string, unknown>>,
  owner: string | undefined,
  isNew = false,
): Readonly<Record<string, unknown>> {
  if (markedProperty === undefined || owner === undefined) return properties;
  if (!isNew && !(markedProperty in properties)) return properties;
  const text = properties[markedProperty];
  return { ...properties, [markedProperty]: withMark(typeof text === "string" ? text : undefined, owner) };
}
