import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import { closest } from "fastest-levenshtein";
import { badRequest, type GraphError, invalidRequest } from "./graph-error-body";
import {
  bodySchema,
  type GraphVersion,
  type ObjectSchema,
  type PropertySchema,
  structuralProperties,
} from "./graph-schemas";

export type Body = Readonly<Record<string, unknown>>;

const compiled = new Map<string, ValidateFunction>();

/** The body of a request, checked against the type as this version of Graph publishes it. Property names are compared
 *  case-sensitively, as in Graph. Throws Graph's 400 otherwise. */
export function readBody(version: GraphVersion, type: string, body: unknown): Body {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw badRequest(
      "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.",
    );
  }
  const validate = validatorOf(version, type);
  if (!validate(body)) {
    // "if" only repeats that a branch failed, after the error in the branch.
    const error = validate.errors?.find(({ keyword }) => keyword !== "if");
    throw error === undefined ? badRequest("The request body is invalid.") : describe(error);
  }
  return body as Body;
}

/** Refuses properties that Microsoft's types call read-only. */
export function refuseReadOnly(version: GraphVersion, type: string, body: Body): void {
  const properties = structuralProperties(version, type);
  const name = Object.keys(body).find((candidate) => properties[candidate]?.readOnly === true);
  if (name !== undefined) throw invalidRequest(`Property '${name}' is read-only and cannot be set.`);
}

/** Refuses a body that lacks a property or has null for it. */
export function requireProperties(resource: string, body: Body, names: readonly string[]): void {
  const missing = names.find((name) => body[name] === undefined || body[name] === null);
  if (missing !== undefined) {
    throw invalidRequest(`A value is required for property '${missing}' of resource '${resource}'.`);
  }
}

/** The structural part of a body: without annotations and links. */
export function structuralPart(body: Body): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !name.includes("@odata.")));
}

function validatorOf(version: GraphVersion, type: string): ValidateFunction {
  const key = `${version}/${type}`;
  let validate = compiled.get(key);
  if (validate === undefined) {
    // One instance per type and version, because the versions define the same type differently.
    const ajv = new Ajv({ verbose: true, allowUnionTypes: true, strictTypes: false });
    addFormats(ajv);
    validate = ajv.compile(bodySchema(version, type));
    compiled.set(key, validate);
  }
  return validate;
}

function describe(error: ErrorObject): GraphError {
  const owner = error.parentSchema as (ObjectSchema & PropertySchema) | undefined;
  const value = JSON.stringify(error.data);
  const property = error.instancePath.split("/").at(-1) ?? "";
  const params = error.params as Readonly<Record<string, unknown>>;
  if (error.keyword === "additionalProperties") {
    return unknownProperty(String(params.additionalProperty), owner ?? {});
  }
  if (error.data === null) {
    const message = `A null value was found for the property named '${property}', which has the expected type '${expectedType(owner)}[Nullable=False]'. The expected type '${expectedType(owner)}[Nullable=False]' does not allow null values.`;
    return badRequest(message);
  }
  if (error.keyword === "enum" && property === "@odata.type") {
    return badRequest(
      `A type named ${value} could not be resolved by the model, or is not allowed here. Allowed: ${(owner?.enum ?? []).join(", ")}.`,
    );
  }
  if (error.keyword === "enum") {
    return badRequest(
      `Requested value ${value} was not found in the enum of '${property}'. Its members are ${(owner?.enum ?? []).filter((member) => member !== null).join(", ")}.`,
    );
  }
  return badRequest(
    `Cannot convert the literal ${value} of '${property}' to the expected type '${expectedType(owner)}'.`,
  );
}

function unknownProperty(name: string, owner: ObjectSchema): GraphError {
  const known = Object.keys(owner.properties ?? {});
  if (known.includes(`${name}@odata.bind`)) {
    return badRequest(
      `The navigation property '${name}' cannot be set inline; refer to existing objects with '${name}@odata.bind'.`,
    );
  }
  const nearest = known.length === 0 ? "" : ` The nearest known name is '${nearestName(name, known)}'.`;
  const message = `The property '${name}' does not exist on type '${owner.title ?? "Edm.Untyped"}'. Make sure to only use property names that are defined by the type.${nearest}`;
  return badRequest(message);
}

function nearestName(name: string, known: readonly string[]): string {
  const otherCase = known.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  return otherCase ?? closest(name, known);
}

function expectedType(schema: PropertySchema | undefined): string {
  const types = typeof schema?.type === "string" ? [schema.type] : (schema?.type ?? []);
  const names: Readonly<Record<string, string>> = {
    string: "Edm.String",
    boolean: "Edm.Boolean",
    integer: "Edm.Int32",
    number: "Edm.Double",
    array: "Collection",
    object: "Edm.ComplexType",
  };
  return names[types.find((type) => type !== "null") ?? ""] ?? "Edm.Untyped";
}
