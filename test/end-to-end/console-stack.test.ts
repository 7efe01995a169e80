import assert from "node:assert/strict";
import { readConnector } from "./graph-admin";
import { consoleConfig, createWorkspace, policyPack, type Workspace } from "./workspace";

const up = ["up", "--yes", "--skip-preview", "--policy-pack", policyPack] as const;

interface Outputs {
  readonly connectorRevision: string;
  readonly connectorStatus: string;
  readonly enrollmentSettingsRevision: string;
  readonly enrollmentSettingsStatus: string;
  readonly intuneConnected: boolean;
  readonly runbook?: string | null;
  readonly nextSteps: readonly string[];
}

/** The record a person adds to the config after entering a revision in the console. */
const record = (revision: string) => ({ revision, by: "a@contoso.com", at: "2026-01-31T09:00:00Z" });

describe("the stack in console mode, on the real engine", function () {
  this.timeout(180_000);
  let workspace: Workspace;
  before(async () => {
    workspace = await createWorkspace();
    workspace.configure(consoleConfig);
  });
  after(() => workspace.dispose());

  const outputs = async (): Promise<Outputs> => (await workspace.outputs()) as unknown as Outputs;

  it("first leaves a runbook for a person and goes on without Intune's connector", async () => {
    const first = await workspace.pulumi(up);
    assert.equal(first.code, 0, first.output);
    const { connectorStatus, enrollmentSettingsStatus, intuneConnected, runbook, nextSteps } = await outputs();
    assert.deepEqual(
      [connectorStatus, enrollmentSettingsStatus, intuneConnected],
      ["awaiting console", "awaiting console", false],
    );
    for (const entry of [/Lookout pilot/, /heartbeat/i, /soc@contoso\.com/, /30/]) assert.match(runbook ?? "", entry);
    assert.match(nextSteps.join("\n"), /enterprisesupport@lookout\.com/);
  });

  it("never sends a setting to Lookout", () => {
    const toLookout = workspace.tenant
      .requests()
      .filter(({ path }) => path.startsWith("/v1/") || path === "/oauth2/token");
    assert.deepEqual(toLookout, []);
  });

  it("switches Intune's connector on once the person acted, and shows the revision as acknowledged once recorded", async () => {
    await workspace.controls.put("/console/connector", {
      heartbeatMinutes: 15,
      enrollmentGroupNames: ["Lookout pilot"],
      deviceStatusSync: true,
      threatStatusSync: true,
      errorEmail: "soc@contoso.com",
    });
    const { connectorRevision, enrollmentSettingsRevision } = await outputs();
    const acknowledged = {
      connector: record(connectorRevision),
      enrollmentSettings: record(enrollmentSettingsRevision),
    };
    workspace.configure({ ...consoleConfig, "lookout:acknowledged": acknowledged });
    const second = await workspace.pulumi(up);
    assert.equal(second.code, 0, second.output);
    const now = await outputs();
    assert.deepEqual(
      [now.connectorStatus, now.enrollmentSettingsStatus, now.intuneConnected, now.runbook ?? null],
      ["acknowledged", "acknowledged", true, null],
    );
    assert.equal((await readConnector(workspace.graph)).iosEnabled, true);
  });

  it("asks only for the field that changed since the acknowledgement", async () => {
    const { connectorRevision, enrollmentSettingsRevision } = await outputs();
    workspace.configure({
      ...consoleConfig,
      "lookout-intune:connector": { heartbeatMinutes: 30, errorEmail: "soc@contoso.com" },
      "lookout:acknowledged": {
        connector: record(connectorRevision),
        enrollmentSettings: record(enrollmentSettingsRevision),
      },
    });
    const third = await workspace.pulumi(up);
    assert.equal(third.code, 0, third.output);
    const { connectorStatus, enrollmentSettingsStatus, runbook } = await outputs();
    assert.deepEqual([connectorStatus, enrollmentSettingsStatus], ["awaiting console", "acknowledged"]);
    assert.match(runbook ?? "", /15.*30/s);
    assert.doesNotMatch(runbook ?? "", /soc@contoso\.com/);
  });
});
