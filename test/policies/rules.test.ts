import assert from "node:assert/strict";
import { EnforcementLevel, PolicySeverity } from "@pulumi/pulumi/proto/analyzer_pb";
import { changed, compliant, compliantStack, stackWith } from "./compliant-stack";
import { PolicyProcess, type Resource, unknownString, type Verdict } from "./policy-process";
import { disconnectWindow, stackViolations, violations } from "./violations";

const { connector, enrollmentSettings, intuneConnector, group, accessGroups, enrollmentGroup } = compliant;

describe("the policy pack", () => {
  let pack: PolicyProcess;
  before(async function () {
    this.timeout(30_000);
    pack = await PolicyProcess.start();
  });
  after(() => {
    pack.stop();
  });
  beforeEach(() => pack.configure({}));

  it("accepts a compliant stack without a word", async () => {
    for (const resource of compliantStack) assert.deepEqual(await pack.judgeResource(resource), []);
    assert.deepEqual(await pack.judgeStack(compliantStack), []);
  });

  for (const { what, resource, policy, says } of violations) {
    it(`refuses ${what}, and with that rule alone`, async () => {
      expectRefusal(await pack.judgeResource(resource), policy, says);
    });
  }

  for (const { what, stack, policy, says, notJudged = [] } of stackViolations) {
    it(`refuses ${what}, and with that rule alone`, async () => {
      const all = await pack.judgeStack(stack);
      expectRefusal(
        all.filter(({ level }) => level === "mandatory"),
        policy,
        says,
      );
      const open = all.filter(({ level }) => level === "advisory");
      assert.deepEqual(open.map((verdict) => verdict.policy).sort(), [...notJudged].sort());
      for (const { message } of open) assert.match(message, /can't be known during preview/);
    });
  }

  it("lets an organisation allow a narrower disconnect window", async () => {
    await pack.configure({ [disconnectWindow]: { minimumDays: 3, maximumDays: 20 } });
    expectRefusal(
      await pack.judgeResource(enrollmentSettings),
      disconnectWindow,
      /is 30, but 3 to 20 days are allowed/,
    );
    assert.deepEqual(await pack.judgeResource(changed(enrollmentSettings, { daysUntilDisconnected: 20 })), []);
  });

  it("publishes limits in its configuration schema that cannot be widened beyond Lookout's", async () => {
    const rule = (await pack.policies()).find((info) => info.getName() === disconnectWindow);
    const schema = rule?.getConfigschema()?.getProperties()?.toJavaScript();
    for (const name of ["minimumDays", "maximumDays"]) {
      const { minimum, maximum } = schema?.[name] as { minimum: number; maximum: number };
      assert.deepEqual([minimum, maximum], [1, 90]);
    }
  });

  const unusable: readonly [string, { minimumDays?: number; maximumDays?: number }, RegExp][] = [
    ["allows nothing", { minimumDays: 40, maximumDays: 20 }, /lower limit is above the upper one/],
    ["widens the upper limit", { maximumDays: 120 }, /maximumDays 120: .* 1 to 90; they can only be tightened/],
    ["widens the lower limit", { minimumDays: 0 }, /minimumDays 0 .* they can only be tightened/],
    ["has a limit of part of a day", { maximumDays: 20.5 }, /maximumDays 20\.5: limits are whole days/],
  ];
  for (const [what, config, says] of unusable) {
    it(`says that a configuration which ${what} is the fault, not the resource`, async () => {
      await pack.configure({ [disconnectWindow]: config });
      expectRefusal(await pack.judgeResource(enrollmentSettings), disconnectWindow, says);
    });
  }

  it("repeats no value but those that a message is about", async () => {
    const canary = "hunter2-canary";
    const resources = [
      changed(enrollmentSettings, { daysUntilDisconnected: canary, acknowledgement: { by: canary } }),
      changed(connector, { deviceStatusSync: canary, errorEmail: canary, mode: canary }),
      changed(intuneConnector, {
        partner: canary,
        android: { enabled: canary },
        ios: { enabled: true, appSync: canary },
      }),
      changed(intuneConnector, { android: canary, ios: canary }),
      changed(group, { securityEnabled: canary, description: canary, owners: [canary] }),
    ];
    const verdicts = (await Promise.all(resources.map((resource) => pack.judgeResource(resource)))).flat();
    assert.deepEqual(
      [...new Set(verdicts.map(({ policy }) => policy))].sort(),
      [
        disconnectWindow,
        "entra-groups-security-enabled",
        "intune-connector-protects-platform",
        "intune-ios-app-sync-on",
        "lookout-state-sync-on",
      ].sort(),
    );
    const ofStack = await pack.judgeStack(
      stackWith(
        changed(connector, { errorEmail: canary, enrollmentGroupNames: [{ name: canary }] }),
        changed(accessGroups, { fullAccessGroupId: undefined, note: canary }),
        changed(group, { description: canary }),
      ).filter(({ name }) => name !== "access-full"),
    );
    assert.equal(ofStack.length, 2);
    for (const { message } of [...verdicts, ...ofStack]) assert.ok(!message.includes(canary), message);
  });

  const unknowns: readonly [string, Resource][] = [
    [disconnectWindow, changed(enrollmentSettings, { daysUntilDisconnected: unknownString })],
    ["lookout-state-sync-on", changed(connector, { deviceStatusSync: unknownString })],
    ["intune-ios-app-sync-on", changed(intuneConnector, { ios: { enabled: true, appSync: unknownString } })],
    ["intune-connector-protects-platform", changed(intuneConnector, { android: unknownString })],
    ["entra-groups-security-enabled", changed(group, { securityEnabled: unknownString })],
  ];
  for (const [policy, resource] of unknowns) {
    it(`reports that ${policy} could not judge a value that is not known yet`, async () => {
      expectNotJudged(await pack.judgeResource(resource), policy);
    });
  }

  it("reports that group names which are not known yet could not be compared", async () => {
    const stack = stackWith(changed(connector, { enrollmentGroupNames: [unknownString] }));
    expectNotJudged(await pack.judgeStack(stack), "lookout-enrollment-groups-match");
  });

  it("reports that an access group which is not known yet could not be compared", async () => {
    const unknown = changed(accessGroups, { restrictedAccessGroupId: unknownString });
    expectNotJudged(await pack.judgeStack(stackWith(unknown)), "lookout-access-groups-distinct");
  });

  it("does not call a name wrong while a group of the stack has a name that is not known yet", async () => {
    const stack = stackWith(
      changed(connector, { enrollmentGroupNames: ["Others"] }),
      changed(enrollmentGroup, { displayName: unknownString }),
    );
    const verdicts = await pack.judgeStack(stack);
    expectNotJudged(verdicts, "lookout-enrollment-groups-match");
  });

  it("accepts an enrollment group that was looked up, which is no azuread.Group of the stack", async () => {
    const stack = compliantStack.filter(({ name }) => name !== group.name);
    assert.deepEqual(await pack.judgeStack(stack), []);
  });

  it("accepts groups that are yet to be created, by their names", async () => {
    const stack = stackWith(
      changed(accessGroups, { fullAccessGroupId: unknownString, restrictedAccessGroupId: undefined }),
      changed(enrollmentGroup, { objectId: unknownString }),
    );
    assert.deepEqual(await pack.judgeStack(stack), []);
  });

  it("has nothing to say of resources that are not its own", async () => {
    const foreign = { type: "random:index/randomId:RandomId", name: "x", props: { deviceStatusSync: false } };
    assert.deepEqual(await pack.judgeResource(foreign), []);
    assert.deepEqual(await pack.judgeStack([foreign]), []);
  });

  it("does not ask for App Sync where iOS is off", async () => {
    const resource = changed(intuneConnector, { ios: { enabled: false, appSync: false } });
    assert.deepEqual(await pack.judgeResource(resource), []);
  });

  it("has no rule without a violation among these tests", async () => {
    const published = (await pack.policies()).map((info) => info.getName());
    const violated = new Set([...violations, ...stackViolations].map(({ policy }) => policy));
    assert.deepEqual(published.sort(), [...violated].sort());
  });

  it("gives every rule a demand, a severity, a source and a fix, and makes it mandatory", async () => {
    const infos = await pack.policies();
    assert.equal(infos.length, 7);
    for (const info of infos) {
      assert.match(info.getName(), /^(lookout|intune|entra)(-[a-z]+)+$/);
      assert.match(info.getDescription(), /\.$/);
      assert.ok(
        [PolicySeverity.POLICY_SEVERITY_HIGH, PolicySeverity.POLICY_SEVERITY_CRITICAL].includes(info.getSeverity()),
        info.getName(),
      );
      assert.match(info.getUrl(), /^https:\/\/learn\.microsoft\.com\//);
      assert.notEqual(info.getRemediationSteps(), "");
      assert.equal(info.getEnforcementlevel(), EnforcementLevel.MANDATORY);
    }
  });
});

function expectRefusal(verdicts: readonly Verdict[], policy: string, says: RegExp): void {
  assert.deepEqual(
    verdicts.map((verdict) => [verdict.policy, verdict.level]),
    [[policy, "mandatory"]],
  );
  assert.match(verdicts[0]?.message ?? "", says);
}

function expectNotJudged(verdicts: readonly Verdict[], policy: string): void {
  const ofPolicy = verdicts.filter((verdict) => verdict.policy === policy);
  assert.deepEqual(
    ofPolicy.map(({ level }) => level),
    ["advisory"],
  );
  assert.match(ofPolicy[0]?.message ?? "", /can't be known during preview/);
}
