import { z } from "zod";

/** A schema with the types of another one, without its limits: what a service holds may lie outside of our limits. Members that
 *  the other one does not have are left out. */
export function typesOnly<Settings>(schema: z.ZodType<Settings>): z.ZodType<Settings> {
  return withoutLimits(schema) as z.ZodType<Settings>;
}

function withoutLimits(schema: unknown): z.ZodType {
  if (schema instanceof z.ZodObject) {
    return z.object(
      Object.fromEntries(Object.entries(schema.shape).map(([name, member]) => [name, withoutLimits(member)])),
    );
  }
  if (schema instanceof z.ZodArray) return z.array(withoutLimits(schema.element));
  if (schema instanceof z.ZodRecord) return z.record(z.string(), withoutLimits(schema.valueType));
  if (schema instanceof z.ZodNumber) return z.number();
  if (schema instanceof z.ZodBoolean) return z.boolean();
  if (schema instanceof z.ZodString || schema instanceof z.ZodStringFormat) return z.string();
  throw new TypeError("a setting of Lookout has a type that is read from no gateway yet; add it in types-only.ts");
}
