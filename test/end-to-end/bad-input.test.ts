import assert from "node:assert/strict";
import { gatewayConfig, createWorkspace, type StackConfig, type Workspace } from "./workspace";

interface BadInput {
  readonly what: string;
  readonly config?: StackConfig;
  readonly env?: NodeJS.ProcessEnv;
  readonly says: readonly RegExp[];
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
    says: [
      /lookout-intune:enrollmentSettings\.daysUntilDisconnected is 91/,
      /lookout-intune:enrollmentGroups/,
      /lookout-intune:connector\.errorEmail is "nobody"/,
      /lookout-intune:intuneConnector\.partner is "Lookout"/,
    ],
  },
  {
    what: "zero days",
    config: { ...gatewayConfig, [settings]: { daysUntilDisconnected: 0 } },
    says: [/daysUntilDisconnected is 0: .*1 to 90/],
  },
  {
    what: "a day and a half",
    config: { ...gatewayConfig, [settings]: { daysUntilDisconnected: 1.5 } },
    says: [/daysUntilDisconnected is 1\.5: .*whole days/],
  },
  {
    what: "a missing client secret",
    env: { ARM_CLIENT_SECRET: "" },
    says: [/ARM_CLIENT_SECRET/, /azuread:clientSecret/],
  },
  { what: "a wrong client secret", env: { ARM_CLIENT_SECRET: "wrong-secret" }, says: [/AADSTS7000215|client secret/] },
  { what: "a wrong application key", env: { LOOKOUT_APPLICATION_KEY: "wrong-key" }, says: [/LOOKOUT_APPLICATION_KEY/] },
  {
    what: "a tenant that cannot be reached",
    env: { ARM_METADATA_HOSTNAME: "localhost:1" },
    says: [/localhost:1/, /ECONNREFUSED|refused|reach/i],
  },
];

describe("bad input, on the real engine", function () {
  this.timeout(60_000);
  let workspace: Workspace;
  before(async () => {
    workspace = await createWorkspace();
  });
  after(() => workspace.dispose());

  it("is refused in the preview: the name of an existing group with the wrong case", async () => {
    const group = { displayName: "Lookout Pilot", mailNickname: "pilot", mailEnabled: false, securityEnabled: true };
    const { data } = await workspace.graph.post<{ id: string }>("/v1.0/groups", group);
    workspace.configure({
      ...gatewayConfig,
      "lookout-intune:enrollmentGroups": { pilot: { existingObjectId: data.id, displayName: "Lookout pilot" } },
    });
    const { code, output } = await workspace.pulumi(["preview"]);
    assert.notEqual(code, 0, output);
    assert.match(output, /is "Lookout pilot", but group .* is called "Lookout Pilot": upper and lower case differ/);
    await workspace.graph.delete(`/v1.0/groups/${data.id}`);
  });

  for (const { what, config = gatewayConfig, env = {}, says } of cases) {
    it(`is refused in the preview, with nothing created and no stack trace: ${what}`, async () => {
      workspace.configure(config);
      const before = workspace.tenant.requests().length;
      const { code, output } = await workspace.pulumi(["preview"], env);
      assert.notEqual(code, 0, output);
      for (const pattern of says) assert.match(output, pattern);
      assert.doesNotMatch(output, /^\s+at .*\(.*:\d+:\d+\)/m);
      for (const secret of ["wrong-secret", "wrong-key"]) assert.ok(!output.includes(secret));
      assert.deepEqual(workspace.writesAfter(before), []);
    });
  }
});
