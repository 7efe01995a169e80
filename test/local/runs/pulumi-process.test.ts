import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { runPulumi } from "../../../local/runs/pulumi-process";
import { scratchFolder, writeScript } from "../../scripts/scratch";

const program = resolve(__dirname, "../../../local/runs/pulumi-process.js");

describe("pulumi as a child process", () => {
  const scratch = scratchFolder();

  it("ends the command with its own exit code", async () => {
    const cli = writeScript(join(scratch.path, "pulumi"), "exit 7");
    const run = await runPulumi(cli, [], { cwd: scratch.path, env: {}, interactive: false });
    assert.deepEqual(run, { exitCode: 7, interrupted: false });
  });

  it("reports the signal that killed it as shells do", async () => {
    const cli = writeScript(join(scratch.path, "pulumi"), "kill -9 $$");
    const run = await runPulumi(cli, [], { cwd: scratch.path, env: {}, interactive: false });
    assert.equal(run.exitCode, 137);
  });

  it("is interrupted once, also when one press of Ctrl-C arrives from several sides, and ends orderly", async () => {
    const log = join(scratch.path, "log");
    const cli = writeScript(
      join(scratch.path, "pulumi"),
      `trap 'echo interrupted >> "${log}"; asked=1' INT`,
      `echo started >> "${log}"`,
      'n=0; while [ $n -lt 100 ] && [ -z "$asked" ]; do sleep 0.05; n=$((n+1)); done',
      // Long enough for a second interrupt to be seen, were it sent.
      "sleep 0.3",
      `echo ended >> "${log}"`,
      "exit 3",
    );
    const wrapper = startWrapper(cli);
    const exited = new Promise<number | null>((done) => wrapper.once("exit", done));
    await until(() => existsSync(log));

    wrapper.kill("SIGINT");
    await sleep(30);
    wrapper.kill("SIGINT");

    assert.equal(await exited, 3);
    assert.equal(readFileSync(log, "utf8"), "started\ninterrupted\nended\n");
  });

  function startWrapper(cli: string): ChildProcess {
    const code = `require(${JSON.stringify(program)}).runPulumi(${JSON.stringify(cli)}, [], { cwd: ".", env: process.env, interactive: false }).then((run) => process.exit(run.interrupted ? run.exitCode : 99))`;
    return spawn(process.execPath, ["-e", code], { cwd: scratch.path, stdio: "ignore" });
  }
});

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !condition(); tries++) await sleep(25);
  assert.ok(condition(), "what was waited for did not happen");
}
