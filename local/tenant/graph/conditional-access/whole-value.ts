import { bodySchema, type BodySchema, type GraphVersion, type PropertySchema } from "../graph-schemas";

type Values = Readonly<Record<string, unknown>>;

/** An object as Graph returns it, including nested complex values: missing values are empty lists or null, and properties that
 *  this version does not have are omitted. */
export function wholeObject(version: GraphVersion, type: string, object: Values): Record<string, unknown> {
  return filled(bodySchema(version, type), type, object);
}

/** Applies a PATCH to an object: merges complex values, and replaces everything else.
 *  Source: https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html, Update an Entity */
export function patched(before: unknown, change: unknown): unknown {
  if (!isObject(before) || !isObject(change)) return change;
  const changes = Object.entries(change).map(([name, value]) => [name, patched(before[name], value)]);
  return { ...before, ...Object.fromEntries(changes) };
}

/** A value without annotations such as `@odata.type`. */
export function withoutAnnotations(value: unknown): unknown {
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !name.includes("@odata."))
      .map(([name, inner]) => [name, withoutAnnotations(inner)]),
  );
}

function filled(schemas: BodySchema, type: string, object: Values): Record<string, unknown> {
  const { properties = {} } = schemas.definitions[type] ?? {};
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => !name.includes("@odata."))
      .flatMap(([name, schema]) => {
        const value = shown(schemas, schema, object[name]);
        return value === undefined ? [] : [[name, value]];
      }),
  );
}

function shown(schemas: BodySchema, schema: PropertySchema, value: unknown): unknown {
  if (value === undefined || value === null) return emptyValue(schema);
  const type = typeOf(schema);
  return type !== undefined && isObject(value) ? filled(schemas, type, value) : value;
}

function emptyValue({ type, if: condition }: PropertySchema): unknown {
  if (type === "array") return [];
  return type?.includes("null") || condition?.type === "null" ? null : undefined;
}

/** The type of a complex value; of several, the one that the others extend. */
function typeOf({ $ref, else: otherwise }: PropertySchema): string | undefined {
  return $ref?.replace("#/definitions/", "") ?? (otherwise && typeOf(otherwise));
}

function isObject(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
