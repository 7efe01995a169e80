import assert from "node:assert/strict";
import { iosAppConfigurationDefinition } from "../../../resources/intune-ios-app-configuration/intune-ios-app-configuration.graph";
import fc from "fast-check";
import { fromAppConfigurationItems } from "../../../resources/intune-ios-app-configuration/intune-ios-app-configuration.schema";
import { IntuneFixture, type State } from "../graph-object/intune-fixture";

const path = "/v1.0/deviceAppManagement/mobileAppConfigurations";

describe("the iOS app configuration's provider process", function () {
  this.timeout(60_000);
  let fixture: IntuneFixture;
  let users: string;

  const settings = (more: State = {}): State => ({
    displayName: "Lookout for Work - iOS",
    appIds: ["99999999-0000-4000-8000-000000000001"],
    configuration: { DeviceUniqueIdentifier: "{{serialnumber}}", Retries: 3, Ratio: 0.5, Quiet: true },
    includedGroupIds: [users],
    ...more,
  });

  beforeEach(async () => {
    fixture = await IntuneFixture.start("IntuneIosAppConfiguration");
    users = await fixture.group("Lookout pilot");
  });
  afterEach(() => fixture.end());

  it("writes the dictionary with Graph's types, and assigns it", async () => {
    const { id } = await fixture.created(settings());
    const configuration = await fixture.graph("GET", `${path}/${id}?$expand=assignments`);
    assert.deepEqual(
      (configuration.settings as State[]).map((item) => [
        item.appConfigKey,
        item.appConfigKeyType,
        item.appConfigKeyValue,
      ]),
      [
        ["DeviceUniqueIdentifier", "stringType", "{{serialnumber}}"],
        ["Quiet", "booleanType", "true"],
        ["Ratio", "realType", "0.5"],
        ["Retries", "integerType", "3"],
      ],
    );
    assert.equal((configuration.assignments as State[]).length, 1);
  });

  it("sends the dictionary alone when a value changes, and nothing for another order", async () => {
    const { id, outs } = await fixture.created(settings());
    const reordered = { Quiet: true, Ratio: 0.5, Retries: 3, DeviceUniqueIdentifier: "{{serialnumber}}" };
    const same = await fixture.checked(settings({ configuration: reordered }));
    assert.equal((await fixture.provider.diff(id, outs, same)).changes, false);
    const writes = await fixture.sentBy(path, id, outs, settings({ configuration: { Retries: 4 } }));
    assert.deepEqual(writes, [`PATCH ${id}`]);
    assert.deepEqual(Object.keys(fixture.lastBody("PATCH") as State).sort(), ["@odata.type", "settings"]);
  });

  it("shows a value changed by hand, and puts it back", async () => {
    const { id, outs, inputs } = await fixture.created(settings({ configuration: { Key: "declared" } }));
    await fixture.graph("PATCH", `${path}/${id}`, {
      "@odata.type": "#microsoft.graph.iosMobileAppConfiguration",
      settings: [{ appConfigKey: "Key", appConfigKeyType: "stringType", appConfigKeyValue: "by hand" }],
    });
    const read = await fixture.provider.read(id, outs);
    assert.deepEqual(read.inputs?.configuration, { Key: "by hand" });
    await fixture.provider.update(id, read.props, inputs);
    assert.deepEqual((await fixture.provider.read(id, outs)).inputs, inputs);
  });
});

describe("the check of the iOS app configuration", function () {
  this.timeout(60_000);
  let fixture: IntuneFixture;
  const settings = (more: State = {}): State => ({
    ...{ displayName: "Lookout for Work - iOS", appIds: ["a"], configuration: { Key: "value" } },
    ...more,
  });

  before(async () => {
    fixture = await IntuneFixture.start("IntuneIosAppConfiguration");
  });
  after(() => fixture.end());

  for (const [what, change, reason] of [
    ["an empty dictionary", { configuration: {} }, /^configuration: the map is empty/],
    ["a list as a value", { configuration: { A: ["b"] } }, /^configuration\.A: a value must be a string, a number/],
    ["no app", { appIds: [] }, /^appIds: the configuration requires the id of at least one app/],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const [refusal] = await fixture.refusals(settings(change));
      assert.match(refusal ?? "", reason);
    });
  }
});

describe("an app configuration's dictionary", () => {
  it("comes back from Graph's entries as it was declared", () => {
    const value = fc.oneof(
      fc.string(),
      fc.boolean(),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), value), (configuration) => {
        const body = iosAppConfigurationDefinition.properties({
          ...{ displayName: "x", appIds: ["a"], includedGroupIds: [], excludedGroupIds: [] },
          configuration,
        });
        // A negative zero has no text of its own.
        const expected = Object.entries(configuration).map(([key, one]) => [key, one === 0 ? 0 : one]);
        assert.deepEqual(Object.entries(fromAppConfigurationItems(body.settings)), expected);
      }),
    );
  });
});
