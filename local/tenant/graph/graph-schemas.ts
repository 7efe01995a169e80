import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { GraphVersion } from "../../../model/graph-type";

export type { GraphVersion };

/** A schema that scripts/graph-schemas derived from Microsoft's types; only what is read here is typed. */
export interface ObjectSchema {
  readonly title?: string;
  readonly properties?: Readonly<Record<string, PropertySchema>>;
}
export interface PropertySchema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly (string | null)[];
  readonly readOnly?: boolean;
  /** What a collection holds. */
  readonly items?: PropertySchema;
  /** `#/definitions/<name>`: an object that is described there. */
  readonly $ref?: string;
  /** An object of several types, or null: what it is where the condition does not hold. */
  readonly if?: PropertySchema;
  readonly else?: PropertySchema;
}
export interface BodySchema extends ObjectSchema {
  readonly definitions: Readonly<Record<string, ObjectSchema>>;
}

const loaded = new Map<string, BodySchema>();

/** The schema of a type in a version of Graph. Throws when the build made none. */
export function bodySchema(version: GraphVersion, type: string): BodySchema {
  const key = `${version}/${type}`;
  let schema = loaded.get(key);
  if (schema === undefined) {
    // Written by the build, below the compiled code.
    schema = JSON.parse(readFileSync(join(__dirname, "schemas", version, `${type}.json`), "utf8")) as BodySchema;
    loaded.set(key, schema);
  }
  return schema;
}

/** Structural properties of a type, without OData's annotations. */
export function structuralProperties(
  version: GraphVersion,
  type: string,
  /** The served type whose schema describes it, where that is a base of it. */
  base = type,
): Readonly<Record<string, PropertySchema>> {
  const all = bodySchema(version, base).definitions[type]?.properties ?? {};
  return Object.fromEntries(Object.entries(all).filter(([name]) => !name.includes("@odata.")));
}
