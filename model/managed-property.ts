import { z } from "zod";

/** How sure it is that Graph has a property under this name and takes it as this product sends it. */
export const Certainty = {
  /** Microsoft's documentation or published schema says so. */
  Documented: "documented",
  /** Only another project's code or issues say so. */
  SecondHand: "second-hand",
  /** This project's own reasoning. */
  Inferred: "inferred",
} as const;
export type Certainty = (typeof Certainty)[keyof typeof Certainty];

/** What becomes of a setting in Graph, or in Azure Resource Manager for what lies there. */
export interface GraphCounterpart {
  /** Names of the properties in Graph, exactly as Graph spells them; of an action's parameter when an action writes them. */
  readonly properties: readonly string[];
  /** The action that writes it, such as `assign`; undefined when POST and PATCH do. */
  readonly action?: string;
  readonly certainty: Certainty;
}

const counterparts = z.registry<GraphCounterpart>();

/** A setting's schema that also says what becomes of the setting in Graph. The same schema may be another setting too, so
 *  a copy is given. */
export function inGraph<Schema extends z.ZodType>(
  schema: Schema,
  properties: string | readonly string[],
  more: Partial<Omit<GraphCounterpart, "properties">> = {},
): Schema {
  const copy = z.clone(schema);
  const names = typeof properties === "string" ? [properties] : properties;
  counterparts.add(copy, { properties: names, certainty: Certainty.Documented, ...more });
  return copy;
}

/** A setting of an object, by its path, such as `ios.appSync`. */
export interface SettingOfObject {
  readonly path: string;
  readonly schema: z.ZodType;
  /** Undefined for settings that only this product knows. */
  readonly counterpart: GraphCounterpart | undefined;
}

/** Every setting of an object. A block of settings that Graph does not have as one stands for its members. */
export function settingsIn(schema: z.ZodObject): readonly SettingOfObject[] {
  return Object.entries(schema.shape).flatMap(([path, declared]): readonly SettingOfObject[] => {
    const one = declared as z.ZodType;
    const counterpart = counterparts.get(one);
    const block = one instanceof z.ZodOptional ? one.unwrap() : one;
    if (counterpart !== undefined || !(block instanceof z.ZodObject)) return [{ path, schema: one, counterpart }];
    return settingsIn(block).map((member) => ({ ...member, path: `${path}.${member.path}` }));
  });
}

/** What becomes of each setting of an object in Graph, by its path; undefined for settings that only this product knows. */
export function counterpartsOf(schema: z.ZodObject): Record<string, GraphCounterpart | undefined> {
  return Object.fromEntries(settingsIn(schema).map(({ path, counterpart }) => [path, counterpart]));
}

/** The setting by each property that POST and PATCH write. */
export function settingsByProperty(schema: z.ZodObject): Record<string, string> {
  return Object.fromEntries(
    settingsIn(schema).flatMap(({ path, counterpart }) =>
      counterpart === undefined || counterpart.action !== undefined
        ? []
        : counterpart.properties.map((property) => [property, path]),
    ),
  );
}
