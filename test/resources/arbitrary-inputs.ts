import fc from "fast-check";
import type { z } from "zod";
import { unknownValue } from "../../resources/provider/unknown-values";
import { fewInputsOf } from "./inputs-of-schema";

type Inputs = Record<string, unknown>;

/** A message can name a key that has a visible character. */
const anyKey = fc.string().filter((key) => /\w/.test(key) && key !== "__proto__");

/** Any JSON, with values that a preview does not know, and as nested as an input can be. */
export const anyJson: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    fc.constantFrom<unknown>(unknownValue, null, true, false, "", " ", "Lookout", 0, -1, 1.5, 1e308, [], {}, [null]),
    fc.string(),
    fc.integer(),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(anyKey, tie("value"), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

/** Inputs with any values, most of them of settings that the schema has. */
export function anyInputs(schema: z.ZodObject): fc.Arbitrary<Inputs> {
  const key = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...Object.keys(schema.shape)) }, anyKey);
  return fc.dictionary(key, anyJson, { noNullPrototype: true });
}

/** Inputs that the schema takes, with up to three values in them replaced. Default: half of the time by none or by one that a
 *  preview does not know, otherwise by any. */
export function nearInputs(
  schema: z.ZodObject,
  by: fc.Arbitrary<unknown> = fc.oneof(fc.constantFrom(null, unknownValue), anyJson),
): fc.Arbitrary<Inputs> {
  const accepted = fc.constantFrom(...fewInputsOf(schema));
  return fc.tuple(accepted, fc.array(fc.tuple(fc.nat(), by), { maxLength: 3 })).map(([inputs, changes]) =>
    changes.reduce<Inputs>((changed, [choice, value]) => {
      const paths = pathsIn(changed);
      const path = paths[choice % Math.max(paths.length, 1)];
      return path === undefined ? changed : (replaced(changed, path, value) as Inputs);
    }, inputs),
  );
}

/** The steps to every value, inner and outer. */
function pathsIn(value: unknown): string[][] {
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([step, inner]) => [[step], ...pathsIn(inner).map((steps) => [step, ...steps])]);
}

function replaced(value: unknown, [step, ...rest]: readonly string[], by: unknown): unknown {
  if (step === undefined || value === null || typeof value !== "object") return by;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...value }) as Record<string, unknown>;
  copy[step] = replaced(copy[step], rest, by);
  return copy;
}
