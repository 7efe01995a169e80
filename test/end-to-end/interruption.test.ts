import assert from "node:assert/strict";
import { readConnector } from "./graph-admin";
import { createWorkspace, gatewayConfig, type Workspace } from "./stack-workspace";

describe("an update that is interrupted", function () {
  this.timeout(180_000);
  let workspace: Workspace;
  beforeEach(async () => {
    workspace = await createWorkspace(undefined, { connectorDelayMs: 20_000 });
    workspace.configure(gatewayConfig);
  });
  afterEach(() => workspace.dispose());

  it("ends in the right state after a kill while the connector was waited for and a second run", async () => {
    const first = workspace.start(["up", "--yes", "--skip-preview"]);
    await first.printed(/waiting for .*connect/i);
    first.signal("SIGKILL");
    await first.finished;

    assert.equal((await workspace.pulumi(["cancel", "--yes"])).code, 0);
    await workspace.controls.post("/clock", { advanceMs: 20_000 });
    const second = await workspace.pulumi(["up", "--yes", "--skip-preview"]);
    assert.equal(second.code, 0, second.output);
    assert.equal((await readConnector(workspace.graph)).androidEnabled, true);
    const { data } = await workspace.controls.get<{ connectors: object[] }>("/lookout");
    assert.equal(data.connectors.length, 1);

    await workspace.pulumi(["refresh", "--yes", "--skip-preview", "--clear-pending-creates"]);
    const third = await workspace.pulumi(["up", "--yes", "--skip-preview", "--expect-no-changes"]);
    assert.equal(third.code, 0, third.output);
  });

  it("asks after the deadline for no second connector at Lookout, names the commands that work now, and goes on in a second run", async () => {
    workspace.configure({
      ...gatewayConfig,
      "lookout-intune:intuneConnector": { android: {}, ios: {}, waitMinutes: 0.05 },
    });
    const late = await workspace.pulumi(["up", "--yes", "--skip-preview"]);
    assert.notEqual(late.code, 0);
    assert.match(late.output, /do not create a second one\. .*"lookout-intune status".*"lookout-intune runbook"/s);
    assert.doesNotMatch(late.output, /Create connector/);
    await workspace.controls.post("/clock", { advanceMs: 20_000 });
    const second = await workspace.pulumi(["up", "--yes", "--skip-preview"]);
    assert.equal(second.code, 0, second.output);
    assert.equal((await readConnector(workspace.graph)).partnerState, "enabled");
  });
});
