import fc from "fast-check";
import { z } from "zod";

/** Texts that the schemas of resources ask for; which of them a setting takes, its schema says. */
const texts = [
  ...["Lookout", "Lookout for Work", "com.lookout.enterprise", "com.microsoft.teams", "12.0", "11.0", "15.0"],
  ...Array.from({ length: 9 }, (_, index) => `2c7790de-8b02-4814-85cf-e0c59380dee${index}`),
  ...["https://itunes.apple.com/us/app/lookout-for-work/id997193468"],
  ...["https://play.google.com/store/apps/details?id=com.lookout.enterprise"],
];

/** Any value that a schema takes, made out of the schema: every member of an enum, with and without what is optional. */
export function inputsOf<Schema extends z.ZodType>(schema: Schema): fc.Arbitrary<z.infer<Schema>> {
  return anyOf(schema).filter((value): value is z.infer<Schema> => schema.safeParse(value).success);
}

function anyOf(schema: z.core.$ZodType): fc.Arbitrary<unknown> {
  if (schema instanceof z.ZodOptional) return fc.option(anyOf(schema.unwrap()), { nil: undefined });
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options);
  if (schema instanceof z.ZodBoolean) return fc.boolean();
  if (schema instanceof z.ZodNumber) return fc.integer({ min: 0, max: 100 });
  if (schema instanceof z.ZodString || schema instanceof z.ZodURL) {
    const accepted = texts.filter((text) => schema.safeParse(text).success);
    return fc.constantFrom(...accepted);
  }
  if (schema instanceof z.ZodArray) return fc.array(anyOf(schema.element), { maxLength: 3 });
  if (schema instanceof z.ZodUnion) return fc.oneof(...schema.options.map(anyOf));
  if (schema instanceof z.ZodRecord) return fc.dictionary(fc.constantFrom("a", "b"), anyOf(schema.valueType));
  if (schema instanceof z.ZodObject) {
    const members = Object.entries(schema.shape).map(([name, member]) => [name, anyOf(member as z.ZodType)] as const);
    return fc.record(Object.fromEntries(members)).map(withoutUndefined);
  }
  throw new Error(`No input is made of ${schema.constructor.name}; add it here.`);
}

/** Every member of every enum in a schema, with the way to it. */
export function enumMembersIn(schema: z.core.$ZodType, path: readonly string[] = []): readonly (readonly string[])[] {
  if (schema instanceof z.ZodOptional) return enumMembersIn(schema.unwrap(), path);
  if (schema instanceof z.ZodEnum) return schema.options.map((member) => [...path, String(member)]);
  if (schema instanceof z.ZodArray) return enumMembersIn(schema.element, path);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((one) => enumMembersIn(one, path));
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape).flatMap(([name, member]) => enumMembersIn(member as z.ZodType, [...path, name]));
}

function withoutUndefined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));
}
