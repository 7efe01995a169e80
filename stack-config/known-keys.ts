import { findNearest } from "../model/nearest-name";
import { z } from "zod";

/** Lists all paths of a schema, such as `connector.errorEmail`. `*` stands for a key that the user chooses. */
export function listPaths(schema: z.ZodType, path: readonly string[] = []): string[][] {
  const inner = withoutOptional(schema);
  const members: [string, z.ZodType][] =
    inner instanceof z.ZodObject
      ? Object.entries<z.ZodType>(inner.shape)
      : inner instanceof z.ZodRecord
        ? [["*", inner.valueType as z.ZodType]]
        : [];
  return members.flatMap(([key, member]) => [[...path, key], ...listPaths(member, [...path, key])]);
}

/** Finds the known path that is most similar to an unknown one: on the same level first, then anywhere, by the last step. Undefined
 *  when none is similar enough. */
export function findNearestPath(steps: readonly string[], known: readonly (readonly string[])[]): string | undefined {
  const nearest = findNearest(
    steps.at(-1) ?? "",
    known.filter((candidate) => candidate.at(-1) !== "*"),
    (candidate) => candidate.at(-1) ?? "",
    (candidate) => (isSibling(steps, candidate) ? 0 : 2),
  );
  return nearest?.map((step, index) => (step === "*" ? (steps[index] ?? "<key>") : step)).join(".");
}

function isSibling(steps: readonly string[], candidate: readonly string[]): boolean {
  return (
    steps.length === candidate.length &&
    candidate.slice(0, -1).every((step, index) => step === "*" || step === steps[index])
  );
}

function withoutOptional(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional ? withoutOptional(schema.unwrap() as z.ZodType) : schema;
}
