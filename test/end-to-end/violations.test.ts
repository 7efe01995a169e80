import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { checkout } from "../../local/checkout";
import { withOverlay } from "../../local/runs/stack-config";
import { readConnector } from "./graph-admin";
import { createWorkspace, policyPack, type StackConfig, type Workspace } from "./stack-workspace";

const folder = join(checkout.root, "examples", "violations");
const organization = join(folder, "organization.json");
const remediate = join(checkout.root, "policies", "profiles", "remediate.json");

// Each costs a preview, so these stand for all: the first breaks rules for resources and one for the stack, the second needs an
// organization's settings. What the other rules report is shown through the policy process.
const shown = ["fixable", "own-domain-blocked"];

describe("deliberately bad stacks, on the real engine", function () {
  this.timeout(240_000);
  let workspace: Workspace;
  before(async () => {
    workspace = await createWorkspace(undefined, { connectorDelayMs: 500 });
  });
  after(() => workspace.dispose());

  for (const name of shown) {
    it(`are stopped in the preview by exactly the rules they name, and nothing is written: ${name}`, async () => {
      workspace.configure(configOf(name));
      const before = workspace.tenant.requests().length;
      const { code, output } = await workspace.pulumi(["preview", ...packWith(organization)]);
      assert.notEqual(code, 0, output);
      assert.deepEqual(refusals(output), stoppedBy(name), output);
      assert.deepEqual(workspace.writesAfter(before), []);
    });
  }

  it("pass once the profile remediate puts right what has a safe value, and Intune gets the safe values", async () => {
    workspace.configure(configOf("fixable"));
    const up = await workspace.pulumi(["up", "--yes", "--skip-preview", ...packWith(remediate)]);
    assert.equal(up.code, 0, up.output);
    assert.deepEqual(refusals(up.output), []);
    const connector = await readConnector(workspace.graph);
    assert.deepEqual(
      [
        connector.androidDeviceBlockedOnMissingPartnerData,
        connector.iosDeviceBlockedOnMissingPartnerData,
        connector.allowPartnerToCollectIOSApplicationMetadata,
        connector.partnerUnsupportedOsVersionBlocked,
      ],
      [true, true, true, true],
    );
    const policies = await workspace.graph.get<{ value: { deviceThreatProtectionRequiredSecurityLevel: string }[] }>(
      "/v1.0/deviceManagement/deviceCompliancePolicies",
    );
    const levels = policies.data.value.map(({ deviceThreatProtectionRequiredSecurityLevel: level }) => level);
    // The third policy was not bad, and is in Graph beta only.
    assert.deepEqual(levels, ["medium", "medium"]);
  });
});

function packWith(config: string): string[] {
  return ["--policy-pack", policyPack, "--policy-pack-config", config];
}

/** The local stack's config with what the file makes bad about it. */
function configOf(name: string): StackConfig {
  const local = readFileSync(join(checkout.root, "Pulumi.local.yaml"), "utf8");
  const { config } = parse(withOverlay(local, readFileSync(join(folder, `${name}.yaml`), "utf8"))) as {
    config: StackConfig;
  };
  return config;
}

function stoppedBy(name: string): string[] {
  const [, rules = ""] =
    /^# Stopped by: (.*)$/m.exec(readFileSync(join(folder, `${name}.yaml`), "utf8")) ?? assert.fail(name);
  return rules.split(", ").sort();
}

function refusals(output: string): string[] {
  const found = [...output.matchAll(/\[mandatory\]\s+\[severity: \w+\]\s+([a-z-]+)/g)];
  return [...new Set(found.map(([, rule = ""]) => rule))].sort();
}
