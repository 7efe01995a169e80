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

describe("a policy in Intune whose name differs from the declared one only in case", function () {
  this.timeout(60_000);
  let fixture: IntuneFixture;

  beforeEach(async () => {
    fixture = await IntuneFixture.start("IntuneCompliancePolicy");
  });
  afterEach(() => fixture.end());

  it("is asked about instead of creating a second one, until its id is named", async () => {
    const { id } = await fixture.created({ ...policy, displayName: "lookout IOS" });
    for (const adopt of [false, true]) {
      const inputs = await fixture.checked({ ...policy, adopt });
      const message = await messageOf(fixture.provider.create(inputs));
      assert.match(
        message,
        /no compliance policy named "Lookout iOS", but "lookout IOS" \(id .*only in case.*Set adopt to that id/,
      );
    }
    assert.equal((await fixture.created({ ...policy, adopt: id })).id, id);
  });
});
