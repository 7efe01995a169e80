import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { IntuneFixture, type State } from "../graph-object/intune-fixture";
import { messageOf } from "../provider/provider-under-test";

const path = "/deviceManagement/deviceCompliancePolicies";
const policy = { platform: "ios", displayName: "Lookout iOS", maximumThreatLevel: "low" };

describe("a policy in Intune that adopt names by its id", function () {
  this.timeout(60_000);
  let fixture: IntuneFixture;
  const all = async () => (await fixture.graph<{ value: State[] }>("GET", `/v1.0${path}`)).value;

  beforeEach(async () => {
    fixture = await IntuneFixture.start("IntuneCompliancePolicy");
  });
  afterEach(() => fixture.end());

  /** What somebody else made, which no state knows. */
  const existing = async (displayName: string) => (await fixture.created({ ...policy, displayName })).id;

  it("is adopted alone, whatever its name, and beside others of the declared name", async () => {
    const id = await existing("MTD iPhones");
    await existing("Lookout iOS");
    const { outs } = await fixture.created({ ...policy, adopt: id.toUpperCase() });
    assert.deepEqual([outs.objectId, outs.adopted], [id, true]);
    assert.deepEqual(
      (await all()).map(({ displayName }) => displayName),
      ["Lookout iOS", "Lookout iOS"],
    );
  });

  it("is refused before anything is created, where Intune has no such object or one of another platform", async () => {
    const id = await existing("MTD iPhones");
    const before = await all();
    const unknown = await fixture.checked({ ...policy, adopt: randomUUID() });
    assert.match(
      await messageOf(fixture.provider.create(unknown)),
      /adopt names .*Intune has no such object.*Take the id from/,
    );
    const android = await fixture.checked({ ...policy, platform: "androidWorkProfile", adopt: id });
    assert.match(
      await messageOf(fixture.provider.create(android)),
      /that object is a #microsoft.graph.iosCompliancePolicy/,
    );
    assert.deepEqual(await all(), before);
  });

  it("replaces the resource where adopt names another object later, and only then", async () => {
    const [id, other] = [await existing("MTD iPhones"), await existing("MTD iPads")];
    const { outs } = await fixture.created({ ...policy, adopt: id });
    const replacedBy = async (adopt: string | boolean) => {
      const difference = await fixture.provider.diff(id, outs, await fixture.checked({ ...policy, adopt }));
      return difference.replaces;
    };
    assert.deepEqual(await replacedBy(other), ["adopt"]);
    assert.deepEqual(await replacedBy(true), []);
    assert.deepEqual(await replacedBy(id.toUpperCase()), []);
  });

  it("is refused as an input that is neither an id nor a choice", async () => {
    assert.match(
      (await fixture.refusals({ ...policy, adopt: "Lookout iOS" })).join(),
      /^adopt: .*the object with this id/,
    );
    assert.deepEqual(await fixture.refusals({ ...policy, adopt: `T_${randomUUID()}` }), []);
  });
});

describe("a policy in Intune whose name people take for the declared one", function () {
  this.timeout(60_000);
  let fixture: IntuneFixture;

  before(async () => {
    fixture = await IntuneFixture.start("IntuneCompliancePolicy");
  });
  after(() => fixture.end());

  for (const [what, displayName, existing, shown] of [
    [
      "in case",
      "Lookout Case",
      "lookout CASE",
      /named "Lookout Case", but "lookout CASE" \(id \S+: the case differs\)/,
    ],
    [
      "in how a letter is composed",
      "Caf\u00e9 iOS",
      "Cafe\u0301 iOS",
      /named "Caf\\u00E9 iOS", but "Cafe\\u0301 iOS" \(id \S+: it looks the same, .*\(NFC and NFD\)\)/,
    ],
    [
      "in a no-break space at its end",
      "Lookout Space",
      "Lookout Space\u00a0",
      /named "Lookout Space", but "Lookout Space\\u00A0" \(id \S+: .*a space or a character that nobody sees differs\)/,
    ],
    [
      "in a dash",
      "Lookout - iOS",
      "Lookout \u2013 iOS",
      /named "Lookout - iOS", but "Lookout \\u2013 iOS" \(id \S+: .*dashes or quotes of another kind differ\)/,
    ],
  ] as const) {
    it(`is asked about instead of creating a second one, until its id is named: it differs ${what}`, async () => {
      const { id } = await fixture.created({ ...policy, displayName: "Other" });
      await fixture.graph("PATCH", `/v1.0${path}/${id}`, {
        "@odata.type": "#microsoft.graph.iosCompliancePolicy",
        displayName: existing,
      });
      for (const adopt of [false, true]) {
        const inputs = await fixture.checked({ ...policy, displayName, adopt });
        const message = await messageOf(fixture.provider.create(inputs));
        assert.match(message, shown);
        assert.match(message, /nothing was created\. Set adopt to that id/);
      }
      assert.equal((await fixture.created({ ...policy, displayName, adopt: id })).id, id);
    });
  }
});

describe("the name of a policy in Intune with a character that nobody sees", function () {
  this.timeout(60_000);
  let fixture: IntuneFixture;
  const family = { ...policy, displayName: "Familie 👩\u200d👧" };

  before(async () => {
    fixture = await IntuneFixture.start("IntuneCompliancePolicy");
  });
  after(() => fixture.end());

  it("is refused in the preview for a new policy, with code point and position", async () => {
    assert.deepEqual(await fixture.refusals(family), [
      "displayName: the name has U+200D (zero width joiner) at position 10, which nobody sees, so nobody could type the name again; " +
        "remove it. If an object of this name exists, set adopt",
    ]);
    assert.match(
      (await fixture.refusals({ ...family, adopt: true, displayName: "a\u2028b" })).join(),
      /U\+2028 \(line separator\)/,
    );
  });

  it("is used as it is for a policy that exists, and none is created with it", async () => {
    const inputs = await fixture.checked({ ...family, adopt: true });
    await fixture.provider.printed(/The name "Familie 👩\\u200D👧" has U\+200D .*Copy the name, never type it/);
    assert.match(
      await messageOf(fixture.provider.create(inputs)),
      /no compliance policy named "Familie 👩\\u200D👧", and none is created, because the name has U\+200D/,
    );
    const { id } = await fixture.created({ ...policy, displayName: "Other" });
    await fixture.graph("PATCH", `/v1.0${path}/${id}`, {
      "@odata.type": "#microsoft.graph.iosCompliancePolicy",
      displayName: family.displayName,
    });
    const { outs } = await fixture.created({ ...family, adopt: true });
    assert.deepEqual([outs.objectId, outs.displayName], [id, family.displayName]);
  });
});
