import assert from "node:assert/strict";
import { EnforcementLevel, PolicySeverity } from "@pulumi/pulumi/proto/analyzer_pb";
import { changed, compliant, compliantStack, stackWith } from "./compliant-stack";
import { PolicyProcess, type Resource, unknownString, type Verdict } from "./policy-process";

/** One thing changed in a compliant resource, and the one rule that must object. */
interface Violation {
  readonly what: string;
  readonly resource: Resource;
  readonly policy: string;
  readonly says: RegExp;
}

const { connector, enrollmentSettings, intuneConnector, group, accessGroups, enrollmentGroup } = compliant;
const disconnectWindow = "lookout-disconnect-window-limited";

const violations: readonly Violation[] = [
  {
    what: "a disconnect window above Lookout's limit",
    resource: changed(enrollmentSettings, { daysUntilDisconnected: 91 }),
    policy: disconnectWindow,
    says: /is 91, but 1 to 90 days are allowed/,
  },
  {
    what: "a missing disconnect window",
    resource: changed(enrollmentSettings, { daysUntilDisconnected: undefined }),
    policy: disconnectWindow,
    says: /is not set, but 1 to 90/,
  },
  {
    what: "device status sync switched off",
    resource: changed(connector, { deviceStatusSync: false }),
    policy: "lookout-state-sync-on",
    says: /^.*deviceStatusSync is off/s,
  },
  {
    what: "an absent threat status sync",
    resource: changed(connector, { threatStatusSync: undefined }),
    policy: "lookout-state-sync-on",
    says: /threatStatusSync is off/,
  },
  {
    what: "iOS without App Sync",
    resource: changed(intuneConnector, { ios: { enabled: true, appSync: false } }),
    policy: "intune-ios-app-sync-on",
    says: /ios\.appSync is off while iOS is on/,
  },
  {
    what: "a connector with both platforms off",
    resource: changed(intuneConnector, { android: { enabled: false }, ios: { enabled: false } }),
    policy: "intune-connector-protects-platform",
    says: /neither Android nor iOS is switched on/,
  },
  {
    what: "a connector without any platform",
    resource: changed(intuneConnector, { android: undefined, ios: undefined }),
    policy: "intune-connector-protects-platform",
    says: /neither Android nor iOS is switched on/,
  },
  {
    what: "a group that is not security-enabled",
    resource: changed(group, { securityEnabled: false, mailEnabled: true }),
    policy: "entra-groups-security-enabled",
    says: /securityEnabled is not true/,
  },
  {
    what: "a group that leaves securityEnabled out",
    resource: changed(group, { securityEnabled: undefined }),
    policy: "entra-groups-security-enabled",
    says: /securityEnabled is not true/,
  },
];

const stackViolations: readonly (Omit<Violation, "resource"> & { readonly stack: readonly Resource[] })[] = [
  {
    what: "an enrollment group name with the wrong case",
    stack: stackWith(changed(connector, { enrollmentGroupNames: ["lookout pilot"] })),
    policy: "lookout-enrollment-groups-match",
    says: /"lookout pilot", but the group is called "Lookout Pilot"/,
  },
  {
    what: "an enrollment group that the stack does not have",
    stack: stackWith(changed(connector, { enrollmentGroupNames: ["Lookout Pilot", "Others"] })),
    policy: "lookout-enrollment-groups-match",
    says: /"Others", and no group of the stack has that name/,
  },
  {
    what: "a connector in a stack without access groups",
    stack: compliantStack.filter(({ name }) => !name.startsWith("access")),
    policy: "lookout-access-groups-distinct",
    says: /no full-access group/,
  },
  {
    what: "access groups without full access",
    stack: stackWith(changed(accessGroups, { fullAccessGroupId: undefined })),
    policy: "lookout-access-groups-distinct",
    says: /full-access group is missing/,
  },
  {
    what: "one group for full and for restricted access",
    stack: stackWith(changed(accessGroups, { restrictedAccessGroupId: accessGroups.props.fullAccessGroupId })),
    policy: "lookout-access-groups-distinct",
    says: /restricted access and full access|full access and restricted access/,
  },
  {
    what: "an enrollment group that may also open the console",
    stack: stackWith(changed(enrollmentGroup, { objectId: accessGroups.props.fullAccessGroupId.toUpperCase() })),
    policy: "lookout-access-groups-distinct",
    says: /enrollment \(pilot\)/,
  },
  {
    what: "one name for two groups that are yet to be created",
    stack: stackWith(
      changed(accessGroups, { fullAccessGroupId: unknownString }),
      changed(enrollmentGroup, { objectId: unknownString }),
      changed(compliant.fullGroup, { displayName: "Lookout Pilot" }),
    ),
    policy: "lookout-access-groups-distinct",
    says: /\(Lookout Pilot\)/,
  },
];

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

  for (const { what, stack, policy, says } of stackViolations) {
    it(`refuses ${what}, and with that rule alone`, async () => {
      expectRefusal(await pack.judgeStack(stack), policy, says);
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

  it("says that a configuration which allows nothing is the fault, not the resource", async () => {
    await pack.configure({ [disconnectWindow]: { minimumDays: 40, maximumDays: 20 } });
    expectRefusal(await pack.judgeResource(enrollmentSettings), disconnectWindow, /configuration allows nothing/);
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
