import assert from "node:assert/strict";
import { join } from "node:path";
import { checkout } from "../../local/checkout";
import { gatewayConfig, createWorkspace, type StackConfig, type Workspace } from "./stack-workspace";

interface BadInput {
  readonly what: string;
  readonly config?: StackConfig;
  readonly env?: NodeJS.ProcessEnv;
  readonly expectedMessage: readonly RegExp[];
}

const settings = "lookout-intune:enrollmentSettings";

const cases: readonly BadInput[] = [
  {
    what: "several wrong values, all of them at once",
    config: {
      ...gatewayConfig,
      [settings]: { daysUntilDisconnected: 91 },
      "lookout-intune:enrollmentGroups": {},
      "lookout-intune:connector": { heartbeatMinutes: 15, errorEmail: "nobody" },
      "lookout-intune:intuneConnector": { partner: "Lookout", android: {}, ios: {} },
    },
    expectedMessage: [
      /lookout-intune:enrollmentSettings\.daysUntilDisconnected is 91/,
      /lookout-intune:enrollmentGroups/,
      /lookout-intune:connector\.errorEmail is "nobody"/,
      /lookout-intune:intuneConnector\.partner is "Lookout"/,
    ],
  },
  {
    what: "zero days",
    config: { ...gatewayConfig, [settings]: { daysUntilDisconnected: 0 } },
    expectedMessage: [/daysUntilDisconnected is 0: .*1 to 90/],
  },
  {
    what: "a day and a half",
    config: { ...gatewayConfig, [settings]: { daysUntilDisconnected: 1.5 } },
    expectedMessage: [/daysUntilDisconnected is 1\.5: .*whole days/],
  },
  {
    what: "a missing client secret",
    env: { ARM_CLIENT_SECRET: "" },
    expectedMessage: [/ARM_CLIENT_SECRET/, /azuread:clientSecret/],
  },
  {
    what: "a wrong client secret",
    env: { ARM_CLIENT_SECRET: "wrong-secret" },
    expectedMessage: [/AADSTS7000215|client secret/],
  },
  {
    what: "a wrong application key",
    env: { LOOKOUT_APPLICATION_KEY: "wrong-key" },
    expectedMessage: [/LOOKOUT_APPLICATION_KEY/],
  },
  {
    what: "a tenant that cannot be reached",
    env: { ARM_METADATA_HOSTNAME: "localhost:1" },
    expectedMessage: [/localhost:1/, /ECONNREFUSED|refused|reach/i],
  },
];

describe("bad input, on the real engine", function () {
  this.timeout(60_000);
  let workspace: Workspace;
  before(async () => {
    workspace = await createWorkspace();
  });
  after(() => workspace.dispose());

  for (const { what, config = gatewayConfig, env = {}, expectedMessage } of cases) {
    it(`is refused in the preview, with nothing created and no stack trace: ${what}`, async () => {
      workspace.configure(config);
      const before = workspace.tenant.requests().length;
      const { code, output } = await workspace.pulumi(["preview"], env);
      assert.notEqual(code, 0, output);
      for (const pattern of expectedMessage) assert.match(output, pattern);
      assert.doesNotMatch(output, /^\s+at .*\(.*:\d+:\d+\)/m);
      for (const secret of ["wrong-secret", "wrong-key"]) assert.ok(!output.includes(secret));
      assert.deepEqual(workspace.writesAfter(before), []);
    });
  }
});

describe("existing groups that cannot be used, on the real engine", function () {
  this.timeout(60_000);
  const missing = "99999999-9999-4999-8999-999999999999";

  /** Runs a preview with one group whose name differs by case and one that is not there; returns the message of its failure. */
  async function previewWithWrongGroups(configFor: (groups: object) => StackConfig, program?: string) {
    const workspace = await createWorkspace(program);
    try {
      const group = { displayName: "Lookout Pilot", mailNickname: "pilot", mailEnabled: false, securityEnabled: true };
      const { data } = await workspace.graph.post<{ id: string }>("/v1.0/groups", group);
      const pilot = { existingObjectId: data.id, displayName: "Lookout pilot" };
      workspace.configure(configFor({ pilot, staff: { existingObjectId: missing } }));
      const before = workspace.tenant.requests().length;
      const { code, output } = await workspace.pulumi(["preview"]);
      assert.notEqual(code, 0, output);
      assert.deepEqual(workspace.writesAfter(before), []);
      const [progress = "", diagnostics = ""] = output.split("Diagnostics:");
      assert.doesNotMatch(output, /error serializing property|promise|^\s+at .*\(.*:\d+:\d+\)/im);
      return { progress, diagnostics };
    } finally {
      await workspace.dispose();
    }
  }

  it("are refused by the stack's program all at once, by their settings, before anything is declared", async () => {
    const { progress, diagnostics } = await previewWithWrongGroups((groups) => ({
      ...gatewayConfig,
      "lookout-intune:enrollmentGroups": groups,
      "lookout-intune:rollout": { rings: ["pilot", "staff"], reached: "pilot" },
    }));
    assert.doesNotMatch(progress, /LookoutIntuneIntegration/);
    assert.match(
      diagnostics,
      /The stack's config has 2 problems; nothing was changed\.\s+- lookout-intune:enrollmentGroups\.pilot\.displayName is "Lookout pilot": group \S+ is named "Lookout Pilot": the case differs/,
    );
    assert.match(
      diagnostics,
      /enrollmentGroups\.staff\.existingObjectId is "9{8}-.*": Entra has no group with this object id/,
    );
    assert.equal(diagnostics.match(/error: /g)?.length, 1, diagnostics);
  });

  it("are refused in a program of one's own, each once and in its own words", async () => {
    const { diagnostics } = await previewWithWrongGroups(
      (enrollmentGroups) => ({
        "test:integration": {
          accessGroups: { full: { displayName: "Lookout full" } },
          enrollmentGroups,
          rollout: { rings: ["pilot", "staff"], reached: "staff" },
          connector: { heartbeatMinutes: 15, errorEmail: "soc@contoso.com" },
          enrollmentSettings: { daysUntilDisconnected: 30 },
          intuneConnector: { android: {}, ios: {} },
        },
      }),
      join(checkout.root, "test", "end-to-end", "programs", "integration.ts"),
    );
    const errors = [...diagnostics.matchAll(/error: (.*)/g)].map(([, text = ""]) => text).sort();
    assert.equal(errors.length, 2, diagnostics);
    assert.match(
      errors[0] ?? "",
      /^EnrollmentGroup "lookout-enrollment-group-pilot": displayName is "Lookout pilot", but group \S+ is named "Lookout Pilot": the case differs/,
    );
    assert.match(errors[1] ?? "", /^EnrollmentGroup "lookout-enrollment-group-staff": existingObjectId is 9{8}-/);
  });
});

describe("two integrations in one program, on the real engine", function () {
  this.timeout(60_000);
  let workspace: Workspace;
  before(async () => {
    workspace = await createWorkspace(join(checkout.root, "test", "end-to-end", "programs", "integration.ts"));
  });
  after(() => workspace.dispose());

  it("are refused in the preview with a connector and a group of both, with both names and the fixes", async () => {
    const integration = {
      accessGroups: { full: { displayName: "Lookout full" } },
      enrollmentGroups: { pilot: { displayName: "Lookout pilot" } },
      connector: { heartbeatMinutes: 15, errorEmail: "soc@contoso.com" },
      enrollmentSettings: { daysUntilDisconnected: 30 },
      intuneConnector: { android: {}, ios: {} },
    };
    const second = { ...integration, accessGroups: { full: { displayName: "Other admins" } } };
    workspace.configure({ "test:integration": integration, "test:second": second });
    const { code, output } = await workspace.pulumi(["preview"]);
    assert.notEqual(code, 0, output);
    const errors = [...output.slice(output.indexOf("Diagnostics:")).matchAll(/error: (.*)/g)].map(([, text]) => text);
    assert.equal(errors.length, 1, output);
    assert.match(
      errors[0] ?? "",
      /^LookoutIntuneIntegration "second": intuneConnector is .*LookoutIntuneIntegration "lookout" has too.* Declare one integration, .*enrollmentGroups\.pilot\.displayName is "Lookout pilot".* Give each integration groups of its own\.$/,
    );
    assert.doesNotMatch(output, /::second-|\ssecond-/);
  });
});
