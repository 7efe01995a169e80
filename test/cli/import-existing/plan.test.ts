import assert from "node:assert/strict";
import {
  chooseAppConfiguration,
  configurationsLeftAlone,
} from "lookout-intune/internal/import-existing/app-configuration";
import { readerOf, type ConfigLocation } from "lookout-intune/internal/import-existing/locations";
import {
  assignedGroupSets,
  chooseAdoptions,
  refuseUnknownIds,
  sectionsOf,
  type Reached,
} from "lookout-intune/internal/import-existing/plan";
import {
  describeConditionalAccess,
  describeOtherPlatforms,
  formatImport,
} from "lookout-intune/internal/import-existing/import-report";
import { keyFor, ringsOf } from "lookout-intune/internal/import-existing/rings";
import { groupKeySchema } from "../../../model/group-source";
import { toScheduledActions } from "../../../resources/intune-compliance-policy/intune-compliance-policy.schema";
import type { GraphObject } from "../../../clients/graph/graph-objects";
import { hostileTexts, pasteLines } from "../../pasted-lines";
import { ServiceError } from "../../../clients/http/service-error";

const [pilot, staff, devices] = [1, 2, 3].map((digit) => `${String(digit).repeat(8)}-2222-4333-8444-555555555555`) as [
  string,
  string,
  string,
];
const names: Readonly<Record<string, string>> = { [pilot]: "Pilot", [staff]: "Staff", [devices]: "Devices" };
const reached: Reached = { groupIds: [pilot], deviceGroupIds: [], nameOf: (id) => names[id] ?? id };

const target = (type: string, groupId?: string, more: object = {}) => ({
  target: { "@odata.type": `#microsoft.graph.${type}`, ...(groupId === undefined ? {} : { groupId }), ...more },
});
const toPilot = [target("groupAssignmentTarget", pilot)];

/** A policy that can be adopted as it is; each test changes one thing. */
const policy = (changes: object = {}): GraphObject => ({
  ...{ id: "policy", displayName: "MTD", "@odata.type": "#microsoft.graph.iosCompliancePolicy" },
  ...{ deviceThreatProtectionEnabled: true, deviceThreatProtectionRequiredSecurityLevel: "low" },
  scheduledActionsForRule: toScheduledActions([{ action: "block", graceHours: 0 }]),
  assignments: toPilot,
  ...changes,
});
const located = (object: GraphObject, location: ConfigLocation = "compliance.ios") => ({
  location,
  reading: readerOf(location).read(object),
});
const choose = (objects: readonly GraphObject[], named: readonly string[] = [], whom: Reached = reached) =>
  chooseAdoptions(
    objects.map((object) => located(object)),
    whom,
    named,
  );
/** What there is to decide about one policy, which is then not adopted. */
const decisionAbout = (changes: object, whom = reached): string => {
  const { adoptions, decisions } = choose([policy(changes)], [], whom);
  assert.equal(adoptions.length, 0);
  assert.equal(decisions.length, 1);
  return `${decisions[0]?.about ?? ""}: ${decisions[0]?.found ?? ""} ${decisions[0]?.decide ?? ""}`;
};

describe("what of a tenant is adopted", () => {
  it("is a policy that stays as it is, under its own name", () => {
    const { adoptions, decisions } = choose([policy()]);
    assert.deepEqual(decisions, []);
    assert.deepEqual(
      adoptions.map(({ changes }) => changes),
      [[]],
    );
    assert.deepEqual(sectionsOf(adoptions), {
      compliance: { ios: { displayName: "MTD", maximumThreatLevel: "low", adopt: "policy" } },
    });
  });

  it("is no policy whose assignment would change, and each reason is reported", () => {
    const cases: readonly [unknown[], RegExp][] = [
      [[target("allLicensedUsersAssignmentTarget")], /assigned to all users.*not assigned to "Pilot"/],
      [[...toPilot, target("allDevicesAssignmentTarget")], /assigned to all devices/],
      [
        [...toPilot, target("exclusionGroupAssignmentTarget", staff)],
        /excludes "Staff", and the stack excludes no group/,
      ],
      [[...toPilot, target("groupAssignmentTarget", staff)], /assigned to "Staff", which is not a reached ring/],
      [[], /not assigned to "Pilot", which is a reached ring/],
      [
        [target("groupAssignmentTarget", pilot, { deviceAndAppManagementAssignmentFilterType: "include" })],
        /groupAssignmentTarget 1+-.* with a filter/,
      ],
    ];
    for (const [assignments, reason] of cases) {
      const decision = decisionAbout({ assignments });
      assert.match(decision, reason);
      assert.match(decision, /--force --adopt 'policy', which assigns it to "Pilot" only/);
    }
  });

  it("is a policy that would change when somebody names it, with what changes", () => {
    const { adoptions, decisions } = choose([policy({ assignments: [] })], ["policy"]);
    assert.deepEqual(decisions, []);
    assert.match(adoptions[0]?.changes.join() ?? "", /not assigned to "Pilot"/);
  });

  it("is no policy that the config cannot describe, even when it is named", () => {
    const unnamed = policy({ displayName: " MTD " });
    for (const named of [[], ["policy"]]) {
      const { adoptions, decisions } = choose([unnamed], named);
      assert.equal(adoptions.length, 0);
      assert.match(decisions[0]?.found ?? "", /cannot be declared unchanged: displayName: .*space/);
    }
  });

  it("is a policy with actions that are left to people only when somebody names it, as they would be replaced", () => {
    const scheduledActionsForRule = [
      {
        scheduledActionConfigurations: [
          { actionType: "block", gracePeriodHours: 0 },
          { actionType: "wipe", gracePeriodHours: 720 },
        ],
      },
    ];
    assert.match(decisionAbout({ scheduledActionsForRule }), /actionsForNoncompliance would be written/);
  });

  it("is none of two policies of one platform, until one is named", () => {
    const two = [policy(), policy({ id: "other", displayName: "Old" })];
    const { adoptions, decisions } = choose(two);
    assert.equal(adoptions.length, 0);
    assert.match(
      decisions[0]?.found ?? "",
      /more than one compliance policy for iOS: "MTD" \(policy\), "Old" \(other\)/,
    );
    const named = choose(two, ["other"]);
    assert.deepEqual(
      named.adoptions.map(({ reading }) => reading.id),
      ["other"],
    );
    assert.deepEqual(named.decisions, []);
    assert.equal(choose(two, ["policy", "other"]).decisions.length, 1);
  });

  it("lists what distinguishes several objects, and what adopting each would change", () => {
    const strict = { deviceThreatProtectionRequiredSecurityLevel: "secured", assignments: [] };
    const { decisions } = choose([policy(), policy({ id: "other", displayName: "Old", ...strict })]);
    assert.deepEqual(decisions[0]?.details, [
      '"MTD" (policy): displayName "MTD"; maximumThreatLevel "low"; adopting it changes nothing.',
      '"Old" (other): displayName "Old"; maximumThreatLevel "secured"; adopting it changes: it is not assigned to "Pilot", which is a reached ring.',
    ]);
    assert.match(decisions[0].decide, /--force --adopt <id>/);
    const shown = formatImport({ adoptions: [], decisions, leftAlone: [] }, 200);
    assert.match(shown, /"Old" \(other\): .*secured/);
  });

  it("is nothing that --adopt names and the tenant does not have, with what it has", () => {
    const found = [located(policy())];
    assert.deepEqual(refuseUnknownIds(found, ["POLICY"]), []);
    assert.deepEqual(refuseUnknownIds(found, ["gone"]), [
      "--adopt names gone, but no object that can be adopted has this id.",
      "These can be:",
      '- the compliance policy for iOS "MTD" (policy)',
    ]);
    assert.match(refuseUnknownIds([], ["gone"]).join(), /Intune has no object that can be adopted/);
  });

  it("is no compliance policy for a group of devices, whose threat level Intune would not apply", () => {
    const whom = { ...reached, groupIds: [devices], deviceGroupIds: [devices] };
    const decision = decisionAbout({ assignments: [target("groupAssignmentTarget", devices)] }, whom);
    assert.match(decision, /"Devices" is a device group.*requires user groups/);
  });

  it("compares ids of groups without case", () => {
    assert.equal(
      choose([policy({ assignments: [target("groupAssignmentTarget", pilot.toUpperCase())] })]).adoptions.length,
      1,
    );
  });
});

describe("whom what is there is assigned to", () => {
  const sets = (...assignments: unknown[][]) =>
    assignedGroupSets(assignments.map((each) => located(policy({ assignments: each }))));
  const to = (...ids: string[]) => ids.map((id) => target("groupAssignmentTarget", id));

  it("is one set when all agree, in any order and case", () => {
    assert.deepEqual(sets(to(pilot, staff), to(staff.toUpperCase(), pilot)), [[pilot, staff]]);
  });

  it("is several sets when they do not, without what is assigned to nobody, to all, or with an exclusion", () => {
    const excluding = [...to(pilot), target("exclusionGroupAssignmentTarget", staff)];
    const all = [...to(staff), target("allLicensedUsersAssignmentTarget")];
    assert.deepEqual(sets(to(pilot), to(pilot, staff), [], excluding, all), [[pilot], [pilot, staff]]);
  });

  it("becomes rings by name, all reached, under keys that resource names accept", () => {
    const groups = ["Zoo", "Ärzte & Co.", "zoo"].map((displayName, at) => ({
      id: `${at}`,
      displayName,
      securityEnabled: true,
    }));
    const { enrollmentGroups, reached: last } = ringsOf(groups);
    assert.deepEqual(Object.keys(enrollmentGroups), ["zoo", "zoo-2", "rzte-co"]);
    assert.equal(last, "rzte-co");
    for (const name of ["", "…", "-a-", "x".repeat(300), "日本"])
      assert.ok(groupKeySchema.safeParse(keyFor(name)).success, name);
  });
});

describe("the configuration of the iOS app", () => {
  const app = located(
    {
      ...{ id: "app", displayName: "Lookout for Work", "@odata.type": "#microsoft.graph.iosStoreApp" },
      ...{ description: "Lookout for Work", publisher: "Lookout", assignments: [] },
      ...{ appStoreUrl: "https://apps.apple.com/de/app/lookout/id997193468" },
      minimumSupportedOperatingSystem: { v12_0: true },
    },
    "lookoutForWork.ios",
  );
  const adoptions = [{ ...app, changes: [] }];
  const item = (appConfigKeyValue: string, appConfigKey = "DeviceUniqueIdentifier") => ({
    ...{ appConfigKey, appConfigKeyType: "stringType", appConfigKeyValue },
  });
  const configuration = (changes: object = {}): GraphObject => ({
    ...{ id: "c", displayName: "MTD iPhones", "@odata.type": "#microsoft.graph.iosMobileAppConfiguration" },
    ...{ targetedMobileApps: ["app"], settings: [item("{{serialnumber}}")], assignments: toPilot },
    ...changes,
  });
  const foundBy = (configurations: readonly GraphObject[], of = adoptions) =>
    chooseAppConfiguration(configurations, of, reached);

  it("is adopted with the app, by its name", () => {
    assert.deepEqual(foundBy([configuration()]), {
      settings: {
        configuration: { DeviceUniqueIdentifier: "{{serialnumber}}" },
        configurationDisplayName: "MTD iPhones",
        configurationAdopt: "c",
      },
      decisions: [],
    });
  });

  it("is never written when a value could be secret, and no value is shown", () => {
    const { settings, decisions } = foundBy([configuration({ settings: [item("hunter2", "EnrollmentCode")] })]);
    assert.deepEqual(settings, {});
    assert.match(decisions[0]?.found ?? "", /could be secret \(EnrollmentCode\)/);
    assert.match(decisions[0]?.decide ?? "", /pulumi config set --secret --path.*configurationAdopt' 'c'\./);
    assert.ok(!JSON.stringify(decisions).includes("hunter2"));
  });

  it("has its name in a command only if that is safe to paste, and otherwise the message names the setting to write", () => {
    const decide = (displayName: string) => {
      const found = foundBy([configuration({ displayName, settings: [item("hunter2", "EnrollmentCode")] })]);
      return found.decisions[0]?.decide ?? "";
    };
    const pasted = (displayName: string) =>
      pasteLines(decide(displayName).match(/pulumi config set --path [^,]*/g) ?? []);
    assert.deepEqual(pasted("MTD iPhones").calls[0]?.slice(3), [
      "--path",
      "lookout-intune:lookoutForWork.ios.configurationDisplayName",
      "MTD iPhones",
    ]);
    for (const name of hostileTexts) {
      assert.deepEqual(pasted(name).files, [], name);
      assert.ok(!decide(name).includes(name));
    }
    assert.match(decide("$(touch pwned)"), /ios\.configurationDisplayName in Pulumi\.<stack>\.yaml/);
  });

  it("is left out when it would change, is there twice, or belongs to an app that is not adopted", () => {
    for (const [configurations, of] of [
      [[configuration({ assignments: [] })], adoptions],
      [[configuration({ targetedMobileApps: ["app", "other"] })], adoptions],
      [[configuration(), configuration({ id: "d" })], adoptions],
      [[configuration()], []],
    ] as const) {
      const { settings, decisions } = foundBy(configurations, [...of]);
      assert.deepEqual(settings, {});
      assert.equal(decisions.length, 1);
    }
  });

  it("is left unchanged if it has another type, and is reported", () => {
    const android = configuration({ "@odata.type": "#microsoft.graph.androidManagedStoreAppConfiguration" });
    assert.deepEqual(foundBy([android]), { settings: {}, decisions: [] });
    assert.match(
      configurationsLeftAlone([android]).join(),
      /"MTD iPhones" \(c\) has a type that this package does not manage/,
    );
  });
});

describe("what stays as it is", () => {
  it("lists Conditional Access policies that need a compliant device, or why they could not be read", () => {
    const described = describeConditionalAccess([
      { id: "p1", displayName: "Require it!", state: "enabled", requiresCompliantDevice: true },
    ]);
    assert.match(described.join(), /"Require it!" \(enabled\) \(p1\) requires a compliant device. It stays unchanged/);
    assert.match(
      describeConditionalAccess(new ServiceError("403 Forbidden", 403)).join(),
      /could not be read: 403 Forbidden/,
    );
  });

  it("lists policies of platforms that are not managed", () => {
    const other = policy({ "@odata.type": "#microsoft.graph.androidCompliancePolicy" });
    assert.match(
      describeOtherPlatforms([other]).join(),
      /"MTD" \(policy\) requires a threat level, but this package does not manage androidCompliancePolicy/,
    );
  });
});
