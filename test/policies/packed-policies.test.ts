import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rules } from "../../policies/rules";
import { packPolicies } from "../../scripts/policy-pack";
import { changed, compliant, compliantStack, stackWith } from "./compliant-stack";
import { PolicyProcess, repository } from "./policy-process";

// What Pulumi Cloud does with the folder is not tested here: publishing needs an account.
describe("the policy pack as it is published", function () {
  this.timeout(30_000);
  let folder: string;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "lookout-intune-packed-policies-"));
    await packPolicies(join(folder, "pack"));
    mkdirSync(join(folder, "node_modules"));
    // All that its package.json asks for.
    symlinkSync(join(repository, "node_modules", "@pulumi"), join(folder, "node_modules", "@pulumi"));
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("asks for Pulumi's SDKs only, and has a version and an entry", () => {
    const manifest = JSON.parse(readFileSync(join(folder, "pack", "package.json"), "utf8")) as Record<string, unknown>;
    assert.deepEqual(Object.keys(manifest.dependencies as object).sort(), ["@pulumi/policy", "@pulumi/pulumi"]);
    assert.match(String(manifest.version), /^\d+\.\d+\.\d+/);
    assert.equal(manifest.main, "index.js");
    assert.match(readFileSync(join(folder, "pack", "PulumiPolicy.yaml"), "utf8"), /name: nodejs/);
  });

  it("evaluates like the source, without the repository", async () => {
    const pack = await PolicyProcess.start(join(folder, "pack"), { typescript: false });
    try {
      const names = (await pack.policies()).map((info) => info.getName());
      assert.deepEqual(names.sort(), rules.map(({ documentation }) => documentation.id).sort());
      assert.deepEqual((await pack.validate(compliantStack)).verdicts, []);
      const bad = stackWith(changed(compliant.connector, { threatStatusSync: false }));
      assert.deepEqual(
        (await pack.validate(bad)).verdicts.map(({ policy, level }) => [policy, level]),
        [["lookout-state-sync-on", "mandatory"]],
      );
    } finally {
      pack.stop();
    }
  });
});
