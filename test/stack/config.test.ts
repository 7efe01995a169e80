import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { mtdPartners } from "pulumi-lookout-intune/schemas";
import { parseConfig } from "../../stack/config";
import { rawConfig, validConfig } from "./valid-config";

const admins = "11111111-1111-1111-1111-111111111111";

describe("The stack's config", () => {
  it("is read as the integration expects it, in console mode unless it sets another", () => {
    assert.deepEqual(parseConfig(rawConfig(validConfig)), {
      config: {
        accessGroups: { full: { displayName: "Admins" } },
        enrollmentGroups: { pilot: { displayName: "Lookout Pilot" } },
        connector: { heartbeatMinutes: 60, errorEmail: "soc@contoso.com" },
        enrollmentSettings: { daysUntilDisconnected: 30 },
        intuneConnector: { android: {}, ios: {} },
        mode: "console",
        acknowledged: undefined,
      },
      problems: [],
    });
  });

  for (const days of [0, 91, 1.5]) {
    it(`refuses ${days} days with the key, the value, the range and the command`, () => {
      assert.deepEqual(problemsWith({ "lookout-intune:enrollmentSettings": { daysUntilDisconnected: days } }), [
        {
          key: "lookout-intune:enrollmentSettings.daysUntilDisconnected",
          found: `is ${days}`,
          message: "Lookout accepts whole days from 1 to 90; set a value in that range",
          fix: "pulumi config set --path 'lookout-intune:enrollmentSettings.daysUntilDisconnected' '<days>'",
        },
      ]);
    });
  }

  it("accepts what to do about a connector that nobody added in Intune, and not who makes Lookout's side, which follows from its mode", () => {
    const intuneConnector = { android: {}, whenMissing: "create", whenNotConnected: "wait" };
    assert.deepEqual(problemsWith({ "lookout-intune:intuneConnector": intuneConnector }), []);
    for (const [name, value, message] of [
      ["whenMissing", "add", /must be tell, create or fail/],
      ["partnerSide", "gateway", /./],
    ] as const) {
      const [problem] = problemsWith({ "lookout-intune:intuneConnector": { ...intuneConnector, [name]: value } });
      assert.equal(problem?.key, `lookout-intune:intuneConnector.${name}`);
      assert.match(problem.message, message);
    }
  });

  it("refuses a key of an older release with the name that it has now", () => {
    assert.deepEqual(problemsWith({ "lookout-intune:supportHandoff": { organisation: "Contoso" } }), [
      {
        key: "lookout-intune:supportHandoff.organisation",
        message: "this setting is now named lookout-intune:supportHandoff.organization; move its value there",
        fix: "pulumi config rm --path 'lookout-intune:supportHandoff.organisation'",
      },
    ]);
    assert.deepEqual(problemsWith({ "lookout-intune:supportHandoff": { organization: "Contoso" } }), []);
  });

  it("refuses a credential that is set in clear, without repeating it, and accepts it as a secret", () => {
    const credentials = {
      "lookout:applicationKey": "hush-1",
      "azuread:clientSecret": "hush-2",
      "azuread:clientCertificate": "hush-3",
      "azure-native:clientSecret": "hush-4",
    };
    const raw = rawConfig({ ...validConfig, ...credentials });
    const { problems } = parseConfig({ ...raw, secretKeys: [] });
    assert.deepEqual(
      problems.map(({ key, found, fix }) => [key, found, fix]),
      Object.keys(credentials).map((key) => [key, "is set in plaintext", `pulumi config set --secret '${key}'`]),
    );
    assert.ok(!JSON.stringify(problems).includes("hush"));
    assert.deepEqual(parseConfig({ ...raw, secretKeys: Object.keys(credentials) }).problems, []);
  });

  it("reports every problem at once", () => {
    const problems = problemsWith({
      "lookout-intune:accessGroups": { full: { displayName: "Admins" }, readOnly: { displayName: "admins" } },
      "lookout-intune:enrollmentGroups": {},
      "lookout-intune:connector": { errorEmail: "nobody" },
      "lookout-intune:enrollmentSettings": undefined,
      "lookout-intune:intuneConnector": { partner: "Lookup", ios: { appsync: true } },
      "lookout:mode": "gatway",
    });

    assert.deepEqual(
      problems.map(({ key, found }) => [key, found]),
      [
        ["lookout-intune:enrollmentGroups", undefined],
        ["lookout-intune:connector.heartbeatMinutes", "is missing"],
        ["lookout-intune:connector.errorEmail", 'is "nobody"'],
        ["lookout-intune:enrollmentSettings.daysUntilDisconnected", "is missing"],
        ["lookout-intune:intuneConnector.partner", 'is "Lookup"'],
        ["lookout-intune:intuneConnector.ios.appsync", undefined],
        ["lookout:mode", 'is "gatway"'],
        ["lookout-intune:accessGroups.readOnly.displayName", 'is "admins"'],
      ],
    );
  });

  for (const [key, nearest] of [
    ["lookout-intune:daysUntilDisconnected", "lookout-intune:enrollmentSettings.daysUntilDisconnected"],
    ["lookout-intune:enrolmentGroups", "lookout-intune:enrollmentGroups"],
    ["lookout:aplicationKey", "lookout:applicationKey"],
  ] as const) {
    it(`refuses ${key} and names the key that was probably meant`, () => {
      const [problem] = problemsWith({ [key]: "x" });
      assert.equal(problem?.message, `this setting does not exist; did you mean ${nearest}?`);
      assert.equal(problem.key, key);
    });
  }

  it("finds the nearest key within a group of the user's own key", () => {
    const [problem] = problemsWith({ "lookout-intune:enrollmentGroups": { pilot: { displayname: "Pilot" } } }).filter(
      ({ key }) => key.endsWith("displayname"),
    );
    assert.match(problem?.message ?? "", /did you mean lookout-intune:enrollmentGroups\.pilot\.displayName\?$/);
  });

  it("names no key when none is near", () => {
    assert.equal(
      problemsWith({ "lookout-intune:color": "blue" })[0]?.message,
      "this setting does not exist; remove it",
    );
  });

  it("leaves other namespaces alone", () => {
    assert.deepEqual(problemsWith({ "azuread:anything": "x", "pulumi:tags": { a: "b" } }), []);
  });

  it("never repeats a value that is secret", () => {
    const raw = rawConfig(
      { ...validConfig, "lookout-intune:connector": { heartbeatMinutes: 60, errorEmail: "hush" } },
      ["lookout-intune:connector"],
    );
    const { problems } = parseConfig(raw);
    assert.equal(problems[0]?.found, "is a secret, so not shown");
    assert.doesNotMatch(JSON.stringify(problems), /hush/);
  });

  it("asks for a map where a text is given", () => {
    const [problem] = problemsWith({ "lookout-intune:accessGroups": "Admins" });
    assert.deepEqual([problem?.key, problem?.found], ["lookout-intune:accessGroups", 'is "Admins"']);
    assert.match(problem?.message ?? "", /must be a map of settings/);
  });

  for (const [what, values, key] of [
    ["no access group", { "lookout-intune:accessGroups": undefined }, "lookout-intune:accessGroups.full"],
    [
      "a group without name and id",
      { "lookout-intune:accessGroups": { full: {} } },
      "lookout-intune:accessGroups.full",
    ],
    ["no platforms", { "lookout-intune:intuneConnector": undefined }, "lookout-intune:intuneConnector"],
    [
      "an id that is no GUID",
      { "lookout-intune:accessGroups": { full: { existingObjectId: "Admins" } } },
      "lookout-intune:accessGroups.full.existingObjectId",
    ],
    [
      "one enrollment group under two keys",
      {
        "lookout-intune:enrollmentGroups": { a: { existingObjectId: admins }, b: { existingObjectId: admins } },
        "lookout-intune:rollout": { rings: ["a", "b"], reached: "a" },
      },
      "lookout-intune:enrollmentGroups.b.existingObjectId",
    ],
    [
      "several enrollment groups without a rollout",
      { "lookout-intune:enrollmentGroups": { a: { displayName: "A" }, b: { displayName: "B" } } },
      "lookout-intune:rollout",
    ],
    [
      "an enrollment group that is in no ring",
      {
        "lookout-intune:enrollmentGroups": { a: { displayName: "A" }, b: { displayName: "B" } },
        "lookout-intune:rollout": { rings: ["a"], reached: "a" },
      },
      "lookout-intune:rollout.rings",
    ],
    [
      "a Conditional Access policy without apps",
      { "lookout-intune:conditionalAccess": { breakGlassGroup: { existingObjectId: admins } } },
      "lookout-intune:conditionalAccess.includedApplications",
    ],
    [
      "a Conditional Access policy without a break-glass group",
      { "lookout-intune:conditionalAccess": { includedApplications: ["Office365"] } },
      "lookout-intune:conditionalAccess.breakGlassGroup",
    ],
    [
      "several controls without an operator",
      {
        "lookout-intune:conditionalAccess": {
          ...{ includedApplications: ["All"], breakGlassGroup: { existingObjectId: admins } },
          grantControls: ["compliantDevice", "compliantApplication"],
        },
      },
      "lookout-intune:conditionalAccess.operator",
    ],
    [
      "the control that Microsoft retires",
      {
        "lookout-intune:conditionalAccess": {
          ...{ includedApplications: ["All"], breakGlassGroup: { existingObjectId: admins } },
          grantControls: ["approvedApplication"],
        },
      },
      "lookout-intune:conditionalAccess.grantControls[0]",
    ],
    [
      "an enrollment group that is the break-glass group",
      {
        "lookout-intune:enrollmentGroups": { pilot: { existingObjectId: admins } },
        "lookout-intune:conditionalAccess": {
          includedApplications: ["Office365"],
          breakGlassGroup: { existingObjectId: admins.toUpperCase() },
        },
      },
      "lookout-intune:conditionalAccess.breakGlassGroup.existingObjectId",
    ],
    [
      "one name for an access group and an enrollment group",
      {
        "lookout-intune:enrollmentGroups": { pilot: { displayName: "ADMINS" } },
      },
      "lookout-intune:enrollmentGroups.pilot.displayName",
    ],
    [
      "a group to create whose name has a character that nobody sees",
      { "lookout-intune:enrollmentGroups": { pilot: { displayName: "Lookout\u200bPilot" } } },
      "lookout-intune:enrollmentGroups.pilot.displayName",
    ],
    [
      "a policy to create whose name has a character that nobody sees",
      { "lookout-intune:compliance": { ios: { maximumThreatLevel: "low", displayName: "Lookout\u00a0iOS" } } },
      "lookout-intune:compliance.ios.displayName",
    ],
    [
      "an app to create whose name has a character that nobody sees",
      { "lookout-intune:lookoutForWork": { ios: { displayName: "Look\u00adout" } } },
      "lookout-intune:lookoutForWork.ios.displayName",
    ],
    [
      "a Conditional Access policy whose name has a character that nobody sees",
      {
        "lookout-intune:conditionalAccess": {
          includedApplications: ["Office365"],
          breakGlassGroup: { displayName: "Emergency access" },
          displayName: "Require\u2060compliance",
        },
      },
      "lookout-intune:conditionalAccess.displayName",
    ],
    [
      "a threat feed whose title has a character that nobody sees",
      { "lookout-intune:threatFeed": { title: "Blocked\u00a0domains", domains: ["example.com"] } },
      "lookout-intune:threatFeed.title",
    ],
    [
      "one group that opens the console and is enrolled",
      {
        "lookout-intune:accessGroups": { full: { existingObjectId: admins } },
        "lookout-intune:enrollmentGroups": { pilot: { existingObjectId: admins } },
      },
      "lookout-intune:enrollmentGroups.pilot.existingObjectId",
    ],
    [
      "one name for an access group and the break-glass group",
      {
        "lookout-intune:conditionalAccess": {
          includedApplications: ["Office365"],
          breakGlassGroup: { displayName: "Admins" },
        },
      },
      "lookout-intune:conditionalAccess.breakGlassGroup.displayName",
    ],
    [
      "protection of a group that is only looked at",
      { "lookout-intune:accessGroups": { full: { existingObjectId: admins, protect: true } } },
      "lookout-intune:accessGroups.full.protect",
    ],
    [
      "a last day of the pilot that is none",
      {
        "lookout-intune:rollout": { rings: ["pilot"], reached: "pilot", pilotUntil: "next week" },
      },
      "lookout-intune:rollout.pilotUntil",
    ],
    [
      "a part that no stack has",
      { "lookout-intune:policy": { expects: ["guide", "apps"] } },
      "lookout-intune:policy.expects[1]",
    ],
    [
      "a stack that leaves what the guide sets up to somebody else",
      { "lookout-intune:policy": { expects: ["app"] } },
      "lookout-intune:policy.expects",
    ],
    ["an app without a platform", { "lookout-intune:lookoutForWork": {} }, "lookout-intune:lookoutForWork"],
    [
      "a threat level that Intune does not have",
      { "lookout-intune:compliance": { ios: { maximumThreatLevel: "none" } } },
      "lookout-intune:compliance.ios.maximumThreatLevel",
    ],
    [
      "groups of a policy, which the rollout gives",
      { "lookout-intune:compliance": { ios: { maximumThreatLevel: "low", includedGroupIds: [admins] } } },
      "lookout-intune:compliance.ios.includedGroupIds",
    ],
    [
      "a preset that is not one of this project's",
      { "lookout-intune:threatClassifications": { presets: ["lookout-defaults"] } },
      "lookout-intune:threatClassifications.presets[0]",
    ],
    [
      "classifications of which none is named",
      { "lookout-intune:threatClassifications": {} },
      "lookout-intune:threatClassifications.risks",
    ],
    [
      "an answer about the Lookout tenant that is none",
      { "lookout-intune:supportHandoff": { lookoutTenant: "maybe" } },
      "lookout-intune:supportHandoff.lookoutTenant",
    ],
    [
      "an acknowledgement without a person",
      { "lookout:acknowledged": { connector: { revision: "r-0123456789ab", at: "2026-01-31T09:00:00Z" } } },
      "lookout:acknowledged.connector.by",
    ],
    [
      "a key that cannot be part of a resource's name",
      { "lookout-intune:enrollmentGroups": { "a b": { displayName: "A" } } },
      "lookout-intune:enrollmentGroups.a b",
    ],
  ] as const) {
    it(`refuses ${what}`, () => {
      assert.deepEqual(
        problemsWith(values).map((problem) => problem.key),
        [key],
      );
    });
  }

  it("names the classification that was probably meant, and removes the wrong one rather than its value", () => {
    const [problem] = problemsWith({ "lookout-intune:threatClassifications": { risks: { ROOT_JAILBRAKE: "high" } } });
    assert.match(problem?.message ?? "", /did you mean ROOT_JAILBREAK\?/);
    assert.match(problem?.fix ?? "", /^pulumi config rm --path '.*ROOT_JAILBRAKE'$/);
  });

  it("accepts classifications, notifications, hand-off and consent as their resources do", () => {
    const more = {
      threatClassifications: { presets: ["project-malware-1"], risks: { ADWARE: { ios: "low" } } },
      notificationPreferences: { recipients: [{ email: "a@contoso.com", notifications: { Daily: true } }] },
      supportHandoff: {
        lookoutTenant: "tied",
        primaryContact: { name: "Ada Park", email: "ada.park@contoso.com" },
        contactName: "Kim",
      },
      tenantConsent: { applicationName: "Lookout MTP" },
    };
    const { config, problems } = parseConfig(rawConfig({ ...validConfig, ...prefixed(more) }));
    assert.deepEqual(problems, []);
    for (const [key, value] of Object.entries(more)) {
      assert.deepEqual((config as unknown as Record<string, unknown>)[key], value);
    }
  });

  it("reads a threat feed's file from the project's folder, and requires one source of domains", () => {
    const title = "Blocked by Contoso";
    const feedOf = (threatFeed: object) =>
      parseConfig(rawConfig({ ...validConfig, ...prefixed({ threatFeed }) })).config?.threatFeed;
    assert.deepEqual(feedOf({ title, domainsFile: "lists/deny.csv" }), { title, domainsFile: "../lists/deny.csv" });
    assert.deepEqual(feedOf({ title, domainsFile: "/lists/deny.csv" }), { title, domainsFile: "/lists/deny.csv" });
    const [problem] = problemsWith({
      "lookout-intune:threatFeed": { title, domainsFile: "a", domains: ["b.example"] },
    });
    assert.match(problem?.message ?? "", /both set; keep one/);
  });

  it("accepts app, compliance, app protection, Conditional Access and diagnostic settings as their resources do", () => {
    const storageAccountId = "/subscriptions/1/resourceGroups/a/providers/Microsoft.Storage/storageAccounts/b";
    const more = {
      lookoutForWork: { ios: { categories: ["Security"], intent: "available" }, android: { whenMissing: "continue" } },
      compliance: {
        ios: { maximumThreatLevel: "low", adopt: true },
        androidDeviceOwner: { maximumThreatLevel: "high" },
      },
      appProtection: { android: { maximumThreatLevel: "secured", apps: ["com.microsoft.teams"] } },
      conditionalAccess: {
        ...{ includedApplications: ["All"], excludedApplications: [admins], state: "enabled" },
        ...{ grantControls: ["compliantDevice", "compliantApplication"], operator: "AND", includedPlatforms: ["iOS"] },
        ...{ breakGlassGroup: { displayName: "Emergency access" }, displayName: "Compliant device" },
      },
      diagnosticSettings: { storageAccountId, categories: ["AuditLogs"], adopt: true },
    };
    const { config, problems } = parseConfig(rawConfig({ ...validConfig, ...prefixed(more) }));
    assert.deepEqual(problems, []);
    for (const [key, value] of Object.entries(more)) {
      assert.deepEqual((config as unknown as Record<string, unknown>)[key], value);
    }
  });

  it("accepts one existing group for emergencies and for the console, as nobody is kept out or let in by that", () => {
    const { problems } = parseConfig(
      rawConfig({
        ...validConfig,
        "lookout-intune:accessGroups": { full: { existingObjectId: admins } },
        "lookout-intune:conditionalAccess": {
          includedApplications: ["Office365"],
          breakGlassGroup: { existingObjectId: admins },
        },
      }),
    );
    assert.deepEqual(problems, []);
  });

  it("passes on protection of a group and the last day of a pilot, also as Pulumi delivers a day", () => {
    const accessGroups = { full: { displayName: "Admins", protect: true, retainOnDelete: true } };
    const rollout = { rings: ["pilot"], reached: "pilot", pilotUntil: "2027-01-31 00:00:00 +0000 UTC" };
    const { config, problems } = parseConfig(rawConfig({ ...validConfig, ...prefixed({ accessGroups, rollout }) }));
    assert.deepEqual(problems, []);
    assert.deepEqual(config?.accessGroups, accessGroups);
    assert.deepEqual(config.rollout, { ...rollout, pilotUntil: "2027-01-31" });
  });

  it("finds rings without a group beside the last day of a pilot", () => {
    const rollout = { rings: ["pilot", "staff"], reached: "pilot", pilotUntil: "2027-01-31 00:00:00 +0000 UTC" };
    assert.deepEqual(
      problemsWith(prefixed({ rollout })).map(({ key }) => key),
      ["lookout-intune:rollout.rings"],
    );
  });

  it("does not pass the section of the policy pack on", () => {
    const { config, problems } = parseConfig(
      rawConfig({ ...validConfig, ...prefixed({ policy: { expects: ["guide"] } }) }),
    );
    assert.deepEqual([problems, config && "policy" in config], [[], false]);
  });

  for (const [what, values, keys] of [
    [
      "a group that is named alike only while both names are open",
      { accessGroups: { full: { displayName: "<name>" } }, enrollmentGroups: { pilot: { displayName: "<name>" } } },
      ["accessGroups.full.displayName", "enrollmentGroups.pilot.displayName"],
    ],
    [
      "rings that are open",
      { rollout: { rings: ["pilot", "<next ring>"], reached: "<ring>" } },
      ["rollout.rings[1]", "rollout.reached"],
    ],
    ["a map of which nothing is there", { connector: "<settings>", rollout: "<rollout>" }, ["rollout", "connector"]],
    [
      "owners of whom none is named",
      { accessGroups: { full: { displayName: "A", owners: ["<id>", "<id>"] } } },
      ["accessGroups.full.owners[0]", "accessGroups.full.owners[1]"],
    ],
  ] as const) {
    it(`derives nothing from a placeholder: ${what}`, () => {
      assert.deepEqual(
        problemsWith(prefixed(values)).map(({ key, message }) => [key, message]),
        keys.map((key) => [`lookout-intune:${key}`, "this is a placeholder; replace it"]),
      );
    });
  }

  it("reports beside placeholders what is wrong whatever replaces them", () => {
    const problems = problemsWith({
      "lookout-intune:accessGroups": { full: { existingObjectId: "Admins", displayName: "<name>" } },
      "lookout-intune:enrollmentSettings": { daysUntilDisconnected: "<days>" },
      "lookout-intune:rollout": { rings: ["<ring>", "a b"], reached: "pilot" },
      "azuread:tenantId": "<directory id>",
    });
    assert.deepEqual(
      problems.map(({ key, found }) => [key, found]),
      [
        ["lookout-intune:accessGroups.full.displayName", 'is "<name>"'],
        ["lookout-intune:rollout.rings[0]", 'is "<ring>"'],
        ["lookout-intune:enrollmentSettings.daysUntilDisconnected", 'is "<days>"'],
        ["azuread:tenantId", 'is "<directory id>"'],
        ["lookout-intune:accessGroups.full.existingObjectId", 'is "Admins"'],
        ["lookout-intune:rollout.rings[1]", 'is "a b"'],
      ],
    );
    assert.equal(problems[0]?.fix, "pulumi config set --path 'lookout-intune:accessGroups.full.displayName' '<name>'");
  });

  it("shows no secret in the form of a placeholder", () => {
    const raw = rawConfig({ ...validConfig, "lookout:applicationKey": "<hush>" }, ["lookout:applicationKey"]);
    const { problems } = parseConfig(raw);
    assert.deepEqual(
      problems.map(({ key }) => key),
      ["lookout:applicationKey"],
    );
    assert.doesNotMatch(JSON.stringify(problems), /hush/);
  });

  it("asks for a destination of the logs", () => {
    const diagnosticSettings = { name: "soc" };
    const { problems } = parseConfig(rawConfig({ ...validConfig, ...prefixed({ diagnosticSettings }) }));
    assert.deepEqual(
      problems.map(({ key, message }) => [key, message.split(",")[0]]),
      [["lookout-intune:diagnosticSettings.workspaceId", "no destination is set"]],
    );
  });

  it("keeps what the app is configured with a secret, where the config holds it as one", async () => {
    const configuration = { Token: "hidden" };
    const raw = (secretKeys: string[]) =>
      rawConfig({ ...validConfig, ...prefixed({ lookoutForWork: { ios: { configuration } } }) }, secretKeys);
    const given = parseConfig(raw(["lookout-intune:lookoutForWork"])).config?.lookoutForWork?.ios?.configuration;
    assert.deepEqual(Object.keys(given ?? {}), ["Token"]);
    assert.equal(await pulumi.isSecret(pulumi.output<unknown>(given)), true);
    assert.deepEqual(parseConfig(raw([])).config?.lookoutForWork?.ios?.configuration, configuration);
  });

  it("passes on every valid config unchanged", () => {
    fc.assert(
      fc.property(validConfigs, (generated) => {
        // Without the bare prototypes that generated records have.
        const { mode, ...ungraded } = structuredClone(generated);
        const rings = Object.keys(ungraded.enrollmentGroups);
        const project = { ...ungraded, rollout: { rings, reached: rings.at(-1) } };
        const { config, problems } = parseConfig(rawConfig({ ...prefixed(project), "lookout:mode": mode }));
        assert.deepEqual(problems, []);
        assert.deepEqual(config, { ...project, mode, acknowledged: undefined });
      }),
    );
  });

  it("never passes a number of days or minutes outside its range", () => {
    const badDays = fc.oneof(
      fc.integer({ max: 0 }),
      fc.integer({ min: 91 }),
      fraction,
      fc.constant("30"),
      fc.constant(null),
    );
    const badMinutes = fc.oneof(fc.integer({ max: 0 }), fraction, fc.constant("60"), fc.constant(null));
    fc.assert(
      fc.property(badDays, badMinutes, (daysUntilDisconnected, heartbeatMinutes) => {
        const problems = problemsWith({
          "lookout-intune:enrollmentSettings": { daysUntilDisconnected },
          "lookout-intune:connector": { heartbeatMinutes, errorEmail: "soc@contoso.com" },
        });
        assert.deepEqual(problems.map(({ key }) => key).sort(), [
          "lookout-intune:connector.heartbeatMinutes",
          "lookout-intune:enrollmentSettings.daysUntilDisconnected",
        ]);
      }),
    );
  });
});

const fraction = fc.double({ min: 0.01, max: 200, noNaN: true }).filter((value) => !Number.isInteger(value));
const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9 -]{0,30}[a-z]$/);
const key = fc.stringMatching(/^[a-z][a-z0-9-]{0,10}$/);
const groups = fc
  .uniqueArray(
    fc.record({ key, group: fc.oneof(fc.record({ displayName: name }), fc.record({ existingObjectId: fc.uuid() })) }),
    {
      minLength: 1,
      maxLength: 5,
      comparator: (a, b) =>
        a.key === b.key || JSON.stringify(a.group).toLowerCase() === JSON.stringify(b.group).toLowerCase(),
    },
  )
  .map((list) => Object.fromEntries(list.map((entry) => [entry.key, entry.group])));
const optional = { requiredKeys: [] as [] };
const platform = { enabled: fc.boolean(), blockWhenPartnerDataMissing: fc.boolean(), appProtection: fc.boolean() };
const nameOf = (group: object) => ("displayName" in group ? String(group.displayName).toLowerCase() : undefined);
const everyConfig = fc.record({
  mode: fc.constantFrom("console", "gateway"),
  accessGroups: fc.record({ full: fc.record({ displayName: name }) }),
  enrollmentGroups: groups,
  connector: fc.record(
    {
      heartbeatMinutes: fc.integer({ min: 1 }),
      errorEmail: fc.constant("soc@contoso.com"),
      deviceStatusSync: fc.boolean(),
      threatStatusSync: fc.boolean(),
    },
    { requiredKeys: ["heartbeatMinutes", "errorEmail"] },
  ),
  enrollmentSettings: fc.record({ daysUntilDisconnected: fc.integer({ min: 1, max: 90 }) }),
  intuneConnector: fc.record(
    {
      partner: fc.constantFrom(...Object.keys(mtdPartners)),
      android: fc.record(platform, optional),
      ios: fc.record({ ...platform, appSync: fc.boolean() }, optional),
      unresponsiveAfterDays: fc.integer({ min: 1, max: 2_147_483_647 }),
      waitMinutes: fc.integer({ min: 1, max: 1440 }),
    },
    optional,
  ),
});
/** No group may have the name of another, in whatever case. */
const validConfigs = everyConfig.filter(
  ({ accessGroups, enrollmentGroups }) =>
    !Object.values(enrollmentGroups).some((group) => nameOf(group) === nameOf(accessGroups.full)),
);

function problemsWith(changes: Readonly<Record<string, unknown>>) {
  return parseConfig(rawConfig({ ...validConfig, ...changes })).problems;
}

function prefixed(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`lookout-intune:${name}`, value]));
}
