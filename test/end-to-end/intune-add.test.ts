import assert from "node:assert/strict";
import type { Step } from "lookout-intune/internal/status/step";
import { describeAddConnectorStep, type AddConnectorStep } from "../../model/add-connector-step";
import { runCommand } from "../cli/command-process";
import { readConnector } from "./graph-admin";
import { createWorkspace, gatewayConfig, type Workspace } from "./stack-workspace";

const up = ["up", "--yes", "--skip-preview"] as const;
const step = describeAddConnectorStep();

// Nobody has added Lookout's connector in Intune, as somebody has to: in gateway mode the update waits for that.
describe("the stack in gateway mode without the connector in Intune, on the real engine", function () {
  this.timeout(240_000);
  let workspace: Workspace;
  before(async () => {
    workspace = await createWorkspace(undefined, { connectorDelayMs: 500 }, false);
  });
  after(() => workspace.dispose());

  const configure = (waitMinutes: number) => {
    workspace.configure({
      ...gatewayConfig,
      "lookout-intune:intuneConnector": { android: {}, ios: {}, waitMinutes },
      "lookout-intune:compliance": { ios: { maximumThreatLevel: "low" } },
    });
  };
  const command = (subcommand: string, ...args: string[]) =>
    runCommand([subcommand, "--stack", "test", "--cwd", workspace.folder, ...args], workspace.env);
  const status = async () => {
    const { code, stdout, stderr } = await command("status", "--json");
    assert.deepEqual([code, stderr], [0, ""], stdout);
    const { steps } = JSON.parse(stdout) as { readonly steps: readonly Step[] };
    return (id: Step["id"]) => steps.find((one) => one.id === id) ?? assert.fail(id);
  };

  it("reports the state of each step before the first update, by the stack's config", async () => {
    configure(0.05);
    const of = await status();
    assert.deepEqual(
      [of("intune-connector").waitingFor, of("intune-connector").toDo],
      ["an administrator of Intune", `${step} Then run pulumi up.`],
    );
    for (const id of ["full-access-group", "lookout-connector", "compliance"] as const) {
      assert.deepEqual([of(id).state, of(id).toDo], ["waiting", "Run pulumi up."], id);
    }
    assert.equal(of("app").state, "not declared");
  });

  it("fails with who adds it and where, and leaves enough for status and runbook to go on from", async () => {
    const late = await workspace.pulumi(up);
    assert.notEqual(late.code, 0);
    assert.ok(late.output.includes(step), late.output);
    assert.match(late.output, /"lookout-intune status" .*"lookout-intune runbook"/);
    assert.deepEqual(await workspace.outputs(), {});

    const of = await status();
    assert.equal(of("lookout-connector").state, "done");
    assert.equal(of("intune-connector").waitingFor, "an administrator of Intune");
    assert.equal(of("compliance").toDo, "Run pulumi up.");

    const runbook = await command("runbook");
    assert.deepEqual([runbook.code, runbook.stderr], [0, ""]);
    assert.match(runbook.stdout, /^# Intune admin center\n[^]*Mobile Threat Defense > Add/);
    const asJson = await command("runbook", "--json", "--expect-none");
    const { due, addConnector } = JSON.parse(asJson.stdout) as { due: boolean; addConnector: AddConnectorStep | null };
    assert.deepEqual([asJson.code, due, addConnector?.finish], [1, true, "Create"]);
  });

  it("goes on by itself when somebody adds it while the next update waits", async () => {
    configure(2);
    const update = workspace.start(up);
    await update.printed(/waiting for Lookout for Work to connect, 0 of 2 minutes\. .*> Add, chooses/);
    await workspace.controls.put("/console/intune-add", {});
    const { code, output } = await update.finished;
    assert.equal(code, 0, output);
    const { androidEnabled, iosEnabled, partnerState } = await readConnector(workspace.graph);
    assert.deepEqual([androidEnabled, iosEnabled, partnerState], [true, true, "enabled"]);
    const { connectorStage, runbook = null, nextSteps } = await workspace.outputs();
    assert.deepEqual([connectorStage, runbook], ["set up", null]);
    assert.ok(!JSON.stringify(nextSteps).includes("> Add"));
    assert.equal((await command("runbook", "--expect-none")).code, 0);
  });
});
