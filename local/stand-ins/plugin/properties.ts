import { Struct } from "google-protobuf/google/protobuf/struct_pb";

/** Stands for a value that is known only after the update. */
export const unknownValue: unique symbol = Symbol("unknown");

export type PropertyValue = null | boolean | number | string | typeof unknownValue | PropertyValue[] | PropertyMap;

export interface PropertyMap {
  [name: string]: PropertyValue | undefined;
}

/** A property bag as the engine sends it: plain values, and the top-level names whose values hold a secret. */
export interface Properties {
  readonly values: PropertyMap;
  readonly secrets: ReadonlySet<string>;
}

// Source of the signatures: sdk/go/common/resource (sig) and sdk/go/common/resource/plugin/rpc.go, v3.259.0.
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const outputSignature = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const unknownString = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const unknownStrings: ReadonlySet<unknown> = new Set([
  unknownString,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

export function decode(struct: Struct | undefined): Properties {
  const secrets = new Set<string>();
  const values: PropertyMap = Object.fromEntries(
    Object.entries(struct?.toJavaScript() ?? {}).map(([name, wire]) => [
      name,
      decodeValue(wire, () => {
        secrets.add(name);
      }),
    ]),
  );
  return { values, secrets };
}

export function encode({ values, secrets }: Properties): Struct {
  const wire = Object.fromEntries(
    present(values).map(([name, value]) => {
      const encoded = encodeValue(value);
      return [name, secrets.has(name) ? { [signatureKey]: secretSignature, value: encoded } : encoded];
    }),
  );
  return Struct.fromJavaScript(wire as Parameters<typeof Struct.fromJavaScript>[0]);
}

/** Whether a value, or anything inside it, is known only after the update. */
export function hasUnknown(value: PropertyValue | undefined): boolean {
  if (value === unknownValue) return true;
  if (Array.isArray(value)) return value.some(hasUnknown);
  return isMap(value) && Object.values(value).some(hasUnknown);
}

export function isMap(value: PropertyValue | undefined): value is PropertyMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The entries that have a value; a null counts as none. */
export function present(values: PropertyMap): [string, PropertyValue][] {
  return Object.entries(values).filter(
    (entry): entry is [string, PropertyValue] => entry[1] !== undefined && entry[1] !== null,
  );
}

function decodeValue(wire: unknown, onSecret: () => void): PropertyValue {
  if (unknownStrings.has(wire)) return unknownValue;
  if (Array.isArray(wire)) return wire.map((element) => decodeValue(element, onSecret));
  if (typeof wire === "object" && wire !== null) return decodeObject(wire as Record<string, unknown>, onSecret);
  if (wire === null || typeof wire === "boolean" || typeof wire === "number" || typeof wire === "string") return wire;
  throw new Error(`A property of type ${typeof wire} cannot be read.`);
}

function decodeObject(wire: Record<string, unknown>, onSecret: () => void): PropertyValue {
  switch (wire[signatureKey]) {
    case undefined:
      return Object.fromEntries(Object.entries(wire).map(([name, value]) => [name, decodeValue(value, onSecret)]));
    case secretSignature:
      onSecret();
      return decodeValue(wire.value, onSecret);
    case outputSignature:
      if (wire.secret === true) onSecret();
      return wire.value === undefined ? unknownValue : decodeValue(wire.value, onSecret);
    default:
      throw new Error(
        "An asset, archive or resource reference was given, but no property of this provider takes one. Give a plain value.",
      );
  }
}

function encodeValue(value: PropertyValue): unknown {
  if (value === unknownValue) return unknownString;
  if (Array.isArray(value)) return value.map(encodeValue);
  if (isMap(value)) {
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, inner]) => (inner === undefined ? [] : [[name, encodeValue(inner)]])),
    );
  }
  return value;
}
