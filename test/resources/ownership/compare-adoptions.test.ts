import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { plannedAdoptions } from "../../../components/planned-adoptions";
import { compareAdoptions, type PlannedAdoption } from "../../../resources/compare-adoptions";
import { comparedAdoption } from "../../../resources/provider/adoption";
import { stackConfigFor, trustTenant } from "../../local/tenant/tenant-under-test";
import { IntuneFixture } from "../graph-object/intune-fixture";

const policy = { platform: "ios", displayName: "Lookout iOS", maximumThreatLevel: "low" };

describe("the comparison of objects to adopt, before a run", function () {
  this.timeout(60_000);
  let fixture: IntuneFixture;
  let id: string;

  before(async () => {
    fixture = await IntuneFixture.start("IntuneCompliancePolicy");
    trustTenant(fixture.fixture.tenant);
    id = (await fixture.created(policy)).id;
  });
  after(() => fixture.end());

  const compare = async (args: object, type: PlannedAdoption["type"] = "IntuneCompliancePolicy") => {
    const config = stackConfigFor(fixture.fixture.tenant);
    return compareAdoptions({ get: (key) => config[key] }, [{ type, args }]);
  };
  const lineOf = async (args: object) => (await compare(args))[0]?.line;

  it("reports that nothing changes in an object that matches its declaration, by its id and by its name, and writes nothing", async () => {
    const before = fixture.fixture.tenant.requests().length;
    for (const adopt of [id, true]) {
      assert.equal(await lineOf({ ...policy, adopt }), `adopts "Lookout iOS" (${id}): nothing changes`);
    }
    const sent = fixture.fixture.tenant.requests().slice(before);
    assert.deepEqual(
      sent.filter(({ method, path }) => method !== "GET" && !path.includes("/token")),
      [],
    );
  });

  it("reports what adoption writes, with values that are short", async () => {
    const line = await lineOf({
      ...policy,
      adopt: id,
      displayName: "MTD",
      maximumThreatLevel: "medium",
      includedGroupIds: ['the group "pilot" of this stack'],
      actionsForNoncompliance: [{ action: "block", graceHours: 24 }],
    });
    assert.match(line ?? "", /displayName from "Lookout iOS" to "MTD"/);
    assert.match(line ?? "", /maximumThreatLevel from "low" to "medium"/);
    assert.match(line ?? "", /actionsForNoncompliance is replaced/);
  });

  it("reports what the update will refuse, and finds nothing where there is nothing to adopt", async () => {
    assert.match(
      (await lineOf({ ...policy, adopt: randomUUID() })) ?? "",
      /^the update will refuse to adopt .*no such object/,
    );
    assert.deepEqual(await compare({ ...policy, displayName: "New", adopt: true }), []);
    assert.deepEqual(await compare({ ...policy, maximumThreatLevel: "enormous", adopt: true }), []);
  });

  it("is handed to the resource of the same arguments, whose provider logs it once and keeps it out of the state", async () => {
    const args = { ...policy, adopt: id };
    await compare(args);
    const given = comparedAdoption("IntuneCompliancePolicy", args);
    assert.deepEqual(comparedAdoption("IntuneCompliancePolicy", { ...args, displayName: "Other" }), {});
    const inputs = await fixture.checked({ ...args, ...given });
    assert.ok(!("adoption" in inputs));
    await fixture.provider.printed(/IntuneCompliancePolicy: adopts "Lookout iOS" \(.*\): nothing changes/);
    await fixture.provider.check({ ...args, ...given }, inputs);
    assert.equal(fixture.provider.output().match(/adopts/g)?.length, 1);
  });

  it("is reported as not compared where no program compared it", async () => {
    await fixture.checked({ ...policy, adopt: id });
    await fixture.provider.printed(new RegExp(`IntuneCompliancePolicy: adopts ${id}, not compared`));
  });
});

describe("the objects that an integration plans to adopt", () => {
  const args = {
    accessGroups: { full: { displayName: "Full" } },
    enrollmentGroups: { pilot: { existingObjectId: randomUUID() }, staff: { displayName: "Staff" } },
    connector: { heartbeatMinutes: 60, errorEmail: "soc@contoso.example" },
    enrollmentSettings: { daysUntilDisconnected: 30 },
    intuneConnector: { ios: {}, adopt: true },
  } as const;

  it("are those with adopt, under the names and groups that the component declares", () => {
    const planned = plannedAdoptions({
      ...args,
      rollout: { rings: ["pilot", "staff"], reached: "staff" },
      compliance: {
        ios: { maximumThreatLevel: "low", adopt: true },
        androidDeviceOwner: { maximumThreatLevel: "low" },
      },
    });
    assert.deepEqual(planned, [
      { type: "IntuneMtdConnector", args: { ios: {}, adopt: true } },
      {
        type: "IntuneCompliancePolicy",
        args: {
          ...{ displayName: "Lookout - iOS", maximumThreatLevel: "low", adopt: true, platform: "ios" },
          includedGroupIds: [args.enrollmentGroups.pilot.existingObjectId, 'the group "staff" of this stack'],
        },
      },
    ]);
  });

  it("are not those with a value that nobody knows yet", () => {
    const maximumThreatLevel = Promise.resolve("low" as const);
    const planned = plannedAdoptions({ ...args, compliance: { ios: { maximumThreatLevel, adopt: true } } });
    assert.deepEqual(
      planned.map(({ type }) => type),
      ["IntuneMtdConnector"],
    );
  });
});
