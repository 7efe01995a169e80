import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { LookoutIntuneIntegration, type LookoutIntuneIntegrationArgs } from "pulumi-lookout-intune";
import { mockedTenantId, mockPulumi, runProgram, type Declared } from "./pulumi-mocks";

const complete: LookoutIntuneIntegrationArgs = {
  accessGroups: { full: { displayName: "Admins" } },
  enrollmentGroups: { staff: { displayName: "Staff" }, pilot: { displayName: "Pilot" } },
  connector: { heartbeatMinutes: 60, errorEmail: "soc@contoso.com" },
  enrollmentSettings: { daysUntilDisconnected: 30 },
  intuneConnector: { android: {}, ios: { appSync: true } },
};

// Whether the declared settings reach Intune and Lookout is shown by the tests with the real engine.
describe("LookoutIntuneIntegration", () => {
  it("declares the groups, Lookout's side and Intune's side, and nothing else", async () => {
    const { declared } = await declare(complete);

    assert.deepEqual(
      declared.map(({ name, type }) => `${name} ${type.split(":").at(-1) ?? ""}`).sort(),
      [
        "lookout LookoutIntuneIntegration",
        "lookout-access AccessGroups",
        "lookout-access-full Group",
        "lookout-connector LookoutConnector",
        "lookout-enrollment-group-pilot EnrollmentGroup",
        "lookout-enrollment-group-pilot-group Group",
        "lookout-enrollment-group-staff EnrollmentGroup",
        "lookout-enrollment-group-staff-group Group",
        "lookout-enrollment-settings LookoutEnrollmentSettings",
        "lookout-intune-connector IntuneMtdConnector",
        "lookout-intune-test Stack",
      ].filter((line) => declared.some(({ type }) => type === "pulumi:pulumi:Stack") || !line.endsWith(" Stack")),
    );
    assert.deepEqual(inputsOf(declared, "lookout-connector"), {
      heartbeatMinutes: 60,
      errorEmail: "soc@contoso.com",
      enrollmentGroupNames: ["Pilot", "Staff"],
      mode: "console",
    });
    assert.deepEqual(inputsOf(declared, "lookout-enrollment-settings"), { daysUntilDisconnected: 30, mode: "console" });
    assert.deepEqual(inputsOf(declared, "lookout-intune-connector"), {
      android: {},
      ios: { appSync: true },
      whenNotConnected: "continue",
    });
  });

  it("makes every resource a child of the integration", async () => {
    const { urns } = await declare(complete);

    // The mocked engine writes one parent into a URN, the real one all of them.
    const parents = Object.fromEntries(
      Object.entries(urns).flatMap(([name, types]) => {
        const [parent = "", child] = types.split("$");
        return child === undefined ? [] : [[name, parent.split(":").at(-1)]];
      }),
    );
    assert.deepEqual(parents, {
      lookout: "Stack",
      "lookout-access": "LookoutIntuneIntegration",
      "lookout-access-full": "AccessGroups",
      "lookout-connector": "LookoutIntuneIntegration",
      "lookout-enrollment-group-pilot": "LookoutIntuneIntegration",
      "lookout-enrollment-group-pilot-group": "EnrollmentGroup",
      "lookout-enrollment-group-staff": "LookoutIntuneIntegration",
      "lookout-enrollment-group-staff-group": "EnrollmentGroup",
      "lookout-enrollment-settings": "LookoutIntuneIntegration",
      "lookout-intune-connector": "LookoutIntuneIntegration",
    });
  });

  it("waits for Lookout's connection in gateway mode unless told otherwise", async () => {
    const gateway = await declare({ ...complete, mode: "gateway" });
    assert.equal(inputsOf(gateway.declared, "lookout-intune-connector").whenNotConnected, "wait");

    const told = await declare({ ...complete, mode: "gateway", intuneConnector: { whenNotConnected: "continue" } });
    assert.equal(inputsOf(told.declared, "lookout-intune-connector").whenNotConnected, "continue");
  });

  it("declares the same whatever the order of the enrollment groups, and more when one is added", async () => {
    const { staff = {}, pilot = {} } = complete.enrollmentGroups;
    const asGiven = await declare(complete);
    const reordered = await declare({ ...complete, enrollmentGroups: { pilot, staff } });
    assert.deepEqual(byName(reordered.declared), byName(asGiven.declared));

    const more = await declare({ ...complete, enrollmentGroups: { guests: { displayName: "Guests" }, staff, pilot } });
    const added = more.declared
      .map(({ name }) => name)
      .filter((name) => !asGiven.declared.some((d) => d.name === name));
    assert.deepEqual(added.sort(), ["lookout-enrollment-group-guests", "lookout-enrollment-group-guests-group"]);
  });

  it("hands each acknowledgement to its own settings", async () => {
    const record = { revision: "r-0123456789ab", by: "Kim", at: "2026-01-31T09:00:00Z" };
    const { declared } = await declare({ ...complete, acknowledged: { enrollmentSettings: record } });

    assert.deepEqual(inputsOf(declared, "lookout-enrollment-settings").acknowledgement, record);
    assert.equal("acknowledgement" in inputsOf(declared, "lookout-connector"), false);
  });

  it("puts out ids, names, states, both runbooks and the next steps", async () => {
    const { outputs } = await declare(complete);
    const { nextSteps, ...others } = outputs;

    assert.deepEqual(others, {
      tenantId: mockedTenantId,
      fullAccessGroupId: "object-id-of-lookout-access-full",
      enrollmentGroupIds: {
        pilot: "object-id-of-lookout-enrollment-group-pilot-group",
        staff: "object-id-of-lookout-enrollment-group-staff-group",
      },
      enrollmentGroupNames: { pilot: "Pilot", staff: "Staff" },
      intuneConnected: true,
      connectorStatus: "awaiting console",
      runbook: "enter lookout-connector\n\nenter lookout-enrollment-settings",
    });
    assert.equal(
      (nextSteps as string[]).some((step) => step.includes(mockedTenantId)),
      true,
    );
  });

  it("knows the group names already in a preview, and leaves open what only an update finds out", async () => {
    const { declared, outputs } = await declare(complete, true);

    assert.deepEqual(inputsOf(declared, "lookout-connector").enrollmentGroupNames, ["Pilot", "Staff"]);
    assert.equal(outputs.fullAccessGroupId, undefined);
    assert.equal(outputs.nextSteps, undefined);
  });

  it("refuses an integration without enrollment groups", async () => {
    await assert.rejects(declare({ ...complete, enrollmentGroups: {} }), /"lookout": enrollmentGroups is empty/);
  });

  it("refuses a key that cannot be part of a resource's name", async () => {
    const enrollmentGroups = { "a/b": { displayName: "Pilot" } };
    await assert.rejects(declare({ ...complete, enrollmentGroups }), /enrollmentGroups\["a\/b"\]: a key is part of/);
  });

  it("keeps its own arguments out of state", async () => {
    const { declared } = await declare({
      ...complete,
      connector: { ...complete.connector, errorEmail: pulumi.secret("a@b.co") },
    });

    assert.deepEqual(inputsOf(declared, "lookout"), {});
  });
});

async function declare(args: LookoutIntuneIntegrationArgs, preview = false) {
  const mocked = await mockPulumi({ preview });
  const outputs = await runProgram(() => {
    const integration = new LookoutIntuneIntegration("lookout", args);
    const { tenantId, fullAccessGroupId, enrollmentGroupIds, enrollmentGroupNames } = integration;
    const { intuneConnected, connectorStatus, runbook, nextSteps } = integration;
    return {
      tenantId,
      fullAccessGroupId,
      enrollmentGroupIds,
      enrollmentGroupNames,
      intuneConnected,
      connectorStatus,
      runbook,
      nextSteps,
    };
  });
  return { declared: mocked.declared, urns: await mocked.urns(), outputs };
}

function inputsOf(declared: readonly Declared[], name: string): Readonly<Record<string, unknown>> {
  const found = declared.find((resource) => resource.name === name);
  assert.ok(found, `${name} was not declared`);
  return found.inputs;
}

function byName(declared: readonly Declared[]): Record<string, Declared> {
  return Object.fromEntries(declared.map((resource) => [resource.name, resource]));
}
