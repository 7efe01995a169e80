import assert from "node:assert/strict";
import { messageOf } from "../provider/provider-under-test";
import { failureOf } from "../provider/provider-process";
import { assertHarmless, hostileOutput } from "../../hostile-output";
import { IntuneFixture, type Answer, type State } from "../graph-object/intune-fixture";

const path = "/deviceManagement/deviceCompliancePolicies";
const expanded = "?$expand=assignments,scheduledActionsForRule($expand=scheduledActionConfigurations)";

describe("the compliance policy's provider process", function () {
  this.timeout(60_000);
  let fixture: IntuneFixture;
  let users: string;
  let others: string;

  const ios = (more: State = {}): State => ({
    platform: "ios",
    displayName: "Lookout iOS",
    maximumThreatLevel: "low",
    includedGroupIds: [users],
    ...more,
  });
  const inIntune = (id: string, version = "v1.0") => fixture.graph("GET", `/${version}${path}/${id}${expanded}`);
  const byHand = (id: string, changes: object) =>
    fixture.graph("PATCH", `/v1.0${path}/${id}`, { "@odata.type": "#microsoft.graph.iosCompliancePolicy", ...changes });
  const sentBy = (id: string, olds: State, news: State) => fixture.sentBy(path, id, olds, news);

  beforeEach(async () => {
    fixture = await IntuneFixture.start("IntuneCompliancePolicy");
    users = await fixture.group("Lookout pilot");
    others = await fixture.group("Lookout staff");
  });
  afterEach(() => fixture.end());

  it("shows no text of Intune or of a person as it is, in an error, a refusal or a message", async () => {
    const body = { error: { code: "BadRequest", message: hostileOutput } };
    await fixture.fixture.faults({ path, kind: { is: "status", status: 400, body } });
    const failure = await failureOf(fixture.provider.create(await fixture.checked(ios())));
    assert.match(failure.message, /# #vso\[task/);
    assertHarmless(failure.message);
    for (const refusal of await fixture.refusals(ios({ [hostileOutput]: "x", platform: hostileOutput }))) {
      assertHarmless(refusal);
    }
    assertHarmless(fixture.provider.output());
  });

  for (const [platform, type, version] of [
    ["ios", "iosCompliancePolicy", "v1.0"],
    ["androidWorkProfile", "androidWorkProfileCompliancePolicy", "v1.0"],
    ["androidDeviceOwner", "androidDeviceOwnerCompliancePolicy", "beta"],
  ] as const) {
    it(`creates a policy for ${platform} with its threat level, actions and groups, and finds no difference after`, async () => {
      const { id, outs } = await fixture.created(
        ios({
          platform,
          description: "What Lookout says counts",
          excludedGroupIds: [others],
          actionsForNoncompliance: [
            { action: "block", graceHours: 24 },
            { action: "pushNotification", graceHours: 0 },
          ],
        }),
      );
      assert.deepEqual({ objectId: outs.objectId, adopted: outs.adopted }, { objectId: id, adopted: false });
      const policy = await inIntune(id, version);
      assert.equal(policy["@odata.type"], `#microsoft.graph.${type}`);
      assert.equal(policy.deviceThreatProtectionEnabled, true);
      assert.equal(policy.deviceThreatProtectionRequiredSecurityLevel, "low");
      assert.equal((policy.assignments as State[]).length, 2);
      const [rule] = policy.scheduledActionsForRule as { scheduledActionConfigurations: State[] }[];
      assert.equal(rule?.scheduledActionConfigurations.length, 2);
    });
  }

  it("sends only what was changed", async () => {
    const { id, outs } = await fixture.created(ios());

    assert.deepEqual(await sentBy(id, outs, ios({ maximumThreatLevel: "secured" })), [`PATCH ${id}`]);
    assert.deepEqual(fixture.lastBody("PATCH"), {
      "@odata.type": "#microsoft.graph.iosCompliancePolicy",
      deviceThreatProtectionRequiredSecurityLevel: "secured",
    });
    const read = await fixture.provider.read(id, outs);
    assert.deepEqual(
      await sentBy(id, read.props, ios({ maximumThreatLevel: "secured", includedGroupIds: [users, others] })),
      ["POST assign"],
    );
    const wider = await fixture.provider.read(id, outs);
    const later = [{ action: "block", graceHours: 48 }];
    assert.deepEqual(
      await sentBy(id, wider.props, {
        ...ios({ maximumThreatLevel: "secured", includedGroupIds: [others, users] }),
        actionsForNoncompliance: later,
      }),
      ["POST scheduleActionsForRules"],
    );
  });

  it("sends nothing for another order, another spelling of an id, or another way of removal", async () => {
    const actions = [
      { action: "block", graceHours: 0 },
      { action: "retire", graceHours: 720 },
    ];
    const { id, outs } = await fixture.created(
      ios({ includedGroupIds: [users, others], actionsForNoncompliance: actions }),
    );
    const same = await fixture.checked(
      ios({ includedGroupIds: [others.toUpperCase(), users], actionsForNoncompliance: actions.toReversed() }),
    );
    assert.equal((await fixture.provider.diff(id, outs, same)).changes, false);

    assert.deepEqual(await sentBy(id, outs, { ...same, onRemoval: "keep" }), []);
  });

  it("removes every group without an empty list, because its effect in Intune is undocumented", async () => {
    const { id, outs } = await fixture.created(ios({ includedGroupIds: [users, others] }));
    const writes = await sentBy(id, outs, ios({ includedGroupIds: [] }));
    assert.deepEqual(
      writes.map((write) => write.split(" ")[0]),
      ["DELETE", "DELETE"],
    );
    assert.deepEqual((await inIntune(id)).assignments, []);
  });

  for (const [what, change, expected] of [
    ["the threat level", { deviceThreatProtectionRequiredSecurityLevel: "high" }, { maximumThreatLevel: "high" }],
    ["the threat level switched off", { deviceThreatProtectionEnabled: false }, { maximumThreatLevel: "off" }],
    ["the name", { displayName: "Old" }, { displayName: "Old" }],
  ] as const) {
    it(`shows ${what} changed by hand, and puts it back`, async () => {
      const { id, outs, inputs } = await fixture.created(ios());
      await byHand(id, change);
      const read = await fixture.provider.read(id, outs);
      assert.deepEqual(read.inputs, { ...inputs, ...expected });
      assert.equal((await fixture.provider.diff(id, read.props, inputs)).changes, true);
      const updated = await fixture.provider.update(id, read.props, inputs);
      assert.equal((await fixture.provider.diff(id, updated, inputs)).changes, false);
      assert.equal((await inIntune(id)).deviceThreatProtectionRequiredSecurityLevel, "low");
    });
  }

  it("shows manual changes to groups and actions, and reverts both", async () => {
    const { id, outs, inputs } = await fixture.created(ios());
    await fixture.graph("POST", `/v1.0${path}/${id}/assign`, {
      assignments: [{ target: { "@odata.type": "#microsoft.graph.allDevicesAssignmentTarget" } }],
    });
    const wipe = {
      actionType: "block",
      gracePeriodHours: 96,
      notificationTemplateId: "",
      notificationMessageCCList: [],
    };
    await fixture.graph("POST", `/v1.0${path}/${id}/scheduleActionsForRules`, {
      deviceComplianceScheduledActionForRules: [
        { ruleName: "PasswordRequired", scheduledActionConfigurations: [wipe] },
      ],
    });
    const read = await fixture.provider.read(id, outs);
    assert.deepEqual(read.inputs?.includedGroupIds, ["allDevicesAssignmentTarget"]);
    assert.deepEqual(read.inputs.actionsForNoncompliance, [{ action: "block", graceHours: 96 }]);
    assert.equal((await fixture.provider.diff(id, read.props, inputs)).changes, true);
    await fixture.provider.update(id, read.props, inputs);
    assert.deepEqual((await fixture.provider.read(id, outs)).inputs, inputs);
  });

  it("leaves alone what it does not declare", async () => {
    const { id, outs, inputs } = await fixture.created(ios());
    await byHand(id, { passcodeRequired: true, description: "by hand" });
    const read = await fixture.provider.read(id, outs);
    assert.deepEqual(read.inputs, inputs);
    await sentBy(id, outs, ios({ maximumThreatLevel: "medium" }));
    const policy = await inIntune(id);
    assert.equal(policy.passcodeRequired, true);
    assert.equal(policy.description, "by hand");
  });

  it("refuses a name that exists, and adopts the policy with adopt", async () => {
    const first = await fixture.created(ios());
    const message = await messageOf(
      fixture.provider.create(await fixture.checked(ios({ maximumThreatLevel: "medium" }))),
    );
    assert.match(
      message,
      /already has the compliance policy named "Lookout iOS" \(id .*\), and nothing was created.*adopt: true/s,
    );

    const adopted = await fixture.created(ios({ maximumThreatLevel: "medium", adopt: true }));
    assert.equal(adopted.id, first.id);
    assert.equal(adopted.outs.adopted, true);
    assert.equal((await inIntune(first.id)).deviceThreatProtectionRequiredSecurityLevel, "medium");
    const all = await fixture.graph<{ value: Answer[] }>("GET", `/v1.0${path}`);
    assert.equal(all.value.length, 1);
  });

  it("treats a policy of the same name on another platform as another policy", async () => {
    await fixture.created(ios());
    await fixture.created(ios({ platform: "androidWorkProfile" }));
  });

  it("refuses to choose between several policies of the name", async () => {
    await fixture.created(ios());
    await fixture.graph("POST", `/v1.0${path}`, {
      ...{ "@odata.type": "#microsoft.graph.iosCompliancePolicy", displayName: "Lookout iOS" },
      scheduledActionsForRule: [
        { ruleName: "PasswordRequired", scheduledActionConfigurations: [{ actionType: "block", gracePeriodHours: 0 }] },
      ],
    });
    const message = await messageOf(fixture.provider.create(await fixture.checked(ios({ adopt: true }))));
    assert.match(message, /2 objects named "Lookout iOS" .*unclear which one to adopt/);
  });

  it("deletes what it created, leaves what it adopted, and treats a missing object as deleted", async () => {
    const { id, outs } = await fixture.created(ios());
    const adopted = await fixture.created(ios({ adopt: true }));
    await fixture.provider.delete(adopted.id, adopted.outs);
    await inIntune(id);
    await fixture.provider.delete(id, outs);
    assert.deepEqual((await fixture.graph<{ value: State[] }>("GET", `/v1.0${path}`)).value, []);
    await fixture.provider.delete(id, outs);
    assert.equal((await fixture.provider.read(id, outs)).id, "");
  });

  it("keeps or deletes according to onRemoval", async () => {
    const kept = await fixture.created(ios({ onRemoval: "keep" }));
    await fixture.provider.delete(kept.id, kept.outs);
    const adopted = await fixture.created(ios({ adopt: true, onRemoval: "delete" }));
    await fixture.provider.delete(adopted.id, adopted.outs);
    assert.deepEqual((await fixture.graph<{ value: State[] }>("GET", `/v1.0${path}`)).value, []);
  });

  it("replaces the policy for another platform, the old one first", async () => {
    const { id, outs } = await fixture.created(ios());
    const { replaces } = await fixture.provider.diff(
      id,
      outs,
      await fixture.checked(ios({ platform: "androidWorkProfile" })),
    );
    assert.deepEqual(replaces, ["platform"]);
  });

  it("records the policy when its assignment fails, and assigns it in the next run", async () => {
    await fixture.fixture.faults({ path: "/assign$", method: "POST", kind: { is: "status", status: 403 } });
    const inputs = await fixture.checked(ios());
    const { message, partial } = await failureOf(fixture.provider.create(inputs));
    assert.match(message, /DeviceManagementConfiguration\.ReadWrite\.All/);
    assert.ok(partial);
    assert.deepEqual(partial.properties.includedGroupIds, []);
    await fixture.fixture.faults();
    assert.equal((await fixture.provider.diff(partial.id, partial.properties, inputs)).changes, true);
    fixture.writes(path);
    const outs = await fixture.provider.update(partial.id, partial.properties, inputs);
    assert.deepEqual(fixture.writes(path), ["POST assign"]);
    assert.equal((await fixture.provider.diff(partial.id, outs, inputs)).changes, false);
  });

  it("finds the policy again whose creation was never answered", async () => {
    await fixture.fixture.faults({ path: `${path}$`, method: "POST", times: 1, kind: { is: "drop", when: "after" } });
    const { id } = await fixture.provider.create(await fixture.checked(ios()));
    assert.equal((await inIntune(id)).displayName, "Lookout iOS");
    assert.equal((await fixture.graph<{ value: State[] }>("GET", `/v1.0${path}`)).value.length, 1);
  });

  it("refuses a group of devices before it creates anything, by its rule and by its members", async () => {
    const byRule = await fixture.group("All iPhones", [], {
      ...{ groupTypes: ["DynamicMembership"], membershipRuleProcessingState: "On" },
      membershipRule: '(device.deviceOSType -eq "iPhone")',
    });
    const device = "99999999-0000-4000-8000-000000000001";
    await fixture.fixture.control("POST", "/graph/devices", {
      id: device,
      displayName: "iPhone of Ada",
      operatingSystem: "iOS",
    });
    const byMembers = await fixture.group("Phones", [device]);
    for (const id of [byRule, byMembers]) {
      const message = await messageOf(
        fixture.provider.create(await fixture.checked(ios({ includedGroupIds: [users, id] }))),
      );
      assert.match(message, /^includedGroupIds\[1\] is .* holds devices, but the threat level .* requires user groups/);
    }
    assert.deepEqual((await fixture.graph<{ value: State[] }>("GET", `/v1.0${path}`)).value, []);
  });

  it("refuses a group that does not exist before it creates anything", async () => {
    const nobody = "99999999-0000-4000-8000-000000000009";
    const message = await messageOf(
      fixture.provider.create(await fixture.checked(ios({ includedGroupIds: [nobody] }))),
    );
    assert.match(message, /includedGroupIds\[0\] is 99999999-.*Entra has no group with that object id/);
  });

  it("waits for a group that Entra has just made", async () => {
    await fixture.end();
    fixture = await IntuneFixture.start("IntuneCompliancePolicy", { consistencyDelayMs: 800 });
    users = await fixture.group("Lookout pilot");
    const { outs } = await fixture.provider.create(await fixture.checked(ios()));
    assert.deepEqual(outs.includedGroupIds, [users]);
  });

  it("names the property that Intune did not keep", async () => {
    const { id, outs } = await fixture.created(ios());
    await fixture.fixture.faults({ path: `${path}/${id}`, method: "GET", kind: { is: "stale" } });
    const message = await messageOf(
      fixture.provider.update(id, outs, await fixture.checked(ios({ maximumThreatLevel: "medium" }))),
    );
    assert.match(
      message,
      /maximumThreatLevel \(deviceThreatProtectionRequiredSecurityLevel in Graph\) was set to "medium", but Intune shows "low"/,
    );
  });
});

describe("the check of the compliance policy", function () {
  this.timeout(60_000);
  let fixture: IntuneFixture;
  const users = "99999999-0000-4000-8000-000000000001";
  const ios = (more: State = {}): State => ({
    platform: "ios",
    displayName: "Lookout iOS",
    maximumThreatLevel: "low",
    includedGroupIds: [users],
    ...more,
  });

  before(async () => {
    fixture = await IntuneFixture.start("IntuneCompliancePolicy");
  });
  after(() => fixture.end());

  for (const [what, change, reason] of [
    [
      "a threat level that is none",
      { maximumThreatLevel: "none" },
      /^maximumThreatLevel: the threat level must be secured, low/,
    ],
    ["another platform", { platform: "windows" }, /^platform: the platform must be ios/],
    [
      "actions without block",
      { actionsForNoncompliance: [] },
      /^actionsForNoncompliance: Intune requires exactly one block/,
    ],
    [
      "grace of more than a year",
      { actionsForNoncompliance: [{ action: "block", graceHours: 8761 }] },
      /^actionsForNoncompliance\[0\]\.graceHours: Intune accepts whole hours from 0 to 8760/,
    ],
    [
      "a mail without a template",
      {
        actionsForNoncompliance: [
          { action: "block", graceHours: 0 },
          { action: "notification", graceHours: 0 },
        ],
      },
      /^actionsForNoncompliance\[1\]\.notificationTemplateId: a notification requires/,
    ],
    ["a group that is no id", { includedGroupIds: ["Pilot"] }, /^includedGroupIds\[0\]: an object id is a GUID/],
    [
      "a setting that does not exist",
      { maximumThreatlevel: "low" },
      /^maximumThreatlevel: this setting does not exist/,
    ],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const [refusal, ...more] = await fixture.refusals(ios(change));
      assert.match(refusal ?? "", reason);
      assert.deepEqual(more, []);
    });
  }

  it("refuses a group that is included and excluded", async () => {
    const [refusal] = await fixture.refusals(ios({ excludedGroupIds: [users] }));
    assert.match(refusal ?? "", /^excludedGroupIds\[0\]: this group is both included and excluded/);
  });
});
