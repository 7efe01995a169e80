import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { LookoutIntuneIntegration, type LookoutIntuneIntegrationArgs } from "pulumi-lookout-intune";
import { mockPulumi, runProgram } from "./pulumi-mocks";

const pilotId = "11111111-1111-1111-1111-111111111111";
const emergencyId = "22222222-2222-2222-2222-222222222222";
const groups = { [pilotId]: { displayName: "Pilot" }, [emergencyId]: { displayName: "Emergency access" } };

const conditionalAccess = {
  includedApplications: ["Office365"],
  breakGlassGroup: { existingObjectId: emergencyId },
};
const first: LookoutIntuneIntegrationArgs = {
  accessGroups: { full: { displayName: "Admins" } },
  enrollmentGroups: { pilot: { displayName: "Pilot" } },
  connector: { heartbeatMinutes: 60, errorEmail: "soc@contoso.com" },
  enrollmentSettings: { daysUntilDisconnected: 30 },
  intuneConnector: { android: {}, ios: {} },
  conditionalAccess,
};
/** Shares nothing with the first but the group of the emergency access accounts. */
const second: LookoutIntuneIntegrationArgs = {
  ...first,
  accessGroups: { full: { displayName: "Other admins" } },
  enrollmentGroups: { pilot: { displayName: "Other pilot" } },
  intuneConnector: { android: {}, ios: {}, partner: "Zimperium" },
};

describe("two integrations in one program", () => {
  const declare = async (...integrations: LookoutIntuneIntegrationArgs[]) => {
    const { declared } = await mockPulumi({ groups });
    await runProgram(() => {
      const [one, two] = integrations.map((args, at) => new LookoutIntuneIntegration(at === 0 ? "one" : "two", args));
      return { one: one?.enrollmentGroupIds, two: two?.enrollmentGroupIds };
    });
    return declared;
  };
  const refusal = async (one: LookoutIntuneIntegrationArgs, two: LookoutIntuneIntegrationArgs): Promise<string> => {
    try {
      await declare(one, two);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
    return assert.fail("they were accepted");
  };

  it("are accepted with groups and a connector of their own, and the same emergency access accounts", async () => {
    const declared = await declare(first, second);
    assert.ok(declared.some(({ name }) => name === "two-enrollment-group-pilot-group"));
  });

  it("are refused with the same connector, by both names and with the fix", async () => {
    const message = await refusal(first, { ...second, intuneConnector: first.intuneConnector });
    assert.match(message, /^LookoutIntuneIntegration "two": intuneConnector is the connector 2c7790de-/);
    assert.match(message, /which LookoutIntuneIntegration "one" has too.*Declare one integration/);
    const byId = { ...second.intuneConnector, partner: "Zimperium", partnerId: "2C7790DE-8b02-4814-85cf-e0c59380dee8" };
    assert.match(
      await refusal(first, { ...second, intuneConnector: byId }),
      /intuneConnector is the connector 2c7790de-/,
    );
    const late = { ...second.intuneConnector, partner: pulumi.output("Lookout for Work") };
    assert.match(
      await refusal(first, { ...second, intuneConnector: late }),
      /"two": intuneConnector is the connector 2c77/,
    );
  });

  it("are refused with a group of the same name or id, whatever each uses it for", async () => {
    const named = await refusal(first, { ...second, enrollmentGroups: { all: { displayName: "PILOT" } } });
    assert.match(
      named,
      /^LookoutIntuneIntegration "two": enrollmentGroups\.all\.displayName is "PILOT", which is enrollmentGroups\.pilot of LookoutIntuneIntegration "one" too.*Give each/,
    );
    const existing = { pilot: { existingObjectId: pilotId } };
    const access = { full: { existingObjectId: pilotId } };
    assert.match(
      await refusal({ ...first, enrollmentGroups: existing }, { ...second, accessGroups: access }),
      /accessGroups\.full\.existingObjectId is "1{8}-.*", which is enrollmentGroups\.pilot of/,
    );
  });

  it("are refused with a group that shows to be the same once it is read", async () => {
    const late = { pilot: { existingObjectId: pulumi.output(pilotId) } };
    const message = await refusal(
      { ...first, enrollmentGroups: late },
      { ...second, enrollmentGroups: { staff: { existingObjectId: pilotId } } },
    );
    assert.match(message, /"two": enrollmentGroups\.staff\.existingObjectId is "1{8}-.*enrollmentGroups\.pilot of/);
  });

  it("are accepted in two programs of one process", async () => {
    await declare(first);
    await declare(first);
  });
});
