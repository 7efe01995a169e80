import assert from "node:assert/strict";
import fc from "fast-check";
import { findUnmetControls } from "../../components/unmet-access-controls";
import {
  AccessControl,
  conditionalAccessPolicyDefaults,
  ConditionalAccessPlatform,
  conditionalAccessPolicySchema,
  ControlOperator,
  operatorOf,
} from "../../model/conditional-access-policy";
import { findProblems } from "../../model/validation";
import { AppProtectionPlatform } from "../../resources/intune-app-protection-policy/intune-app-protection-policy.schema";
import { CompliancePlatform } from "../../resources/intune-compliance-policy/intune-compliance-policy.schema";

const pilot = "11111111-1111-4111-8111-111111111111";
const breakGlass = "22222222-2222-4222-8222-222222222222";
const app = "33333333-3333-4333-8333-333333333333";
const valid = {
  ...conditionalAccessPolicyDefaults,
  operator: "OR",
  includedApplications: ["Office365"],
  includedGroupIds: [pilot],
  breakGlassGroupId: breakGlass,
};

describe("a Conditional Access policy", () => {
  const problemsWith = (change: object) => findProblems(conditionalAccessPolicySchema, { ...valid, ...change });

  it("is report-only, for both platforms, and requires a compliant device by default", () => {
    assert.deepEqual(findProblems(conditionalAccessPolicySchema, valid), []);
    const { state, includedPlatforms, grantControls } = conditionalAccessPolicyDefaults;
    assert.deepEqual(
      [state, includedPlatforms, grantControls],
      ["enabledForReportingButNotEnforced", ["android", "iOS"], ["compliantDevice"]],
    );
  });

  for (const [what, change, path, message] of [
    ["no group", { includedGroupIds: [] }, "includedGroupIds", /apply to nobody/],
    ["all users", { includedUsers: ["All"] }, "includedUsers", /does not exist/],
    ["no break-glass group", { breakGlassGroupId: undefined }, "breakGlassGroupId", /must be a string/],
    [
      "a break-glass group that it applies to",
      { breakGlassGroupId: pilot },
      "breakGlassGroupId",
      /only emergency access accounts$/,
    ],
    [
      "the break-glass group once more",
      { excludedGroupIds: [breakGlass.toUpperCase()] },
      "excludedGroupIds[0]",
      /always excluded/,
    ],
    [
      "a group that is left out again",
      { excludedGroupIds: [pilot] },
      "excludedGroupIds[0]",
      /the exclusion takes precedence/,
    ],
    [
      "the approved-app control",
      { grantControls: ["approvedApplication"] },
      "grantControls[0]",
      /retires .* March 2026 .*compliantApplication instead.*https:\/\/learn\.microsoft\.com\/.*approved-client-app/,
    ],
    ["a control that is not Lookout's", { grantControls: ["mfa"] }, "grantControls[0]", /a separate policy/],
    ["no control", { grantControls: [] }, "grantControls", /requires nothing/],
    [
      "iOS in another spelling",
      { includedPlatforms: ["ios"] },
      "includedPlatforms[0]",
      /android or iOS \(case-sensitive\)/,
    ],
    [
      "a platform that Lookout does not watch",
      { includedPlatforms: ["windows"] },
      "includedPlatforms[0]",
      /a separate policy/,
    ],
    [
      "an app in another spelling",
      { includedApplications: ["office365"] },
      "includedApplications[0]",
      /case-sensitive/,
    ],
    [
      "all apps and one more",
      { includedApplications: ["All", app] },
      "includedApplications",
      /All includes every other/,
    ],
    ["no app", { includedApplications: [] }, "includedApplications", /protect nothing/],
    ["all apps left out", { excludedApplications: ["All"] }, "excludedApplications[0]", /applies to none/],
    [
      "each app left out",
      { excludedApplications: ["Office365"] },
      "excludedApplications",
      /protect nothing; keep at least one/,
    ],
    [
      "all client apps and one more",
      { clientAppTypes: ["all", "other"] },
      "clientAppTypes",
      /all includes every other/,
    ],
    ["a state of its own making", { state: "reportOnly" }, "state", /start with report-only/],
  ] as const) {
    it(`refuses ${what}, with cause and fix`, () => {
      const problems = problemsWith(change);
      assert.deepEqual(
        problems.map((problem) => problem.path),
        [path],
      );
      assert.match(problems[0]?.message ?? "", message);
    });
  }

  it("has no operator of its own for several controls", () => {
    assert.equal(operatorOf(["compliantDevice"], undefined), "OR");
    assert.equal(operatorOf(["compliantDevice", "compliantApplication"], undefined), undefined);
    assert.equal(operatorOf(["compliantDevice", "compliantApplication"], "AND"), "AND");
  });
});

describe("what a Conditional Access policy asks for that is not declared", () => {
  const both = ["android", "iOS"] as const;

  it("is named by platform", () => {
    assert.deepEqual(
      findUnmetControls(
        { includedPlatforms: both, grantControls: ["compliantDevice"], operator: "OR" },
        { compliance: ["androidDeviceOwner"], appProtection: ["ios"] },
      ),
      ["a compliance policy for iOS"],
    );
  });

  it("is nothing with OR where one control is enough, and every one of them with AND", () => {
    const required = { includedPlatforms: both, grantControls: ["compliantDevice", "compliantApplication"] as const };
    const declared = { compliance: ["ios"], appProtection: ["android"] } as const;
    assert.deepEqual(findUnmetControls({ ...required, operator: "OR" }, declared), []);
    assert.deepEqual(findUnmetControls({ ...required, operator: "AND" }, declared), [
      "a compliance policy for android",
      "an app protection policy for iOS",
    ]);
  });

  it("never grows when more is declared, and is nothing when all is", () => {
    const everything = {
      compliance: Object.values(CompliancePlatform),
      appProtection: Object.values(AppProtectionPlatform),
    };
    const some = fc.record({
      compliance: fc.subarray(everything.compliance),
      appProtection: fc.subarray(everything.appProtection),
    });
    const required = fc.record({
      includedPlatforms: fc.subarray(Object.values(ConditionalAccessPlatform), { minLength: 1 }),
      grantControls: fc.subarray(Object.values(AccessControl), { minLength: 1 }),
      operator: fc.constantFrom(...Object.values(ControlOperator)),
    });
    fc.assert(
      fc.property(required, some, some, (policy, less, more) => {
        const union = {
          compliance: [...new Set([...less.compliance, ...more.compliance])],
          appProtection: [...new Set([...less.appProtection, ...more.appProtection])],
        };
        assert.ok(findUnmetControls(policy, union).length <= findUnmetControls(policy, less).length);
        assert.deepEqual(findUnmetControls(policy, everything), []);
      }),
    );
  });
});
