import assert from "node:assert/strict";
import { planLocalRun } from "../../../local/runs/package-command";

describe("npm run lookout-intune", () => {
  it("prepares the stack local for what reads a stack, and no stack for what does not", () => {
    assert.deepEqual(planLocalRun(["status", "--json"]), { args: ["status", "--json"], stack: "local" });
    for (const args of [["doctor"], ["--quiet", "doctor", "--json"], ["status", "--help"], ["--version"], []]) {
      assert.deepEqual(planLocalRun(args), { args, stack: undefined });
    }
  });

  it("uses the other local stack by its name", () => {
    for (const named of [["--stack", "local-console"], ["--stack=local-console"]]) {
      assert.deepEqual(planLocalRun(["drift", ...named, "--json"]), {
        args: ["drift", "--json"],
        stack: "local-console",
      });
    }
  });

  it("refuses whatever could lead the local tenant's credentials to another stack", () => {
    for (const args of [
      ["status", "--stack", "prod"],
      ["status", "--stack=prod"],
      ["status", "--stack"],
      ["status", "--stack", "local", "--stack", "prod"],
      ["status", "--cwd", "/tmp"],
      ["status", "--config-file=Pulumi.prod.yaml"],
    ]) {
      assert.throws(() => planLocalRun(args), /must never meet a real stack/, args.join(" "));
    }
  });
});
