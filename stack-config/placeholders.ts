import { isPlaceholder } from "../model/placeholder";
import type { z } from "zod";
import { listPaths } from "./known-keys";

/** Steps to a value within a config. */
export type Steps = readonly (string | number)[];

/** Finds all placeholders in a namespace's values, in the order of its schema. */
export function findPlaceholders(schema: z.ZodType, values: unknown): Steps[] {
  const known = listPaths(schema);
  const rankOf = (steps: Steps): number => {
    const at = known.findIndex((path) => isAt(steps, path));
    return at >= 0 || steps.length === 0 ? at : rankOf(steps.slice(0, -1));
  };
  return placeholdersIn(values).toSorted((one, other) => rankOf(one) - rankOf(other));
}

/** Removes all placeholders. Lists keep their length, so that problems with their other members keep the same path. */
export function withoutPlaceholders(value: unknown): unknown {
  if (isOpen(value)) return undefined;
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(withoutPlaceholders);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withoutPlaceholders(member)]));
}

function placeholdersIn(value: unknown, steps: Steps = []): Steps[] {
  if (isOpen(value)) return [steps];
  if (value === null || typeof value !== "object") return [];
  return Array.isArray(value)
    ? value.flatMap((member, index) => placeholdersIn(member, [...steps, index]))
    : Object.entries(value).flatMap(([key, member]) => placeholdersIn(member, [...steps, key]));
}

function isOpen(value: unknown): boolean {
  return typeof value === "string" && isPlaceholder(value);
}

function isAt(steps: Steps, path: readonly string[]): boolean {
  return steps.length === path.length && path.every((step, index) => step === "*" || step === steps[index]);
}
