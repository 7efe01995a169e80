import { z } from "zod";

/** How certain it is that Graph has a property with this name and accepts it as we send it. */
export const Certainty = {
  /** Microsoft's documentation or published schema. */
  Documented: "documented",
  /** Only another project's code or issues. */
  SecondHand: "second-hand",
  /** Our own inference. */
  Inferred: "inferred",
} as const;
export type Certainty = (typeof Certainty)[keyof typeof Certainty];

/** What a setting becomes in Microsoft Graph or Azure Resource Manager. */
export interface GraphCounterpart {
  /** Names of the properties, exactly as Graph spells them. If an action writes the setting, names of the action's
   *  parameters. */
  readonly properties: readonly string[];
  /** The action that writes the setting, such as `assign`; undefined if POST and PATCH do. */
  readonly action?: string;
  readonly certainty: Certainty;
}

const counterparts = z.registry<GraphCounterpart>();

/** Adds the Graph counterpart to a setting's schema. It returns a copy, because other settings may share the schema. */
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
  /** Undefined for settings that exist only in this package. */
  readonly counterpart: GraphCounterpart | undefined;
}

/** Every setting of an object. For a block that Graph does not have, its members are listed. */
export function settingsIn(schema: z.ZodObject): readonly SettingOfObject[] {
  return Object.entries(schema.shape).flatMap(([path, declared]): readonly SettingOfObject[] => {
    const one = declared as z.ZodType;
    const counterpart = counterparts.get(one);
    const block = one instanceof z.ZodOptional ? one.unwrap() : one;
    if (counterpart !== undefined || !(block instanceof z.ZodObject)) return [{ path, schema: one, counterpart }];
    return settingsIn(block).map((member) => ({ ...member, path: `${path}.${member.path}` }));
  });
}

/** The Graph counterpart of each setting, by its path; undefined for settings that exist only in this package. */
export function counterpartsOf(schema: z.ZodObject): Record<string, GraphCounterpart | undefined> {
  return Object.fromEntries(settingsIn(schema).map(({ path, counterpart }) => [path, counterpart]));
}

/** The setting for each property that POST and PATCH write. */
export function settingsByProperty(schema: z.ZodObject): Record<string, string> {
  return Object.fromEntries(
    settingsIn(schema).flatMap(({ path, counterpart }) =>
      counterpart === undefined || counterpart.action !== undefined
        ? []
        : counterpart.properties.map((property) => [property, path]),
    ),
  );
}
