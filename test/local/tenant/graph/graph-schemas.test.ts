import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { GraphDeclarations } from "../../../../scripts/graph-schemas/declarations";
import { type JsonSchema, schemaOfEntity } from "../../../../scripts/graph-schemas/schema-builder";
import { servedTypes } from "../../../../scripts/graph-schemas/served-types";
import { bodySchema, structuralProperties } from "../../../../local/tenant/graph/graph-schemas";

const connector = "microsoft.graph.mobileThreatDefenseConnector";

describe("the schemas made from Microsoft's Graph types", () => {
  it("know what only beta has", () => {
    const stable = Object.keys(structuralProperties("v1.0", connector));
    const beta = Object.keys(structuralProperties("beta", connector));
    assert.deepEqual(beta.filter((name) => !stable.includes(name)).toSorted(), [
      "allowPartnerToCollectIosCertificateMetadata",
      "allowPartnerToCollectIosPersonalCertificateMetadata",
      "grantMobileThreatDefensePartnerRole",
      "launchMobileThreatDefensePartnerOnSetupEnabled",
      "macDeviceBlockedOnMissingPartnerData",
      "macEnabled",
      "partnerDisplayName",
      "partnerMinimumSupportedAndroidVersion",
      "partnerMinimumSupportedIosVersion",
      "partnerMinimumSupportedMacVersion",
      "partnerMinimumSupportedWindowsVersion",
      "partnerSupportsAndroidMam",
      "partnerSupportsIosCertificateSync",
      "partnerSupportsIosMam",
      "partnerSupportsWindowsMam",
      "windowsMobileApplicationManagementEnabled",
    ]);
    assert.deepEqual(structuralProperties("v1.0", connector).partnerState?.enum, [
      "unavailable",
      "available",
      "enabled",
      "unresponsive",
      "unknownFutureValue",
    ]);
  });

  it("are of every type that is served", () => {
    for (const { name } of servedTypes) {
      const type = `microsoft.graph.${name.charAt(0).toLowerCase()}${name.slice(1)}`;
      assert.ok(bodySchema("beta", type).definitions[type]?.properties, type);
    }
  });

  it("are not made again when nothing they are made from has changed", () => {
    const dist = resolve(__dirname, "../../../..");
    const file = join(dist, "local/tenant/graph/schemas/beta", `${connector}.json`);
    const { mtimeMs } = statSync(file);
    execFileSync(process.execPath, [join(dist, "scripts/graph-schemas/generate.js")]);
    assert.equal(statSync(file).mtimeMs, mtimeMs);
  });
});

describe("making a schema", () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "graph-types-"));
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  /** The schema of Thing among these declarations. */
  function schemaOf(text: string, options: { int32?: string[]; inline?: string[] } = {}): JsonSchema {
    const file = join(directory, "types.d.ts");
    const entity = "export type NullableOption<T> = T | null;\nexport interface Entity { id?: string; }\n";
    writeFileSync(file, entity + text);
    const schema = schemaOfEntity(new GraphDeclarations(file), { name: "Thing", ...options });
    assert.ok(schema, readFileSync(file, "utf8"));
    return schema;
  }

  function propertiesOf(schema: JsonSchema, type = "microsoft.graph.thing"): Record<string, JsonSchema> {
    return schema.definitions?.[type]?.properties ?? {};
  }

  it("keeps apart what may be null, and what is a list, a whole number or a time", () => {
    const schema = schemaOf(
      "export interface Thing extends Entity { a?: string; b?: NullableOption<boolean>; c?: number; d?: string[]; eDateTime?: string }",
      { int32: ["c"] },
    );
    const { a, b, c, d, eDateTime } = propertiesOf(schema);
    assert.deepEqual(
      [a, b, d],
      [{ type: "string" }, { type: ["boolean", "null"] }, { type: "array", items: { type: "string" } }],
    );
    assert.deepEqual([c?.type, eDateTime?.format], ["integer", "date-time"]);
  });

  it("links to other entities and holds complex types, of a namespace too", () => {
    const schema = schemaOf(`
      export interface Other extends Entity { x?: string }
      export interface Thing extends Entity { one?: NullableOption<Other>; many?: Other[]; part?: Parts.Part }
      export namespace Parts { interface Part { size?: Size } type Size = "small" | "large"; }`);
    const properties = propertiesOf(schema);
    assert.deepEqual(properties["one@odata.bind"], { type: "string" });
    assert.equal(properties["many@odata.bind"]?.type, "array");
    assert.ok(!("one" in properties) && !("many" in properties));
    assert.deepEqual(propertiesOf(schema, "microsoft.graph.parts.part").size?.enum, ["small", "large"]);
  });

  it("accepts objects inline only where that is asked for", () => {
    const text = "export interface Other extends Entity {}\nexport interface Thing extends Entity { many?: Other[] }";
    assert.deepEqual(propertiesOf(schemaOf(text, { inline: ["many"] })).many?.items, {
      $ref: "#/definitions/microsoft.graph.other",
    });
  });

  it("accepts null for an inline object that may be null", () => {
    const text =
      "export interface Other extends Entity {}\nexport interface Thing extends Entity { one?: NullableOption<Other> }";
    const other = { $ref: "#/definitions/microsoft.graph.other" };
    assert.deepEqual(propertiesOf(schemaOf(text, { inline: ["one"] })).one, { if: { type: "null" }, else: other });
  });

  it("lets @odata.type choose between a type and those that extend it", () => {
    const schema = schemaOf(
      "export interface Thing extends Entity {}\nexport interface SmallThing extends Thing { size?: number }",
    );
    assert.deepEqual(schema.then, { $ref: "#/definitions/microsoft.graph.smallThing" });
    assert.deepEqual(schema.else, { $ref: "#/definitions/microsoft.graph.thing" });
  });

  it("marks as read-only what its description calls so in a sentence of its own", () => {
    const schema = schemaOf(`export interface Thing extends Entity {
      // The name. Read-only. Supports $filter.
      a?: string;
      // Read-only for guests.
      b?: string;
      // The time. Readonly.
      c?: string; }`);
    const { a, b, c } = propertiesOf(schema);
    assert.deepEqual([a?.readOnly, b?.readOnly, c?.readOnly], [true, undefined, true]);
  });

  it("has no schema for a type that this version of Graph lacks", () => {
    const file = join(directory, "types.d.ts");
    writeFileSync(file, "export interface Entity { id?: string; }");
    assert.equal(schemaOfEntity(new GraphDeclarations(file), { name: "Thing" }), undefined);
  });
});
