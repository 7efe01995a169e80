import assert from "node:assert/strict";
import fc from "fast-check";
import type { z } from "zod";
import type { DynamicType } from "../../model/resource-types";
import { appProtectionPolicySchema } from "../../resources/intune-app-protection-policy/intune-app-protection-policy.schema";
import { compliancePolicySchema } from "../../resources/intune-compliance-policy/intune-compliance-policy.schema";
import { iosAppConfigurationSchema } from "../../resources/intune-ios-app-configuration/intune-ios-app-configuration.schema";
import { managedGooglePlayAppSchema } from "../../resources/intune-managed-google-play-app/intune-managed-google-play-app.schema";
import { toConnectorBody } from "../../resources/intune-mtd-connector/intune-mtd-connector.graph";
import {
  intuneMtdConnectorDefaults,
  intuneMtdConnectorSchema,
  mtdConnectorType,
} from "../../resources/intune-mtd-connector/intune-mtd-connector.schema";
import { storeAppSchema } from "../../resources/intune-store-app/intune-store-app.schema";
import { pathOfType } from "../../model/graph-type";
import { IntuneFixture, type State } from "./graph-object/intune-fixture";
import { inputsOf } from "./inputs-of-schema";

/** Few inputs in which every value of an enum and a toggle occurs, and every setting is both given and left out. */
function inputsFor(schema: z.ZodObject): readonly State[] {
  const unseen = new Set<string>();
  const sample = fc.sample(inputsOf(schema), { numRuns: 250, seed: 1 });
  for (const inputs of sample) for (const trait of traitsOf(inputs)) unseen.add(trait);
  return sample.filter((inputs) => {
    const isNew = traitsOf(inputs).some((trait) => unseen.has(trait));
    for (const trait of traitsOf(inputs)) unseen.delete(trait);
    return isNew;
  });
}

/** What a setting may get wrong by itself: a short text is a member of an enum, and a list may be empty or not. */
function traitsOf(value: unknown, path = ""): readonly string[] {
  if (Array.isArray(value))
    return [`${path}[${Math.min(value.length, 2)}]`, ...value.flatMap((one) => traitsOf(one, path))];
  if (value !== null && typeof value === "object") {
    const members = Object.entries(value);
    return [
      `${path}{${members.map(([name]) => name).join()}}`,
      ...members.flatMap(([name, one]) => traitsOf(one, `${path}.${name}`)),
    ];
  }
  return [
    typeof value === "string" && !/^\w+$/.test(value)
      ? path
      : `${path}=${typeof value === "number" ? "" : String(value)}`,
  ];
}

interface Case {
  readonly schema: z.ZodObject;
  /** The inputs with what the tenant really has, such as the ids of groups. */
  readonly adapt?: (inputs: State, index: number, fixture: IntuneFixture) => State | Promise<State>;
}

const named = (inputs: State, index: number): State => ({ ...inputs, displayName: `Object ${index}` });

const cases: Partial<Record<DynamicType, Case>> = {
  IntuneCompliancePolicy: { schema: compliancePolicySchema, adapt: named },
  IntuneAppProtectionPolicy: { schema: appProtectionPolicySchema, adapt: named },
  IntuneStoreApp: {
    schema: storeAppSchema,
    async adapt(inputs, index, fixture) {
      for (const displayName of (inputs.categories ?? []) as string[]) {
        await fixture.graph("POST", "/v1.0/deviceAppManagement/mobileAppCategories", {
          "@odata.type": "#microsoft.graph.mobileAppCategory",
          displayName: `${displayName} ${index}`,
        });
      }
      const { categories } = inputs;
      const own = Array.isArray(categories) ? { categories: categories.map((name) => `${name} ${index}`) } : {};
      return { ...named(inputs, index), ...own };
    },
  },
  IntuneIosAppConfiguration: { schema: iosAppConfigurationSchema, adapt: named },
  IntuneManagedGooglePlayApp: {
    schema: managedGooglePlayAppSchema,
    adapt: (inputs) => ({ ...inputs, packageId: "com.lookout.enterprise", adopt: true, onRemoval: "unassign" }),
  },
};

describe("what is written to Intune", function () {
  this.timeout(120_000);
  let fixture: IntuneFixture;
  afterEach(() => fixture.end());

  for (const [type, { schema, adapt }] of Object.entries(cases)) {
    it(`is what is read back of ${type}, whatever can be declared, and is removed`, async () => {
      fixture = await IntuneFixture.start(type as DynamicType);
      const groups: string[] = [];
      for (let index = 0; index < 9; index++) groups.push(await fixture.group(`Group ${index}`));
      for (const [index, inputs] of inputsFor(schema).entries()) {
        const withGroups = JSON.parse(
          JSON.stringify(inputs).replace(
            /2c7790de-8b02-4814-85cf-e0c59380dee(\d)/g,
            (_, digit) => groups[Number(digit)] ?? "",
          ),
        ) as State;
        const news = (await adapt?.(withGroups, index, fixture)) ?? withGroups;
        const { id, outs } = await fixture.created(news).catch((error: unknown) => {
          throw new Error(`${JSON.stringify(news)}: ${String(error)}`, { cause: error });
        });
        await fixture.provider.delete(id, outs);
        const left = await fixture.provider.read(id, outs);
        assert.ok(left.id === "" || (left.inputs?.includedGroupIds as unknown[]).length === 0, "it is still there");
      }
    });
  }

  it("is what is read back of IntuneMtdConnector, whatever can be declared, and is switched off", async () => {
    fixture = await IntuneFixture.start("IntuneMtdConnector");
    await fixture.fixture.control("PUT", "/console/intune-add", {});
    await fixture.fixture.control("PUT", "/console/connector", {
      ...{ heartbeatMinutes: 15, enrollmentGroupNames: ["Lookout Pilot"], errorEmail: "soc@contoso.com" },
      ...{ deviceStatusSync: true, threatStatusSync: true },
    });
    const partnerId = "2c7790de-8b02-4814-85cf-e0c59380dee8";
    const path = `${pathOfType(mtdConnectorType)}/${partnerId}`;
    const off = toConnectorBody({ ...intuneMtdConnectorDefaults, blockUnsupportedOsVersions: false });
    for (const inputs of inputsFor(intuneMtdConnectorSchema)) {
      const { id, outs } = await fixture.created({
        ...inputs,
        partnerId,
        waitMinutes: 1,
        onRemoval: "switchOff",
      });
      await fixture.provider.delete(id, outs);
      const left = await fixture.graph("GET", path);
      for (const [property, value] of Object.entries(off))
        assert.equal(left[property], value, `${property} is left on`);
    }
  });
});
