import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { checkout } from "../../local/checkout";
import { dynamicTypes } from "../../model/resource-types";
import { assertHarmless, hostileOutput } from "../hostile-output";
import { startTenantUnderTest, type TenantUnderTest } from "../local/tenant/tenant-under-test";
import { environmentFor, runCommand } from "./command-process";

describe("the command, when services and people write what steers a terminal or a pipeline", function () {
  this.timeout(60_000);
  let folder: string;
  let tenant: TenantUnderTest;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "lookout-intune-hostile-"));
    tenant = await startTenantUnderTest({});
  });
  afterEach(async () => {
    await tenant.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Every answer of Graph and Lookout is a refusal in the words of an attacker. */
  const refuseAll = async () => {
    const body = { error: { code: "Forbidden", message: hostileOutput }, message: hostileOutput };
    const fault = { path: "^/(v1.0|beta|mra|apps)/", kind: { is: "status", status: 403, body } };
    assert.equal((await tenant.http.put("/_tenant/faults", [fault])).status, 204);
  };
  /** A pulumi whose state has this resource, or that fails with these words. */
  const pulumi = (resource?: object) => {
    const root = { urn: "urn:pulumi:prod::lookout-intune::pulumi:pulumi:Stack::x", type: "pulumi:pulumi:Stack" };
    const state = { version: 3, deployment: { resources: [root, resource] } };
    writeFileSync(join(folder, "answer"), resource === undefined ? hostileOutput : JSON.stringify(state));
    const act = resource === undefined ? `/bin/cat '${folder}/answer' >&2; exit 1` : `exec /bin/cat '${folder}/answer'`;
    writeFileSync(join(folder, "pulumi"), `#!/bin/sh\n${act}\n`);
    chmodSync(join(folder, "pulumi"), 0o700);
    return { PATH: [folder, process.env.PATH].join(delimiter) };
  };
  const run = async (args: readonly string[], more: NodeJS.ProcessEnv = {}) => {
    const finished = await runCommand(args, { ...environmentFor(tenant), ...more });
    assertHarmless(finished.stdout);
    assertHarmless(finished.stderr);
    return finished;
  };

  it("prints no error of a service as it is, in a table, a message, a detail or JSON", async () => {
    await refuseAll();
    assert.match((await run(["doctor"])).stdout, /# #vso\[task/);
    const { stdout } = await run(["doctor", "--json"]);
    assert.match(stdout, /# #vso\[task/);
    assert.doesNotMatch(JSON.stringify(JSON.parse(stdout)), /\\u001b/);
    assert.equal((await run(["record", "--dry-run"])).code, 1);
    assert.equal((await run(["enrollment", "--group", "11111111-1111-4111-8111-111111111111", "-v"])).code, 2);
  });

  it("prints no error of pulumi, no wrong argument and no hand-off as it is", async () => {
    assert.match((await run(["handoff"], pulumi())).stderr, /: :set-env/);
    assert.match((await run(["handoff", `--${hostileOutput}`])).stderr, /: :set-env/);
    const inputs = { sent: null, primaryContact: null };
    const [to, subject, eml, revision] = [hostileOutput, hostileOutput, "", hostileOutput];
    const outputs = { revision, handoffStatus: "draft", to, subject, text: `Dear all,\n${hostileOutput}`, eml };
    const type = dynamicTypes.LookoutSupportHandoff;
    const environment = pulumi({ urn: `urn:pulumi:prod::lookout-intune::${type}::x`, type, id: "x", inputs, outputs });
    assert.match((await run(["handoff"], environment)).stdout, /^Dear all,$/m);
    const { stdout } = await run(["handoff", "--json"], environment);
    assert.equal((JSON.parse(stdout) as { subject: string }).subject, hostileOutput);
  });

  it("has one module that writes, so that no other text gets past it", () => {
    const edges = [
      "terminal/terminal.ts",
      "main.ts",
      "record.ts",
      "watch.ts",
      "enrollment.ts",
      "init/ask.ts",
      "run-command.ts",
      "run-program.ts",
    ];
    const writing = readdirSync(join(checkout.root, "cli"), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && !file.startsWith("dist") && !file.startsWith("node_modules"))
      .filter((file) =>
        /process\.std(out|err)|console\.(log|warn|error)|createTerminal\(/.test(
          readFileSync(join(checkout.root, "cli", file), "utf8"),
        ),
      )
      .filter((file) => file !== "terminal/terminal.ts");
    assert.deepEqual(writing.toSorted(), edges.filter((file) => file !== "terminal/terminal.ts").toSorted());
    for (const file of edges) {
      const text = readFileSync(join(checkout.root, "cli", file), "utf8");
      for (const [, written = ""] of text.matchAll(/std(?:out|err)\.write\(([^;]*)\)/g))
        assert.match(written, /printable|withoutOtherCodes/, file);
    }
  });
});
