import fc from "fast-check";
import { z } from "zod";

/** Texts that the schemas of resources ask for; the schema decides which of them a setting accepts. */
const texts = [
  ...["Lookout", "Lookout for Work", "com.lookout.enterprise", "com.microsoft.teams", "12.0", "11.0", "15.0"],
  ...Array.from({ length: 9 }, (_, index) => `2c7790de-8b02-4814-85cf-e0c59380dee${index}`),
  ...["https://itunes.apple.com/us/app/lookout-for-work/id997193468"],
  ...["https://play.google.com/store/apps/details?id=com.lookout.enterprise"],
  ...["soc@contoso.com", "alex@contoso.com", "2026-01-31T09:00:00Z", "2027-01-31", "r-0123456789ab"],
  ...["a", "b"].flatMap((name) => [
    `/subscriptions/a/resourceGroups/a/providers/Microsoft.OperationalInsights/workspaces/${name}`,
    `/subscriptions/a/resourceGroups/a/providers/Microsoft.Storage/storageAccounts/${name}`,
    `/subscriptions/a/resourceGroups/a/providers/Microsoft.EventHub/namespaces/a/authorizationRules/${name}`,
  ]),
];

/** Names in maps; the schema decides which of them a setting accepts. */
const keys = ["a", "b", "WORM", "TROJAN"];

/** Any value that a schema takes, made out of the schema: every member of an enum, with and without what is optional. */
export function inputsOf<Schema extends z.ZodType>(schema: Schema): fc.Arbitrary<z.infer<Schema>> {
  return acceptedBy(schema).map(withoutUndefined);
}

/** As `inputsOf`, with undefined for what is left out. */
function acceptedBy<Schema extends z.ZodType>(schema: Schema): fc.Arbitrary<z.infer<Schema>> {
  return anyOf(schema).filter((value): value is z.infer<Schema> => schema.safeParse(value).success);
}

function anyOf(schema: z.core.$ZodType): fc.Arbitrary<unknown> {
  if (schema instanceof z.ZodOptional) return fc.option(anyOf(schema.unwrap()), { nil: undefined });
  if (schema instanceof z.ZodNullable) return fc.option(anyOf(schema.unwrap()));
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options);
  if (schema instanceof z.ZodBoolean) return fc.boolean();
  if (schema instanceof z.ZodNumber) return fc.integer({ min: 0, max: 100 });
  if (schema._zod.def.type === "string") {
    const accepted = texts.filter((text) => z.safeParse(schema, text).success);
    return fc.constantFrom(...accepted);
  }
  if (schema instanceof z.ZodArray) return fc.array(anyOf(schema.element), { maxLength: 3 });
  if (schema instanceof z.ZodUnion) return fc.oneof(...schema.options.map(anyOf));
  if (schema instanceof z.ZodRecord) {
    const value = anyOf(schema.valueType);
    const values = fc.sample(value, { numRuns: 10, seed: 1 });
    const accepted = keys.filter((key) => values.some((one) => schema.safeParse({ [key]: one }).success));
    return fc.dictionary(fc.constantFrom(...accepted.slice(0, 2)), value);
  }
  if (schema instanceof z.ZodObject) {
    const members = Object.entries(schema.shape).map(([name, member]) => [name, anyOf(member as z.ZodType)] as const);
    return fc.record(Object.fromEntries(members));
  }
  throw new Error(`No input is made of ${schema.constructor.name}; add it here.`);
}

/** Few inputs in which every value of an enum and a toggle occurs, and every setting is both given and left out. */
export function fewInputsOf(schema: z.ZodType): readonly Record<string, unknown>[] {
  const sample = fc.sample(acceptedBy(schema), { numRuns: 250, seed: 1 }) as Record<string, unknown>[];
  const seen = new Set<string>();
  const few = sample.filter((inputs) => {
    const before = seen.size;
    for (const trait of traitsOf(inputs)) seen.add(trait);
    return seen.size > before;
  });
  return few.map(withoutUndefined);
}

/** What a setting may get wrong by itself: a short text is a member of an enum; a list may be empty or not, a number small
 *  or great. */
function traitsOf(value: unknown, path = ""): readonly string[] {
  if (Array.isArray(value))
    return [`${path}[${Math.min(value.length, 2)}]`, ...value.flatMap((one) => traitsOf(one, path))];
  if (value !== null && typeof value === "object")
    return [`${path}{}`, ...Object.entries(value).flatMap(([name, member]) => traitsOf(member, `${path}.${name}`))];
  if (typeof value === "number") return [`${path}=${value > 10 ? "great" : "small"}`];
  return [typeof value === "string" && !/^\w+$/.test(value) ? path : `${path}=${String(value)}`];
}

/** Every enum in a schema, with the way to it. */
export function enumsIn(
  schema: z.core.$ZodType,
  path: readonly string[] = [],
): readonly { readonly path: readonly string[]; readonly schema: z.ZodEnum }[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return enumsIn(schema.unwrap(), path);
  if (schema instanceof z.ZodEnum) return [{ path, schema }];
  if (schema instanceof z.ZodArray) return enumsIn(schema.element, path);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((one) => enumsIn(one, path));
  if (schema instanceof z.ZodRecord) return enumsIn(schema.valueType, [...path, "*"]);
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape).flatMap(([name, member]) => enumsIn(member as z.ZodType, [...path, name]));
}

/** Every member of every enum in a schema, with the way to it. */
export function enumMembersIn(schema: z.core.$ZodType): readonly (readonly string[])[] {
  return enumsIn(schema).flatMap(({ path, schema: found }) => found.options.map((member) => [...path, String(member)]));
}

function withoutUndefined<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}
