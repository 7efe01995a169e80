import { UnknownValueError } from "@pulumi/policy";

/** A value that was read: known, or the SDK's error for a value that is not known before the update. */
export interface Reading<T> {
  readonly value?: T;
  readonly unknown?: Error;
}

export function tryToRead<T>(read: () => T): Reading<T> {
  try {
    return { value: read() };
  } catch (error) {
    if (isUnknownValue(error)) return { unknown: error };
    throw error;
  }
}

/** Validates all items, even if one of them has an unknown value. Throws the first unknown-value error at the end; the SDK then
 *  reports that the rule could not run completely. */
export function evaluateEach<T>(items: Iterable<T>, validate: (item: T) => void): void {
  const readings = [...items].map((item) =>
    tryToRead(() => {
      validate(item);
    }),
  );
  throwUnknown(readings);
}

export function throwUnknown(readings: readonly Reading<unknown>[]): void {
  const unknown = readings.find((reading) => reading.unknown !== undefined)?.unknown;
  if (unknown !== undefined) throw unknown;
}

/** Makes the SDK report that a value could not be validated, for a value that is not an unknown one. */
export function notEvaluated(path: string): never {
  throw new NotKnown(unknownText, [path]);
}

/** Pulumi's sentinel for a string that is not known before the update. */
const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const NotKnown = UnknownValueError as unknown as new (unknown: string, path: readonly string[]) => Error;

// The SDK exports the class, but not its type.
function isUnknownValue(error: unknown): error is Error {
  return error instanceof UnknownValueError;
}
