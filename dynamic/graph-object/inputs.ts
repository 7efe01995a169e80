import type { z } from "zod";
import { canonicalJson, objectHandlingDefaults, objectHandlingShape, type ObjectHandling } from "../../domain";
import type { State } from "../handler";
import { isPresent, pick } from "../state";
import type { GraphObjectKind } from "./kind";

/** The schema of all inputs of a kind. */
export function inputSchema<Settings extends object>(kind: GraphObjectKind<Settings>): z.ZodObject {
  return kind.schema.safeExtend(objectHandlingShape);
}

/** Fills in the defaults. What is not an input stays, so that the check can refuse it by name. */
export function withDefaults<Settings extends object>(kind: GraphObjectKind<Settings>, inputs: State): State {
  const given = Object.fromEntries(Object.entries(inputs).filter(([, value]) => isPresent(value)));
  return kind.withDefaults({ ...objectHandlingDefaults, ...given });
}

/** The settings in a state, of this release or an older one. They were checked before they got there. */
export function settingsOf<Settings extends object>(kind: GraphObjectKind<Settings>, state: State): Settings {
  return kind.withDefaults(pick(state, Object.keys(kind.schema.shape))) as Settings;
}

export function handlingOf(state: State): ObjectHandling {
  return { ...objectHandlingDefaults, ...pick(state, Object.keys(objectHandlingShape)) };
}

/** The settings and the handling in a state, without outputs. */
export function inputsIn<Settings extends object>(kind: GraphObjectKind<Settings>, state: State): State {
  return withDefaults(kind, pick(state, [...Object.keys(kind.schema.shape), ...Object.keys(objectHandlingShape)]));
}

/** One text for all forms in which the same can be declared. In a preview a value may be unknown, and so not comparable
 *  as anything but itself. */
export function comparable<Settings extends object>(kind: GraphObjectKind<Settings>, state: State): string {
  const inputs = inputsIn(kind, state);
  if (!kind.schema.safeParse(settingsOf(kind, state)).success) return canonicalJson(inputs);
  const settings = settingsOf(kind, state);
  const ofParts = kind.parts.map((part) => part.wanted(settings));
  const fixed = kind.fixed.map((setting) => inputs[setting]);
  const properties = Object.entries(kind.properties(settings)).map(([property, value]): [string, unknown] => [
    property,
    kind.normalised?.(property, value) ?? value,
  ]);
  return canonicalJson({ properties: Object.fromEntries(properties), ofParts, fixed, handling: handlingOf(state) });
}
