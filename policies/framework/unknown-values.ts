import { UnknownValueError } from "@pulumi/policy";

/** A value as a rule finds it: known, or known only in the update, when the SDK has an error for it. */
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

/** Judges one item after the other, so that an unknown value keeps no other item from being judged. The first one is passed
 *  on in the end: the SDK then reports that the rule could not judge everything. */
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

/** Has the SDK report that a value could not be judged, though it is no unknown one. */
export function notEvaluated(path: string): never {
  throw new NotKnown(unknownText, [path]);
}

/** What stands for a text that is not known before the update. */
const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const NotKnown = UnknownValueError as unknown as new (unknown: string, path: readonly string[]) => Error;

// The SDK exports the class, but not its type.
function isUnknownValue(error: unknown): error is Error {
  return error instanceof UnknownValueError;
}
