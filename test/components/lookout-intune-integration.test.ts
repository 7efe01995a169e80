import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { unknown } from "@pulumi/pulumi/output";
import {
  LookoutIntuneIntegration,
  type DeclaredEffect,
  type LookoutIntuneIntegrationArgs,
  type ObservedRisk,
} from "pulumi-lookout-intune";
import { revisionOf } from "pulumi-lookout-intune/schemas";
import { mockedTenantId, mockPulumi, runProgram, type Declared } from "./pulumi-mocks";

const pilotId = "11111111-1111-1111-1111-111111111111";
const complete: LookoutIntuneIntegrationArgs = {
  supportHandoff: { lookoutTenant: "none" },
  accessGroups: { full: { displayName: "Admins" } },
  enrollmentGroups: { staff: { displayName: "Staff" }, pilot: { displayName: "Pilot" } },
  rollout: { rings: ["pilot", "staff"], reached: "staff" },
  connector: { heartbeatMinutes: 60, errorEmail: "soc@contoso.com" },
  enrollmentSettings: { daysUntilDisconnected: 30 },
  intuneConnector: { android: {}, ios: { appSync: true } },
};

/** What names these settings. */
const revisions = {
  connector: revisionOf({
    heartbeatMinutes: 60,
    enrollmentGroupNames: ["Pilot", "Staff"],
    deviceStatusSync: true,
    threatStatusSync: true,
    errorEmail: "soc@contoso.com",
  }),
  enrollmentSettings: revisionOf({ daysUntilDisconnected: 30 }),
};

/** What comes from a resource that a preview would create. */
const unresolved = pulumi.output(unknown as unknown as number);

// Whether the declared settings reach Intune and Lookout is shown by the tests with the real engine.
describe("LookoutIntuneIntegration", () => {
  it("declares the groups, Lookout's side and Intune's side, and nothing else", async () => {
    const { declared } = await declare(complete);

    assert.deepEqual(
      declared
        .filter(({ type }) => type !== "pulumi:pulumi:Stack")
        .map(({ name, type }) => `${name} ${type.split(":").at(-1) ?? ""}`)
        .sort(),
      [
        "lookout LookoutIntuneIntegration",
        "lookout-access AccessGroups",
        "lookout-access-full Group",
        "lookout-baseline StackBaseline",
        "lookout-connector LookoutConnector",
        "lookout-enrollment-group-pilot EnrollmentGroup",
        "lookout-enrollment-group-pilot-group Group",
        "lookout-enrollment-group-staff EnrollmentGroup",
        "lookout-enrollment-group-staff-group Group",
        "lookout-enrollment-settings LookoutEnrollmentSettings",
        "lookout-evidence LookoutEvidence",
        "lookout-intune-connector IntuneMtdConnector",
        "lookout-rollout StagedRollout",
        "lookout-support-handoff SupportHandoff",
        "lookout-support-handoff-mail LookoutSupportHandoff",
        "lookout-tenant-consent LookoutTenantConsent",
      ],
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
      partnerSide: "console",
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
      "lookout-baseline": "LookoutIntuneIntegration",
      "lookout-connector": "LookoutIntuneIntegration",
      "lookout-enrollment-group-pilot": "LookoutIntuneIntegration",
      "lookout-enrollment-group-pilot-group": "EnrollmentGroup",
      "lookout-enrollment-group-staff": "LookoutIntuneIntegration",
      "lookout-enrollment-group-staff-group": "EnrollmentGroup",
      "lookout-enrollment-settings": "LookoutIntuneIntegration",
      "lookout-evidence": "LookoutIntuneIntegration",
      "lookout-intune-connector": "LookoutIntuneIntegration",
      "lookout-rollout": "LookoutIntuneIntegration",
      "lookout-support-handoff": "LookoutIntuneIntegration",
      "lookout-support-handoff-mail": "SupportHandoff",
      "lookout-tenant-consent": "LookoutIntuneIntegration",
    });
  });

  it("waits for Lookout's connection in gateway mode by default", async () => {
    const gateway = await declare({ ...complete, mode: "gateway" });
    assert.equal(inputsOf(gateway.declared, "lookout-intune-connector").whenNotConnected, "wait");

    const configured = await declare({
      ...complete,
      mode: "gateway",
      intuneConnector: { whenNotConnected: "continue" },
    });
    assert.equal(inputsOf(configured.declared, "lookout-intune-connector").whenNotConnected, "continue");
  });

  it("declares the same whatever the order of the enrollment groups, and more when one is added", async () => {
    const { staff = {}, pilot = {} } = complete.enrollmentGroups;
    const withGivenInputs = await declare(complete);
    const reordered = await declare({ ...complete, enrollmentGroups: { pilot, staff } });
    assert.deepEqual(byName(reordered.declared), byName(withGivenInputs.declared));

    const more = await declare({
      ...complete,
      enrollmentGroups: { guests: { displayName: "Guests" }, staff, pilot },
      rollout: { rings: ["pilot", "staff", "guests"], reached: "staff" },
    });
    const added = more.declared
      .map(({ name }) => name)
      .filter((name) => !withGivenInputs.declared.some((d) => d.name === name));
    assert.deepEqual(added.sort(), ["lookout-enrollment-group-guests", "lookout-enrollment-group-guests-group"]);
  });

  it("finds the group of a ring whatever its key, also when outputs have a method of that name", async () => {
    const { declared } = await declare({
      ...complete,
      enrollmentGroups: { apply: { displayName: "Pilot" } },
      rollout: { rings: ["apply"], reached: "apply" },
    });
    assert.deepEqual(inputsOf(declared, "lookout-connector").enrollmentGroupNames, ["Pilot"]);
  });

  it("assigns the app and every policy to the rings that were reached, and to no other", async () => {
    const { declared, outputs } = await declare({
      ...complete,
      rollout: { rings: ["pilot", "staff"], reached: "pilot" },
      lookoutForWork: { ios: { configuration: { DeviceUniqueIdentifier: "{{serialnumber}}" } }, android: {} },
      compliance: { ios: { maximumThreatLevel: "low" }, androidWorkProfile: { maximumThreatLevel: "medium" } },
      appProtection: { android: { maximumThreatLevel: "secured", apps: "allCoreMicrosoftApps" } },
    });

    const includedGroupIds = ["object-id-of-lookout-enrollment-group-pilot-group"];
    assert.deepEqual(inputsOf(declared, "lookout-connector").enrollmentGroupNames, ["Pilot"]);
    assert.deepEqual(inputsOf(declared, "lookout-app-ios"), { platform: "ios", includedGroupIds });
    assert.deepEqual(inputsOf(declared, "lookout-app-android"), { includedGroupIds });
    assert.deepEqual(inputsOf(declared, "lookout-app-ios-configuration"), {
      displayName: "Lookout for Work - iOS",
      appIds: ["object-id-of-lookout-app-ios"],
      configuration: { DeviceUniqueIdentifier: "{{serialnumber}}" },
      includedGroupIds,
    });
    assert.deepEqual(inputsOf(declared, "lookout-compliance-ios"), {
      displayName: "Lookout - iOS",
      platform: "ios",
      maximumThreatLevel: "low",
      includedGroupIds,
    });
    assert.deepEqual(inputsOf(declared, "lookout-compliance-android-work-profile").includedGroupIds, includedGroupIds);
    assert.deepEqual(inputsOf(declared, "lookout-app-protection-android"), {
      displayName: "Lookout - Android apps",
      platform: "android",
      maximumThreatLevel: "secured",
      apps: "allCoreMicrosoftApps",
      includedGroupIds,
    });
    assert.deepEqual(outputs.appIds, {
      ios: "object-id-of-lookout-app-ios",
      android: "object-id-of-lookout-app-android",
    });
  });

  it("declares the Conditional Access policy for the rings that were reached, after what a device meets it by", async () => {
    const { declared, outputs } = await declare(
      {
        ...complete,
        enrollmentGroups: { pilot: { existingObjectId: pilotId }, staff: { displayName: "Staff" } },
        rollout: { rings: ["pilot", "staff"], reached: "pilot" },
        lookoutForWork: { ios: {} },
        compliance: { ios: { maximumThreatLevel: "low" } },
        conditionalAccess: {
          includedApplications: ["Office365"],
          breakGlassGroup: { displayName: "Emergency access" },
        },
      },
      { groups: { [pilotId]: { displayName: "Pilot" } } },
    );

    const names = declared.map(({ name }) => name);
    assert.deepEqual(names.filter((name) => name.startsWith("lookout-conditional-access")).toSorted(), [
      "lookout-conditional-access",
      "lookout-conditional-access-break-glass-group",
      "lookout-conditional-access-policy",
    ]);
    const policy = names.indexOf("lookout-conditional-access-policy");
    assert.ok(names.indexOf("lookout-compliance-ios") < policy && names.indexOf("lookout-app-ios") < policy);
    assert.deepEqual((inputsOf(declared, "lookout-conditional-access-policy").conditions as { users: object }).users, {
      includedGroups: [pilotId],
      excludedGroups: ["object-id-of-lookout-conditional-access-break-glass-group"],
    });
    assert.equal(outputs.conditionalAccessPolicyId, "object-id-of-lookout-conditional-access-policy");
    const steps = (outputs.nextSteps as string[]).join("\n");
    assert.match(steps, /is in report-only mode/);
    assert.match(steps, /requires more than this stack declares: a compliance policy for android\./);
  });

  for (const slow of ["lookout-app-ios-configuration", "lookout-intune-connector", "lookout-compliance-ios"]) {
    it(`creates the app before any rule that asks for it, and all rules before Conditional Access, with a slow ${slow}`, async () => {
      const rule = { maximumThreatLevel: "low" } as const;
      const { declared } = await declare(
        {
          ...complete,
          enrollmentGroups: { pilot: { existingObjectId: pilotId } },
          rollout: { rings: ["pilot"], reached: "pilot" },
          lookoutForWork: { ios: { configuration: { DeviceUniqueIdentifier: "{{serialnumber}}" } }, android: {} },
          compliance: { ios: rule, androidWorkProfile: rule },
          appProtection: { ios: { ...rule, apps: "allCoreMicrosoftApps" } },
          conditionalAccess: {
            includedApplications: ["Office365"],
            breakGlassGroup: { displayName: "Emergency access" },
          },
        },
        { groups: { [pilotId]: { displayName: "Pilot" } }, isSlow: (name) => name === slow },
      );

      const names = declared.map(({ name }) => name);
      const positionsOf = (pattern: RegExp) => names.flatMap((name, at) => (pattern.test(name) ? [at] : []));
      const before = positionsOf(/^lookout-(app-(ios|ios-configuration|android)|intune-connector)$/);
      const rules = positionsOf(/^lookout-(compliance|app-protection)-/);
      const access = positionsOf(/^lookout-conditional-access-policy$/);
      assert.deepEqual([before.length, rules.length, access.length], [4, 3, 1]);
      assert.ok(Math.max(...before) < Math.min(...rules), names.join());
      assert.ok(Math.max(...rules) < Math.min(...access), names.join());
    });
  }

  it("refuses a break-glass group that is enrolled, also in a ring whose turn has not come", async () => {
    const conditionalAccess = { includedApplications: ["Office365"], breakGlassGroup: { displayName: "staff" } };
    const rollout = { rings: ["pilot", "staff"], reached: "pilot" };
    await assert.rejects(
      declare({ ...complete, rollout, conditionalAccess }),
      /"lookout": conditionalAccess\.breakGlassGroup\.displayName is "staff": enrollmentGroups\.staff has the same name/,
    );
    const { declared } = await mockPulumi({ groups: { [pilotId]: { displayName: "Pilot" } } });
    const existing = { existingObjectId: pilotId };
    const enrollmentGroups = { pilot: existing, staff: { displayName: "Staff" } };
    const args = {
      ...complete,
      rollout,
      enrollmentGroups,
      conditionalAccess: { ...conditionalAccess, breakGlassGroup: existing },
    };
    await assert.rejects(
      runProgram(() => ({ integration: new LookoutIntuneIntegration("lookout", args) })),
      /breakGlassGroup\.existingObjectId is .*: enrollmentGroups\.pilot names the same group, whose members the/,
    );
    assert.deepEqual(
      declared.filter(({ type }) => type.includes("Group")),
      [],
    );
  });

  for (const [what, change, message] of [
    [
      "one name for an access group and an enrollment group, also in other case",
      { accessGroups: { full: { displayName: "Admins" }, restricted: { displayName: "PILOT" } } },
      /"lookout": enrollmentGroups\.pilot\.displayName is "Pilot": accessGroups\.restricted has the same name/,
    ],
    [
      "one name for two enrollment groups",
      { enrollmentGroups: { pilot: { displayName: "Pilot" }, staff: { displayName: "Pilot" } } },
      /"lookout": enrollmentGroups\.staff\.displayName is "Pilot": enrollmentGroups\.pilot has the same name/,
    ],
    [
      "one group that opens the console and is enrolled",
      {
        accessGroups: { full: { existingObjectId: pilotId } },
        enrollmentGroups: { pilot: { existingObjectId: pilotId }, staff: { displayName: "Staff" } },
      },
      /"lookout": enrollmentGroups\.pilot\.existingObjectId is .*: accessGroups\.full names the same group/,
    ],
  ] as const) {
    it(`refuses ${what}`, async () => {
      await assert.rejects(declare({ ...complete, ...change }), message);
    });
  }

  it("accepts one existing group under its expected name for two settings, where it may be in both", async () => {
    const emergencyId = "22222222-2222-2222-2222-222222222222";
    const existing = { existingObjectId: emergencyId, displayName: "Emergency" };
    const { outputs } = await declare(
      {
        ...complete,
        accessGroups: { full: existing },
        enrollmentGroups: { pilot: { existingObjectId: pilotId } },
        rollout: undefined,
        conditionalAccess: { includedApplications: ["Office365"], breakGlassGroup: existing },
      },
      { groups: { [emergencyId]: { displayName: "Emergency" }, [pilotId]: { displayName: "Pilot" } } },
    );
    assert.equal(outputs.fullAccessGroupId, emergencyId);
  });

  it("protects the groups that it creates where their descriptions declare it", async () => {
    const options: Record<string, unknown> = {};
    await mockPulumi();
    await runProgram(() => {
      const args: LookoutIntuneIntegrationArgs = {
        ...complete,
        accessGroups: { full: { displayName: "Admins", protect: true } },
        enrollmentGroups: { pilot: { displayName: "Pilot", retainOnDelete: true }, staff: { displayName: "Staff" } },
        conditionalAccess: {
          includedApplications: ["Office365"],
          breakGlassGroup: { displayName: "Emergency", protect: true, retainOnDelete: true },
        },
      };
      const record: pulumi.ResourceTransformation = ({ type, name, opts: { protect, retainOnDelete } }) => {
        if (type === "azuread:index/group:Group") options[name] = [protect, retainOnDelete];
        return undefined;
      };
      new LookoutIntuneIntegration("lookout", args, { transformations: [record] });
      return {};
    });
    assert.deepEqual(options, {
      "lookout-access-full": [true, undefined],
      "lookout-enrollment-group-pilot-group": [undefined, true],
      "lookout-enrollment-group-staff-group": [undefined, undefined],
      "lookout-conditional-access-break-glass-group": [true, true],
    });
  });

  it("records the last day of a pilot with the rollout", async () => {
    const rollout = { rings: ["pilot", "staff"], reached: "pilot", pilotUntil: "2027-01-31" };
    const { declared } = await declare({ ...complete, rollout });
    const { rings, reached, pilotUntil } = inputsOf(declared, "lookout-rollout");
    assert.deepEqual({ rings, reached, pilotUntil }, rollout);
    assert.equal("pilotUntil" in inputsOf((await declare(complete)).declared, "lookout-rollout"), false);
  });

  it("keeps the groups that were reached known in a preview that makes the next ring's group", async () => {
    const { declared } = await declare(
      {
        ...complete,
        enrollmentGroups: { pilot: { existingObjectId: pilotId }, staff: { displayName: "Staff" } },
        rollout: { rings: ["pilot", "staff"], reached: "pilot" },
        compliance: { ios: { maximumThreatLevel: "low" } },
      },
      { preview: true, groups: { [pilotId]: { displayName: "Pilot" } } },
    );

    assert.deepEqual(inputsOf(declared, "lookout-compliance-ios").includedGroupIds, [pilotId]);
  });

  for (const [what, rollout, message] of [
    ["several groups without a rollout", undefined, /rollout: there are several enrollment groups \(pilot, staff\)/],
    ["a ring without a group", { rings: ["pilot", "staff", "sales"], reached: "pilot" }, /the ring sales is not a key/],
    ["a group without a ring", { rings: ["pilot"], reached: "pilot" }, /the enrollment group staff is in no ring/],
    [
      "a reached ring that is none",
      { rings: ["pilot", "staff"], reached: "all" },
      /rollout\.reached: this is not one of the rings/,
    ],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const given = rollout === undefined ? undefined : { ...rollout, rings: [...rollout.rings] };
      await assert.rejects(declare({ ...complete, rollout: given }), message);
    });
  }

  it("hands each acknowledgement to its own settings", async () => {
    const record = { revision: "r-0123456789ab", by: "Kim", at: "2026-01-31T09:00:00Z" };
    const { declared } = await declare({ ...complete, acknowledged: { enrollmentSettings: record } });

    assert.deepEqual(inputsOf(declared, "lookout-enrollment-settings").acknowledgement, record);
    assert.equal("acknowledgement" in inputsOf(declared, "lookout-connector"), false);
  });

  it("declares classifications and notifications where they are named, the user's own risks over those of a preset", async () => {
    const recipients = [{ email: "soc@contoso.com", notifications: { Daily: true } }];
    const { declared, outputs } = await declare({
      ...complete,
      threatClassifications: { presets: ["project-integrity-1"], risks: { ROGUE_WIFI: "low", ADWARE: "none" } },
      notificationPreferences: { recipients },
    });

    assert.deepEqual(inputsOf(declared, "lookout-threat-classifications"), {
      mode: "console",
      risks: {
        ROOT_JAILBREAK: "high",
        ACTIVE_MITM: "high",
        ROGUE_WIFI: "low",
        UNENCRYPTED: "medium",
        NO_DEVICE_LOCK: "medium",
        ADWARE: "none",
      },
    });
    assert.deepEqual(inputsOf(declared, "lookout-notification-preferences"), { mode: "console", recipients });
    assert.deepEqual(Object.keys(inputsOf(declared, "lookout-evidence").subjects as object), [
      "connector",
      "enrollmentSettings",
      "notificationPreferences",
      "threatClassifications",
    ]);
    const order = [...String(outputs.runbook).matchAll(/^## enter lookout-(.*): /gm)].map(([, name]) => name);
    assert.deepEqual(order, ["connector", "enrollment-settings", "notification-preferences", "threat-classifications"]);
  });

  it("hands tenant and groups to the mail, with the answer and the record", async () => {
    const record = { revision: "r-0123456789ab", by: "Kim", at: "2026-01-31T09:00:00Z" };
    const primaryContact = { name: "Ada Park", email: "ada.park@contoso.com" };
    const { declared, outputs } = await declare({
      ...complete,
      supportHandoff: { lookoutTenant: "none", organization: "Contoso", primaryContact },
      acknowledged: { supportHandoff: record },
    });

    assert.deepEqual(inputsOf(declared, "lookout-support-handoff-mail"), {
      tenantId: mockedTenantId,
      fullAccessGroupId: "object-id-of-lookout-access-full",
      lookoutTenant: "none",
      organization: "Contoso",
      primaryContact,
      sent: record,
    });
    assert.match(String(outputs.handoffMail), /Dear Lookout$/);
    assert.doesNotMatch((outputs.nextSteps as string[]).join(), /no primary contact/);
    const withoutContact = await declare(complete);
    assert.match((withoutContact.outputs.nextSteps as string[]).join(), /names no primary contact/);
  });

  it("declares a threat feed where one is named, and reports what is left to do about it", async () => {
    const threatFeed = { title: "Blocked by Contoso", domains: ["bad.example"] };
    const { declared, outputs } = await declare({ ...complete, threatFeed });

    assert.deepEqual(inputsOf(declared, "lookout-threat-feed"), threatFeed);
    assert.ok((outputs.nextSteps as string[]).some((step) => step.endsWith(": Tie the feed to a policy.")));
  });

  it("declares where Intune sends its logs only if configured, under a default name if none is given", async () => {
    const workspaceId = "/subscriptions/1/resourceGroups/a/providers/Microsoft.OperationalInsights/workspaces/b";
    const { declared, outputs } = await declare({ ...complete, diagnosticSettings: { workspaceId } });
    assert.deepEqual(inputsOf(declared, "lookout-diagnostic-settings"), { workspaceId, name: "lookout-intune" });
    assert.equal(outputs.diagnosticSettingsId, "diagnostics");
    const named = await declare({ ...complete, diagnosticSettings: { workspaceId, name: "soc", adopt: true } });
    assert.deepEqual(inputsOf(named.declared, "lookout-diagnostic-settings"), {
      workspaceId,
      name: "soc",
      adopt: true,
    });
  });

  it("passes the time of a record to evidence", async () => {
    const record = { revision: "r-0123456789ab", by: "Kim", at: "2026-01-31T09:00:00Z" };
    const { declared } = await declare({ ...complete, acknowledged: { connector: record } });

    assert.deepEqual(inputsOf(declared, "lookout-evidence"), {
      subjects: {
        connector: {
          revision: "r-0123456789ab",
          consoleStatus: "awaiting console",
          acknowledgedSettings: null,
          acknowledgedAt: record.at,
        },
        enrollmentSettings: {
          revision: "r-0123456789ab",
          consoleStatus: "awaiting console",
          acknowledgedSettings: null,
        },
      },
      intuneConnectorId: "connector",
      enrollmentGroups: ["pilot", "staff"].map((key) => ({
        objectId: `object-id-of-lookout-enrollment-group-${key}-group`,
        displayName: key === "pilot" ? "Pilot" : "Staff",
      })),
    });
  });

  it("names to evidence the groups that Lookout has, and no ring that was not reached", async () => {
    const { declared } = await declare({ ...complete, rollout: { rings: ["pilot", "staff"], reached: "pilot" } });
    assert.deepEqual(inputsOf(declared, "lookout-evidence").enrollmentGroups, [
      { objectId: "object-id-of-lookout-enrollment-group-pilot-group", displayName: "Pilot" },
    ]);
  });

  it("outputs the effect of a declared risk, and of the one that evidence shows instead", async () => {
    const threatClassifications = { risks: { ADWARE: "high", WORM: "low" } } as const;
    const effects = async (observedRisks: readonly ObservedRisk[]) =>
      (await declare({ ...complete, threatClassifications }, { outputs: { "lookout-evidence": { observedRisks } } }))
        .outputs.complianceEffects as object;
    assert.deepEqual(Object.keys(await effects([])), ["Default Group / ADWARE", "Default Group / WORM"]);
    const at = "2026-01-31T09:00:00Z";
    const seen = { classification: "ADWARE", risk: "none", source: "Lookout's audit events", at } as const;
    assert.deepEqual(
      Object.values(await effects([seen])).map((effect: DeclaredEffect) => [
        effect.risk,
        effect.observed?.map(({ risk }) => risk),
      ]),
      [
        ["high", ["none"]],
        ["low", undefined],
      ],
    );
    assert.equal((await declare(complete)).outputs.complianceEffects, undefined);
  });

  it("puts out ids, names, states, both runbooks and the next steps", async () => {
    const { outputs } = await declare(complete);
    const { nextSteps, runbook, runbookPage, handoffMail, ...others } = outputs;
    assert.match(String(handoffMail), /Dear Lookout/);

    assert.deepEqual(others, {
      tenantId: mockedTenantId,
      fullAccessGroupId: "object-id-of-lookout-access-full",
      appIds: {},
      enrollmentGroupIds: {
        pilot: "object-id-of-lookout-enrollment-group-pilot-group",
        staff: "object-id-of-lookout-enrollment-group-staff-group",
      },
      enrollmentGroupNames: { pilot: "Pilot", staff: "Staff" },
      connectorStage: "set up",
      intuneConnected: true,
      revisions,
      statuses: { connector: "awaiting console", enrollmentSettings: "awaiting console" },
    });
    assert.doesNotMatch(String((nextSteps as string[])[0]), /never updated/);
    assert.match(String(runbook), /## enter lookout-connector: set up[^]*## enter lookout-enrollment-settings: set up/);
    assert.match(String(runbookPage), /<h2>enter lookout-connector[^]*<h2>enter lookout-enrollment-settings/);
    assert.equal(
      (nextSteps as string[]).some((step) => step.includes("handoffMail")),
      true,
    );
  });

  it("knows the group names already in a preview, and leaves open what only an update finds out", async () => {
    const { declared, outputs } = await declare(complete, { preview: true });

    assert.deepEqual(inputsOf(declared, "lookout-connector").enrollmentGroupNames, ["Pilot", "Staff"]);
    assert.equal(outputs.fullAccessGroupId, undefined);
    assert.deepEqual([outputs.handoffMail, outputs.statuses], [undefined, undefined]);
  });

  it("reports already in the first preview what a person will have to do, and that nothing was checked", async () => {
    const { outputs } = await declare(
      {
        ...complete,
        lookoutForWork: { android: {} },
        threatFeed: { title: "Blocked", domains: ["parcel-tracking.example"] },
        conditionalAccess: {
          includedApplications: ["Office365"],
          breakGlassGroup: { displayName: "Emergency access" },
        },
        acknowledged: {
          enrollmentSettings: { revision: revisions.enrollmentSettings, by: "Kim", at: "2026-01-31T09:00:00Z" },
        },
      },
      { preview: true },
    );
    const [first, ...steps] = outputs.nextSteps as string[];
    assert.match(first ?? "", /^This stack has never been updated, so this list assumes/);
    const text = steps.join("\n");
    for (const step of [
      /to group "Admins" \(full access\)/,
      /supportHandoff to \{revision: <the output handoffRevision>/,
      /A Global Administrator: Once per tenant/,
      /to "Pilot", "Staff"/,
      new RegExp(`connector settings, revision ${revisions.connector}, were entered`),
      /Mobile Threat Defense/,
      /Approve Lookout for Work \(com\.lookout\.enterprise\)/,
      /group "Emergency access" contains only the emergency access accounts/,
    ]) {
      assert.match(text, step);
    }
    assert.doesNotMatch(text, /enrollment settings, revision/);
  });

  it("shows already in the first preview what a person will have to enter, and by which revisions", async () => {
    const { outputs } = await declare(complete, { preview: true });

    assert.deepEqual(outputs.revisions, revisions);
    const forms = [...String(outputs.runbook).matchAll(/^## (.*): set up \(revision (.*)\)$/gm)];
    assert.deepEqual(
      forms.map(([, title, revision]) => [title, revision]),
      [
        ["Lookout's Intune connector", revisions.connector],
        ["Lookout's enrollment settings", revisions.enrollmentSettings],
      ],
    );
    assert.match(String(outputs.runbook), /`Pilot`[^]*`Staff`[^]*lookout:acknowledged\.connector\.revision/);
    assert.match(String(outputs.runbookPage), /Pilot[^]*Staff/);
  });

  it("asks in the first preview for no settings that are recorded, and in gateway mode for none", async () => {
    const record = { revision: revisions.connector, by: "Kim", at: "2026-01-31T09:00:00Z" };
    const { outputs } = await declare(
      { ...complete, threatClassifications: { risks: { ADWARE: "low" } }, acknowledged: { connector: record } },
      { preview: true },
    );
    // What evidence will find about the record is known in the update alone.
    assert.equal(outputs.runbook, undefined);
    const gateway = await declare({ ...complete, mode: "gateway" }, { preview: true });
    assert.equal(gateway.outputs.runbook, undefined);
    assert.deepEqual(gateway.outputs.revisions, revisions);
  });

  it("names Intune's own Add in its runbook, in both modes, as long as nobody has added the connector", async () => {
    const missing = { connected: false, partnerState: null, connectorStage: "to be added" };
    for (const mode of ["console", "gateway"] as const) {
      const { outputs } = await declare({ ...complete, mode }, { outputs: { "lookout-intune-connector": missing } });
      assert.equal(outputs.connectorStage, "to be added");
      assert.match(String(outputs.runbook), /^## Add the Lookout for Work connector in Intune$/m);
      assert.match(String(outputs.runbookPage), /<h2>Add the Lookout for Work connector in Intune<\/h2>/);
    }
    // State of an older release has no stage.
    const older = await declare(complete);
    assert.equal(older.outputs.connectorStage, "set up");
    assert.doesNotMatch(String(older.outputs.runbook), /in Intune$/m);
  });

  it("leaves open the revision of settings that come from something yet to be made", async () => {
    const { outputs } = await declare(
      { ...complete, enrollmentSettings: { daysUntilDisconnected: unresolved } },
      { preview: true },
    );
    assert.deepEqual([outputs.revisions, outputs.runbook], [undefined, undefined]);
  });

  it("keeps secret what contains a secret setting or is computed from it, in a preview too, and nothing else", async () => {
    const connector = { ...complete.connector, errorEmail: pulumi.secret("soc@contoso.com") };
    for (const preview of [true, false]) {
      await mockPulumi({ preview });
      const secret: Record<string, boolean> = {};
      await runProgram(() => {
        const integration = new LookoutIntuneIntegration("lookout", { ...complete, connector });
        const { revisions, runbook, runbookPage, nextSteps, enrollmentGroupNames, consentStatus } = integration;
        const outputs = { revisions, runbook, runbookPage, nextSteps, enrollmentGroupNames, consentStatus };
        for (const [name, output] of Object.entries<pulumi.Output<unknown>>(outputs)) {
          void pulumi.isSecret(output).then((is) => (secret[name] = is));
        }
        return outputs;
      });
      assert.deepEqual(secret, {
        ...{ revisions: true, runbook: preview, runbookPage: preview, nextSteps: true },
        ...{ enrollmentGroupNames: false, consentStatus: false },
      });
    }
  });

  describe("whose records are left out", () => {
    const record = { revision: "r-0123456789ab", by: "Kim", at: "2026-01-31T09:00:00Z" };
    const declareWith = (acknowledged: object, args = complete) =>
      declare(args, { config: { "lookout:acknowledged": JSON.stringify(acknowledged) } });

    it("reads them from the stack's config, times as YAML has them", async () => {
      const fromYaml = { ...record, at: "2026-01-31 09:00:00 +0000 UTC" };
      const { declared } = await declareWith({ connector: fromYaml, supportHandoff: record });

      assert.deepEqual(inputsOf(declared, "lookout-connector").acknowledgement, record);
      assert.deepEqual(inputsOf(declared, "lookout-support-handoff-mail").sent, record);
      const { connector } = inputsOf(declared, "lookout-evidence").subjects as Record<string, object>;
      assert.deepEqual((connector as { acknowledgedAt: unknown }).acknowledgedAt, record.at);
    });

    it("prefers its own argument", async () => {
      const { declared } = await declareWith({ connector: record }, { ...complete, acknowledged: {} });
      assert.equal("acknowledgement" in inputsOf(declared, "lookout-connector"), false);
    });

    it("refuses what is wrong there by its key, a placeholder too, before it declares anything", async () => {
      const acknowledged = { connector: { ...record, by: "<who entered it>" }, enrollmentSetings: record };
      await assert.rejects(declareWith(acknowledged), (error: Error) => {
        assert.match(
          error.message,
          /"lookout": The stack's config has 2 problems.*lookout:acknowledged\.connector\.by is "<who entered it>": this is a placeholder/s,
        );
        assert.match(
          error.message,
          /lookout:acknowledged\.enrollmentSetings: .*did you mean lookout:acknowledged\.enrollmentSettings/,
        );
        return true;
      });
    });

    it("refuses what is no map", async () => {
      await assert.rejects(
        declare(complete, { config: { "lookout:acknowledged": "yes" } }),
        /lookout:acknowledged is "yes": must be a map of settings/,
      );
    });
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

async function declare(args: LookoutIntuneIntegrationArgs, options: Parameters<typeof mockPulumi>[0] = {}) {
  const mocked = await mockPulumi(options);
  const outputs = await runProgram(() => {
    const integration = new LookoutIntuneIntegration("lookout", args);
    const { tenantId, fullAccessGroupId, enrollmentGroupIds, enrollmentGroupNames, handoffMail } = integration;
    const { appIds, conditionalAccessPolicyId, intuneConnected, revisions, statuses, runbook, runbookPage, nextSteps } =
      integration;
    const { complianceEffects, connectorStage, diagnosticSettingsId } = integration;
    return {
      tenantId,
      fullAccessGroupId,
      enrollmentGroupIds,
      enrollmentGroupNames,
      handoffMail,
      appIds,
      ...(conditionalAccessPolicyId && { conditionalAccessPolicyId }),
      intuneConnected,
      connectorStage,
      revisions,
      statuses,
      runbook,
      runbookPage,
      nextSteps,
      ...(complianceEffects && { complianceEffects }),
      ...(diagnosticSettingsId && { diagnosticSettingsId }),
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
