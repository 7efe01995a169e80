import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { ConditionalAccess, type ConditionalAccessArgs } from "pulumi-lookout-intune";
import { mockPulumi, runProgram } from "./pulumi-mocks";

const pilotId = "11111111-1111-4111-8111-111111111111";
const breakGlassId = "22222222-2222-4222-8222-222222222222";
const app = "33333333-3333-4333-8333-333333333333";
const valid: ConditionalAccessArgs = {
  includedApplications: ["Office365"],
  includedGroupIds: [pilotId],
  breakGlassGroup: { existingObjectId: breakGlassId },
};

// What the provider sends for these inputs is shown with the plugin's process, what the engine makes of them with the real engine.
describe("ConditionalAccess", () => {
  it("declares one report-only policy that excludes the break-glass group, and nothing else", async () => {
    const { declared, outputs } = await declare(valid);

    assert.deepEqual(
      declared.map(({ name, type }) => `${name} ${type.split(":").at(-1) ?? ""}`),
      ["rule ConditionalAccess", "rule-policy ConditionalAccessPolicy"],
    );
    assert.deepEqual(declared[1]?.inputs, {
      displayName: "Lookout - require a compliant device",
      state: "enabledForReportingButNotEnforced",
      conditions: {
        applications: { includedApplications: ["Office365"], excludedApplications: [] },
        clientAppTypes: ["all"],
        platforms: { includedPlatforms: ["android", "iOS"] },
        users: { includedGroups: [pilotId], excludedGroups: [breakGlassId] },
      },
      grantControls: { builtInControls: ["compliantDevice"], operator: "OR" },
    });
    assert.deepEqual(outputs, { policyId: "object-id-of-rule-policy", breakGlassGroupId: breakGlassId });
  });

  it("makes the break-glass group where it is named", async () => {
    const { declared } = await declare({ ...valid, breakGlassGroup: { displayName: "Emergency access" } });

    const group = declared.find(({ name }) => name === "rule-break-glass-group");
    assert.deepEqual(group?.inputs, {
      displayName: "Emergency access",
      securityEnabled: true,
      mailEnabled: false,
      preventDuplicateNames: true,
    });
    assert.deepEqual(usersOf(declared).excludedGroups, ["object-id-of-rule-break-glass-group"]);
  });

  it("passes on every choice", async () => {
    const { declared } = await declare({
      ...valid,
      displayName: "Phones",
      state: "enabled",
      includedApplications: ["All"],
      excludedApplications: [app],
      includedPlatforms: ["iOS"],
      clientAppTypes: ["browser", "mobileAppsAndDesktopClients"],
      grantControls: ["compliantDevice", "compliantApplication"],
      operator: "OR",
      excludedGroupIds: [app],
    });

    assert.deepEqual(declared.find(({ name }) => name === "rule-policy")?.inputs, {
      displayName: "Phones",
      state: "enabled",
      conditions: {
        applications: { includedApplications: ["All"], excludedApplications: [app] },
        clientAppTypes: ["browser", "mobileAppsAndDesktopClients"],
        platforms: { includedPlatforms: ["iOS"] },
        users: { includedGroups: [pilotId], excludedGroups: [breakGlassId, app] },
      },
      grantControls: { builtInControls: ["compliantDevice", "compliantApplication"], operator: "OR" },
    });
  });

  for (const [what, change, message] of [
    ["no group", { includedGroupIds: [] }, /ConditionalAccess "rule": includedGroupIds: the list of groups is empty/],
    [
      "the retired control",
      { grantControls: ["approvedApplication" as "compliantApplication"] },
      /grantControls\[0\]: Microsoft retires/,
    ],
    [
      "several controls without an operator",
      { grantControls: ["compliantDevice", "compliantApplication"] },
      /"rule": operator: there are several controls/,
    ],
    [
      "a break-glass group that the policy applies to",
      { breakGlassGroup: { existingObjectId: pilotId } },
      /"rule": breakGlassGroup: this group is also included/,
    ],
    [
      "a break-glass group that is none",
      { breakGlassGroup: {} },
      /breakGlassGroup: set displayName .* existingObjectId/,
    ],
  ] satisfies [string, Partial<ConditionalAccessArgs>, RegExp][]) {
    it(`refuses ${what}, and declares no policy`, async () => {
      const mocked = await mockPulumi({ groups });
      await assert.rejects(
        runProgram(() => ({ rule: new ConditionalAccess("rule", { ...valid, ...change }).conditionalAccessPolicyId })),
        message,
      );
      assert.ok(!mocked.declared.some(({ type }) => type.includes("conditionalAccessPolicy")));
    });
  }

  it("refuses what becomes known only later, too", async () => {
    await assert.rejects(
      declare({ ...valid, includedGroupIds: pulumi.output(Promise.resolve<string[]>([])) }),
      /includedGroupIds: the list of groups is empty/,
    );
  });

  it("shows in a preview all that does not depend on a group that is yet to be made", async () => {
    const { declared } = await declare({ ...valid, breakGlassGroup: { displayName: "Emergency access" } }, true);

    const inputs = declared.find(({ name }) => name === "rule-policy")?.inputs as {
      readonly state: string;
      readonly conditions: { readonly clientAppTypes: unknown };
    };
    assert.deepEqual([inputs.state, inputs.conditions.clientAppTypes], ["enabledForReportingButNotEnforced", ["all"]]);
  });
});

const groups = { [breakGlassId]: { displayName: "Emergency access" }, [pilotId]: { displayName: "Pilot" } };

async function declare(args: ConditionalAccessArgs, preview = false) {
  const { declared } = await mockPulumi({ groups, preview });
  const outputs = await runProgram(() => {
    const { conditionalAccessPolicyId, breakGlassGroupId } = new ConditionalAccess("rule", args);
    return { policyId: conditionalAccessPolicyId, breakGlassGroupId };
  });
  return { declared: declared.filter(({ type }) => type !== "pulumi:pulumi:Stack"), outputs };
}

function usersOf(declared: Awaited<ReturnType<typeof declare>>["declared"]): Readonly<Record<string, unknown>> {
  const { conditions } = declared.find(({ name }) => name === "rule-policy")?.inputs as {
    readonly conditions: { readonly users: Record<string, unknown> };
  };
  return conditions.users;
}
