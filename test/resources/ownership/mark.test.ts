import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { ownerSchema, splitMark, withMark } from "../../../model/ownership";
import { IntuneFixture, type State } from "../graph-object/intune-fixture";
import { messageOf } from "../provider/provider-under-test";

const path = "/deviceManagement/deviceCompliancePolicies";
const owner = `${randomUUID()}/lookout-compliance-ios`;
const policy = { platform: "ios", displayName: "Lookout iOS", maximumThreatLevel: "low" };

describe("the mark of an object's owner", () => {
  it("comes off every text as it was put on, and is found again", () => {
    const text = fc.string().filter((one) => splitMark(one).owner === undefined);
    fc.assert(
      fc.property(text, fc.constantFrom("\n" as const, " " as const), (declared, separator) => {
        assert.deepEqual(splitMark(withMark(declared, owner, separator)), { text: declared, owner });
      }),
    );
  });

  it("is refused for an owner that is not an id and a name", () => {
    for (const one of ["", "lookout", randomUUID(), `${randomUUID()}/`, `${randomUUID()}/a\nb`]) {
      assert.equal(ownerSchema.safeParse(one).success, false, one);
    }
    assert.equal(ownerSchema.safeParse(owner).success, true);
  });
});

describe("an object in Intune that carries a mark", function () {
  this.timeout(60_000);
  let fixture: IntuneFixture;
  const inIntune = (id: string) => fixture.graph("GET", `/v1.0${path}/${id}`);
  const all = async () => (await fixture.graph<{ value: State[] }>("GET", `/v1.0${path}`)).value;

  beforeEach(async () => {
    fixture = await IntuneFixture.start("IntuneCompliancePolicy");
  });
  afterEach(() => fixture.end());

  it("is continued with after a run that was killed before it recorded it, and is ours to delete", async () => {
    const inputs = await fixture.checked({ ...policy, owner });
    const { id } = await fixture.provider.create(inputs);
    await fixture.restart();
    const again = await fixture.provider.create(inputs);
    assert.equal(again.id, id);
    assert.equal(again.outs.adopted, false);
    await fixture.provider.printed(/was created by an interrupted run of this stack/);
    assert.match(String(again.outs.removalEffect), /which this stack created, is deleted/);
    await fixture.provider.delete(id, again.outs);
    assert.deepEqual(await all(), []);
  });

  it("is refused for another stack of the same name, and for another resource of the same stack", async () => {
    await fixture.created({ ...policy, owner });
    for (const other of [`${randomUUID()}/lookout-compliance-ios`, owner.replace(/ios$/, "two")]) {
      const inputs = await fixture.checked({ ...policy, owner: other });
      assert.match(
        await messageOf(fixture.provider.create(inputs)),
        /Intune already has the compliance policy named "Lookout iOS"/,
      );
    }
    assert.equal((await all()).length, 1);
  });

  it("shows its description without the mark, and keeps the mark when the description changes", async () => {
    const { id, outs } = await fixture.created({ ...policy, owner, description: "For pilots" });
    assert.equal(splitMark((await inIntune(id)).description).owner, owner);
    const news = { ...policy, owner, description: "For all" };
    assert.deepEqual(await fixture.sentBy(path, id, outs, news), [`PATCH ${id}`]);
    assert.deepEqual(splitMark((await inIntune(id)).description), { text: "For all", owner });
  });

  it("causes no update in a stack whose state has no owner yet", async () => {
    const { id, outs } = await fixture.created(policy);
    const inputs = await fixture.checked({ ...policy, owner });
    assert.equal((await fixture.provider.diff(id, outs, inputs)).changes, false);
  });
});

describe("an object in Intune that was adopted", function () {
  this.timeout(60_000);
  let fixture: IntuneFixture;
  const whole = async (id: string): Promise<State> => {
    const expand = "assignments,scheduledActionsForRule($expand=scheduledActionConfigurations)";
    const { lastModifiedDateTime, version, scheduledActionsForRule, assignments, ...rest } = await fixture.graph(
      "GET",
      `/v1.0${path}/${id}?$expand=${encodeURIComponent(expand)}`,
    );
    assert.ok(lastModifiedDateTime !== undefined || version !== undefined);
    return {
      ...rest,
      assignments: withoutIds(assignments),
      scheduledActionsForRule: withoutIds(scheduledActionsForRule),
    };
  };

  beforeEach(async () => {
    fixture = await IntuneFixture.start("IntuneCompliancePolicy");
  });
  afterEach(() => fixture.end());

  it("is restored on removal to what it was, also where no setting can declare that", async () => {
    const [pilot, staff] = [await fixture.group("Pilot"), await fixture.group("Staff")];
    const wipe = { actionType: "wipe", gracePeriodHours: 24 };
    const { id } = await fixture.graph("POST", `/v1.0${path}`, {
      ...{ "@odata.type": "#microsoft.graph.iosCompliancePolicy", displayName: "Lookout iOS", description: "By hand" },
      deviceThreatProtectionEnabled: false,
      scheduledActionsForRule: [
        {
          ruleName: "PasswordRequired",
          scheduledActionConfigurations: [{ actionType: "block", gracePeriodHours: 12 }, wipe],
        },
      ],
    });
    await fixture.graph("POST", `/v1.0${path}/${id}/assign`, {
      assignments: [
        { target: { "@odata.type": "#microsoft.graph.groupAssignmentTarget", groupId: staff } },
        { target: { "@odata.type": "#microsoft.graph.allDevicesAssignmentTarget" } },
      ],
    });
    const before = await whole(id);
    const { outs } = await fixture.created({ ...policy, adopt: true, owner, includedGroupIds: [pilot] });
    assert.equal(outs.adopted, true);
    assert.match(String(outs.removalEffect), /is restored to the settings that it had/);
    const news = await fixture.checked({ ...policy, adopt: true, owner, description: "Declared later" });
    const updated = await fixture.provider.update(id, outs, news);
    assert.notDeepEqual(await whole(id), before);
    await fixture.provider.delete(id, updated);
    assert.deepEqual(await whole(id), before);
  });

  it("is left as it is when an older release adopted it and recorded nothing", async () => {
    const first = await fixture.created(policy);
    const { outs } = await fixture.created({ ...policy, adopt: true });
    const { settingsBefore, removalEffect, ...older } = outs;
    assert.ok(settingsBefore !== undefined && removalEffect !== undefined);
    fixture.writes(path);
    await fixture.provider.delete(first.id, older);
    assert.deepEqual(fixture.writes(path), []);
    await fixture.provider.printed(/did not record what it was/);
  });
});

function withoutIds(list: unknown): unknown {
  return JSON.parse(
    JSON.stringify(list, (key, value: unknown) => (/^(id|source|sourceId)$/.test(key) ? undefined : value)),
  );
}
