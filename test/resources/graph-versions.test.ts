import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { z } from "zod";
import { readBody } from "../../local/tenant/graph/body";
import { comparedTypes, lackedMembers, lackedProperties } from "../../local/tenant/graph/lacked-by-types";
import {
  bodySchema,
  type BodySchema,
  type PropertySchema,
  structuralProperties,
} from "../../local/tenant/graph/graph-schemas";
import { conditionalAccessPolicySchema } from "../../model/conditional-access-policy";
import { ConnectorStage, connectorStageOf } from "../../model/connector-stage";
import { settingsIn } from "../../model/managed-property";
import type { GraphType, GraphVersion } from "../../model/graph-type";
import type { GraphObjectDefinition } from "../../resources/graph-object/graph-object.definition";
import { appProtectionPolicyDefinition } from "../../resources/intune-app-protection-policy/intune-app-protection-policy.graph";
import { compliancePolicyDefinition } from "../../resources/intune-compliance-policy/intune-compliance-policy.graph";
import { iosAppConfigurationDefinition } from "../../resources/intune-ios-app-configuration/intune-ios-app-configuration.graph";
import { managedGooglePlayAppDefinition } from "../../resources/intune-managed-google-play-app/intune-managed-google-play-app.graph";
import { toConnectorBody } from "../../resources/intune-mtd-connector/intune-mtd-connector.graph";
import {
  intuneMtdConnectorSchema,
  mtdConnectorType,
} from "../../resources/intune-mtd-connector/intune-mtd-connector.schema";
import { storeAppDefinition } from "../../resources/intune-store-app/intune-store-app.graph";
import { managedObjects } from "../../resources/managed-objects";
import { GraphDeclarations } from "../../scripts/graph-schemas/declarations";
import { odataName } from "../../scripts/graph-schemas/schema-builder";
import { servedTypes } from "../../scripts/graph-schemas/served-types";
import { enumMembersIn, inputsOf } from "./inputs-of-schema";

type Structure = Readonly<Record<string, unknown>>;
const nameOf = (odataType: string) => odataType.replace("#", "");

/** The served type whose schema, in that version, describes a type. Fails when that version of Graph has no such type. */
function baseOf({ version, odataType }: Pick<GraphType, "version" | "odataType">): string {
  const base = servedTypes
    .map(({ name }) => odataName(name))
    .find((served) => findSchema(version, served)?.definitions[nameOf(odataType)]?.properties !== undefined);
  assert.ok(
    base !== undefined,
    `Graph ${version} has no ${odataType}, or it is not in scripts/graph-schemas/served-types.ts`,
  );
  return base;
}

function findSchema(version: GraphVersion, served: string): BodySchema | undefined {
  try {
    return bodySchema(version, served);
  } catch {
    return undefined;
  }
}

/** A property of a type, by its path such as `conditions.users.includeGroups`. */
function propertyAt(type: GraphType, path: string): PropertySchema | undefined {
  const base = baseOf(type);
  const { definitions } = bodySchema(type.version, base);
  let properties = structuralProperties(type.version, nameOf(type.odataType), base);
  const names = path.split(".");
  for (const name of names.slice(0, -1)) {
    const property = properties[name];
    const reference = property?.$ref ?? property?.else?.$ref ?? "";
    properties = definitions[reference.replace("#/definitions/", "")]?.properties ?? {};
  }
  return properties[names.at(-1) ?? ""];
}

/** Checks bodies as Graph takes them, of inputs in which every member of every enum occurs. */
function assertAccepted<Settings>(
  schema: z.ZodType<Settings>,
  typeOf: (settings: Settings) => { readonly version: GraphVersion; readonly odataType: string },
  bodyOf: (settings: Settings) => object,
  /** Members that a rule of the resource refuses. */
  refused: readonly string[] = [],
): void {
  const left = new Set(enumMembersIn(schema).map((way) => way.join(".")));
  for (const settings of fc.sample(inputsOf(schema), { numRuns: 250, seed: 1 })) {
    const { version, odataType } = typeOf(settings);
    const type = { version, odataType } as Pick<GraphType, "version" | "odataType">;
    const body = { "@odata.type": odataType, ...bodyOf(settings) };
    try {
      readBody(version, baseOf(type), body);
    } catch (error) {
      assert.fail(`Graph ${version} refuses ${odataType}: ${String(error)} Body: ${JSON.stringify(body)}`);
    }
    for (const member of membersIn(settings)) left.delete(member);
  }
  assert.deepEqual([...left], refused, "no input has these members, so nothing is known about them");
}

/** Texts in settings, with the way to each. */
function membersIn(value: unknown, path: readonly string[] = []): readonly string[] {
  if (typeof value === "string") return [[...path, value].join(".")];
  if (Array.isArray(value)) return value.flatMap((one) => membersIn(one, path));
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([name, member]) => membersIn(member, [...path, name]));
}

function assertDefinitionAccepted<Settings extends object>(
  definition: GraphObjectDefinition<Settings>,
  refused?: readonly string[],
): void {
  const typeOf = (settings: Settings) => {
    const { path, odataType } = definition.collection(settings);
    const type = managedObjects
      .find(({ type: name }) => name === definition.type)
      ?.types.find((one) => one.odataType === odataType);
    assert.ok(type !== undefined, `${odataType} is not among the managed objects`);
    assert.ok(path === `/${type.version}${type.collection}`, `${path} is not the collection of ${odataType}`);
    return type;
  };
  const bodyOf = (settings: Settings) => ({ ...definition.properties(settings), ...definition.creation?.(settings) });
  assertAccepted(definition.schema, typeOf, bodyOf, refused);
}

describe("the version of Graph by which an object is written", function () {
  this.timeout(30_000);

  for (const { type: resource, types, settings } of managedObjects) {
    for (const type of types) {
      it(`has each property of ${resource} as ${type.odataType} in ${type.version}`, () => {
        const lacking = Object.entries(settings)
          .filter(([, { action }]) => action === undefined)
          .flatMap(([setting, { properties }]) => properties.map((property) => ({ setting, property })))
          .filter(({ property }) => property !== "@odata.type" && propertyAt(type, property) === undefined)
          // A setting may be for one platform only; then another type of the same resource has it.
          .filter(({ property }) => !types.some((other) => propertyAt(other, property) !== undefined));
        assert.deepEqual(lacking, [], `Graph ${type.version} does not have these`);
      });
    }
  }

  it("accepts every body of a compliance policy, with every action", () => {
    assertDefinitionAccepted(compliancePolicyDefinition);
  });
  it("accepts every body of an app protection policy", () => {
    assertDefinitionAccepted(appProtectionPolicyDefinition);
  });
  it("accepts every body of a store app", () => {
    assertDefinitionAccepted(storeAppDefinition);
  });
  it("accepts every body of an iOS app configuration", () => {
    assertDefinitionAccepted(iosAppConfigurationDefinition);
  });
  it("accepts every body of a managed Google Play app", () => {
    assertDefinitionAccepted(managedGooglePlayAppDefinition, ["intent.availableWithoutEnrollment"]);
  });
  it("accepts every body of the connector", () => {
    assertAccepted(intuneMtdConnectorSchema, () => mtdConnectorType, toConnectorBody);
  });

  it("has every member of an enum of Conditional Access", () => {
    const { types } = managedObjects.find(({ type }) => type === "ConditionalAccess") ?? { types: [] };
    for (const type of types) {
      for (const { path, schema, counterpart } of settingsIn(conditionalAccessPolicySchema)) {
        const members = enumMembersIn(schema).map((way) => way.at(-1) ?? "");
        const property = propertyAt(type, counterpart?.properties[0] ?? "");
        const known = property?.enum ?? property?.items?.enum;
        if (known === undefined) continue;
        const lacking = members.filter((member) => !known.includes(member));
        assert.deepEqual(lacking, [], `${path}: Graph ${type.version} has ${known.join(", ")}`);
      }
    }
  });

  it("has no state of a connector that this product treats as unknown", () => {
    const { partnerState } = structuralProperties(mtdConnectorType.version, nameOf(mtdConnectorType.odataType));
    const unknown = (partnerState?.enum ?? []).filter(
      (state) => connectorStageOf({ partnerState: state }) === ConnectorStage.Unknown,
    );
    assert.deepEqual(unknown, ["unknownFutureValue"]);
  });
});

describe("what Graph has and Microsoft's types lack", () => {
  const versions = Object.entries(comparedTypes.packages) as [GraphVersion, { name: string; version: string }][];
  for (const [version, { name, version: compared }] of versions) {
    it(`was compared with the release of ${name} that is installed`, () => {
      const { version: installed } = JSON.parse(
        readFileSync(require.resolve(`${name}/package.json`), "utf8"),
      ) as Structure;
      assert.equal(
        installed,
        compared,
        `compare ${name} ${String(installed)} with Graph, and correct lacked-by-types.ts`,
      );
    });

    it(`is still lacking in ${name}`, function () {
      this.timeout(30_000);
      const file = join(require.resolve(`${name}/package.json`), "..", "microsoft-graph.d.ts");
      const graph = new GraphDeclarations(file);
      for (const lacked of lackedProperties.filter((one) => one.version === version)) {
        const members = graph
          .lineage(lacked.type)
          .flatMap(({ node }) => node.members.map((one) => one.name?.getText()));
        assert.ok(members.length > 0, `${name} has no type ${lacked.type}`);
        assert.ok(!members.includes(lacked.property), `${name} has ${lacked.property} now; take it out of the list`);
      }
      for (const lacked of lackedMembers.filter((one) => one.version === version)) {
        const values = graph.enumValues(lacked.enum);
        assert.ok(values !== undefined, `${name} has no enum ${lacked.enum}`);
        assert.ok(!values.includes(lacked.member), `${name} has ${lacked.member} now; take it out of the list`);
      }
    });
  }
});
