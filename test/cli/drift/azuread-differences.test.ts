import assert from "node:assert/strict";
import fc from "fast-check";
import { groupDifferences, policyDifferences } from "lookout-intune/internal/drift/azuread-differences";
import { azureadTypes } from "../../../model/resource-types";
import { stored } from "../status/done-inputs";

const group = stored(azureadTypes.Group, {
  displayName: "Lookout pilot",
  description: "First users",
  securityEnabled: true,
  mailEnabled: false,
  preventDuplicateNames: true,
  dynamicMembership: { enabled: true, rule: 'user.department -eq "IT"' },
});
const realGroup = {
  id: "1",
  displayName: "Lookout pilot",
  description: "First users",
  securityEnabled: true,
  mailEnabled: false,
  membershipRule: 'user.department -eq "IT"',
  membershipRuleProcessingState: "On",
};
const policy = stored(azureadTypes.ConditionalAccessPolicy, {
  displayName: "Compliant devices",
  state: "enabled",
  conditions: {
    applications: { includedApplications: ["All"] },
    users: { includedGroups: ["a", "b"], excludedGroups: ["breakglass"] },
    clientAppTypes: ["all"],
  },
  grantControls: { operator: "OR", builtInControls: ["compliantDevice"] },
});
const realPolicy = {
  id: "2",
  displayName: "Compliant devices",
  state: "enabled",
  conditions: {
    applications: { includeApplications: ["All"], excludeApplications: [] },
    users: { includeGroups: ["b", "a"], excludeGroups: ["breakglass"], includeUsers: [] },
    clientAppTypes: ["all"],
    platforms: null,
  },
  grantControls: { operator: "OR", builtInControls: ["compliantDevice"], customAuthenticationFactors: [] },
};

describe("drift of what the azuread provider manages", () => {
  it("is none when Graph has what is declared, in any order and with more around it", () => {
    assert.deepEqual(groupDifferences(group, realGroup), []);
    assert.deepEqual(policyDifferences(policy, realPolicy), []);
  });

  it("is found in each property of a group that is declared", () => {
    for (const [property, change, real] of [
      ["displayName", { displayName: "lookout pilot" }, "lookout pilot"],
      ["description", { description: null }, null],
      ["securityEnabled", { securityEnabled: false }, false],
      ["dynamicMembership.rule", { membershipRule: "(user.x)" }, "(user.x)"],
      ["dynamicMembership.enabled", { membershipRuleProcessingState: "Paused" }, false],
    ] as const) {
      const [found, ...others] = groupDifferences(group, { ...realGroup, ...change });
      assert.deepEqual(others, []);
      assert.deepEqual([found?.property, found?.real], [property, real]);
    }
  });

  it("is found when a policy is switched to reporting, or a break-glass group is no longer excluded", () => {
    const reporting = { ...realPolicy, state: "enabledForReportingButNotEnforced" };
    assert.deepEqual(policyDifferences(policy, reporting), [
      { property: "state", declared: "enabled", real: "enabledForReportingButNotEnforced", secret: false },
    ]);
    const users = { ...realPolicy.conditions.users, excludeGroups: [] };
    const unprotected = { ...realPolicy, conditions: { ...realPolicy.conditions, users } };
    assert.deepEqual(
      policyDifferences(policy, unprotected).map(({ property }) => property),
      ["conditions.users.excludedGroups"],
    );
  });

  it("shows no value that is a secret of the stack", () => {
    const hidden = { ...group, secrets: { inputs: [["description"]], outputs: [] } };
    const found = groupDifferences(hidden, { ...realGroup, description: "changed" });
    assert.deepEqual(found, [{ property: "description", declared: undefined, real: undefined, secret: true }]);
  });

  it("is none in what is not declared, whatever Graph has there", () => {
    const bare = stored(azureadTypes.Group, { displayName: "x" });
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (anything) => {
        assert.deepEqual(groupDifferences(bare, { ...anything, displayName: "x" }), []);
      }),
    );
  });
});
