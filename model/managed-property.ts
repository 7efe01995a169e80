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
  /** Default: one property with the setting's own value. */
  readonly form?: GraphForm<unknown>;
}

/** How Graph has the value of a setting, if not as the setting has it: as values in the order of the properties. */
export interface GraphForm<Value> {
  /** Default: the setting's own value. */
  write?(value: Value): readonly unknown[];
  /** What Graph has may be more than can be declared. */
  read(...values: readonly unknown[]): unknown;
}

const counterparts = z.registry<GraphCounterpart>();

/** Adds the Graph counterpart to a setting's schema. It returns a copy, because other settings may share the schema. */
export function inGraph<Schema extends z.ZodType>(
  schema: Schema,
  properties: string | readonly string[],
  more: Partial<Omit<GraphCounterpart, "properties" | "form">> & {
    readonly form?: GraphForm<NonNullable<z.output<Schema>>>;
  } = {},
): Schema {
  const copy = z.clone(schema);
  const names = typeof properties === "string" ? [properties] : properties;
  const counterpart: GraphCounterpart = { properties: names, certainty: Certainty.Documented, ...more };
  counterparts.add(copy, counterpart);
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

/** The properties that POST and PATCH write. A setting that is left out is not managed, so it is not written. */
export function toProperties(schema: z.ZodObject, settings: object): Record<string, unknown> {
  const values = new Map<string, unknown>(Object.entries(settings));
  return Object.fromEntries(
    writtenSettings(schema).flatMap(({ path, properties, form }) => {
      const value = values.get(path);
      if (value === undefined) return [];
      const written = form?.write?.(value) ?? [value];
      return properties.map((property, index) => [property, written[index]] as const);
    }),
  );
}

/** The actual values of the settings that POST and PATCH write, without optional ones that are not declared. */
export function fromProperties(
  schema: z.ZodObject,
  declared: object,
  object: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const values = new Map<string, unknown>(Object.entries(declared));
  return Object.fromEntries(
    writtenSettings(schema)
      .filter(({ path, isOptional }) => !isOptional || values.get(path) !== undefined)
      .map(({ path, properties, form }) => {
        const found = properties.map((property) => object[property]);
        return [path, form === undefined ? found[0] : form.read(...found)] as const;
      }),
  );
}

/** The settings without those that an action writes. The type of an object is no property of it. */
function writtenSettings(schema: z.ZodObject) {
  return settingsIn(schema).flatMap(({ path, schema: one, counterpart }) =>
    counterpart === undefined || counterpart.action !== undefined || counterpart.properties.includes("@odata.type")
      ? []
      : [{ ...counterpart, path, isOptional: one instanceof z.ZodOptional }],
  );
}
