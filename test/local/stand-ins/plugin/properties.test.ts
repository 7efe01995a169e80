import assert from "node:assert/strict";
import fc from "fast-check";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import {
  decode,
  encode,
  hasUnknown,
  unknownValue,
  type PropertyMap,
} from "../../../../local/stand-ins/plugin/properties";
import { secret, UNKNOWN_STRING } from "./plugin-process";

const name = fc.string({ minLength: 1 }).filter((text) => text !== "__proto__");
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.string(),
    fc.boolean(),
    fc.integer(),
    fc.constant(unknownValue),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(name, tie("value"), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

describe("the azuread stand-in's property bags", () => {
  it("come back from the wire as they went, unknowns and secrets included", () => {
    fc.assert(
      fc.property(fc.dictionary(name, value, { noNullPrototype: true }), fc.func(fc.boolean()), (bag, isSecret) => {
        const values = bag as PropertyMap;
        const secrets = new Set(Object.keys(values).filter(isSecret));
        const returned = decode(Struct.deserializeBinary(encode({ values, secrets }).serializeBinary()));
        assert.deepEqual(returned.values, values);
        assert.deepEqual(returned.secrets, secrets);
      }),
    );
  });

  it("make a property secret when anything inside it is", () => {
    const { values, secrets } = decode(
      Struct.fromJavaScript({ list: [secret("a") as { value: string }, "b"], plain: "c" }),
    );
    assert.deepEqual(values, { list: ["a", "b"], plain: "c" });
    assert.deepEqual(secrets, new Set(["list"]));
  });

  it("accept every kind of unknown that the engine has", () => {
    const unknownList = "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2";
    const { values } = decode(Struct.fromJavaScript({ a: UNKNOWN_STRING, b: unknownList, c: ["x", UNKNOWN_STRING] }));
    const expected: PropertyMap = { a: unknownValue, b: unknownValue, c: ["x", unknownValue] };
    assert.deepEqual(values, expected);
    assert.ok(hasUnknown(values.c));
  });

  it("leave out what is undefined or null", () => {
    assert.deepEqual(encode({ values: { a: undefined, b: null, c: 1 }, secrets: new Set() }).toJavaScript(), { c: 1 });
  });
});
