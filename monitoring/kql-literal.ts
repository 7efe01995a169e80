/** Types of query parameters, and the type of their values. */
interface ParameterValues {
  timespan: { readonly minutes: number };
  datetime: Date;
  long: number;
  string: string;
  strings: readonly string[];
}
export type ParameterType = keyof ParameterValues;
export type ParameterValue = ParameterValues[ParameterType];

export function isParameterType(name: string): name is ParameterType {
  return name in writers;
}

/** Writes a value as a KQL literal, escaped so that it cannot change the query. Throws if the value does not have the type. */
export function kqlLiteral(type: ParameterType, value: unknown): string {
  const literal = writers[type](value);
  if (literal !== undefined) return literal;
  throw new Error(`a value of type ${type} is expected`);
}

const writers: Readonly<Record<ParameterType, (value: unknown) => string | undefined>> = {
  timespan: (value) =>
    typeof value === "object" && value !== null && "minutes" in value && isInteger(value.minutes)
      ? `${value.minutes}m`
      : undefined,
  datetime: (value) =>
    value instanceof Date && !Number.isNaN(value.getTime()) ? `datetime(${value.toISOString()})` : undefined,
  long: (value) => (isInteger(value) ? String(value) : undefined),
  string: (value) => (typeof value === "string" ? quoted(value) : undefined),
  strings: (value) =>
    Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === "string")
      ? value.map(quoted).join(", ")
      : undefined,
};

function isInteger(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

/** KQL strings use the syntax of JSON. Non-ASCII characters are escaped, because KQL could read some of them as a line break. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
