import assert from "node:assert/strict";
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { runPulumi } from "../../../local/runs/pulumi-process";
import { scratchFolder, writeScript } from "../../scripts/scratch";

const program = resolve(__dirname, "../../../local/runs/pulumi-process.js");
const guardProgram = resolve(__dirname, "../../../local/runs/kill-guard.main.js");

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

  /** A pulumi that ends when it is interrupted, and a log of it. */
  function interruptible() {
    const log = join(scratch.path, "log");
    const cli = writeScript(
      join(scratch.path, "pulumi"),
      `trap 'echo interrupted >> "${log}"; exit 3' INT`,
      `echo "started $$" >> "${log}"`,
      "n=0; while [ $n -lt 200 ]; do sleep 0.05; n=$((n+1)); done",
      `echo "ran to its end" >> "${log}"`,
    );
    const read = () => (existsSync(log) ? readFileSync(log, "utf8") : "");
    return { cli, read, started: () => until(() => read().includes("started")) };
  }

  for (const signal of ["SIGTERM", "SIGHUP", "SIGKILL"] as const) {
    it(`does not go on alone when ${signal} ends the process that started it`, async () => {
      const { cli, read, started } = interruptible();
      const wrapper = startWrapper(cli);
      await started();
      wrapper.kill(signal);
      await until(() => /interrupted$/m.test(read()));
    });

    it(`does not go on alone when ${signal} ends the shell in which npm runs the script`, async () => {
      const { cli, read, started } = interruptible();
      const shell = spawn("sh", ["-c", `true && '${process.execPath}' -e "$CODE" && true`], {
        cwd: scratch.path,
        env: { ...process.env, CODE: codeFor(cli) },
        stdio: "ignore",
      });
      await started();
      shell.kill(signal);
      await until(() => /interrupted$/m.test(read()));
    });
  }

  it("is killed with all that it started when its starter is gone and it heeds no interrupt", async () => {
    const pids = join(scratch.path, "pids");
    const cli = writeScript(
      join(scratch.path, "pulumi"),
      "trap '' INT",
      `sleep 30 & echo "$$ $!" > "${pids}"`,
      "wait; sleep 30",
    );
    const pulumi = spawn(cli, [], { detached: true, stdio: "ignore" });
    await until(() => existsSync(pids) && readFileSync(pids, "utf8").includes("\n"));
    const guard = spawn(process.execPath, [guardProgram, String(pulumi.pid), "group", "200"], {
      stdio: ["pipe", "ignore", "ignore"],
    });
    guard.stdin.end();
    const [code, signal] = (await once(pulumi, "exit")) as [number | null, string | null];
    assert.deepEqual([code, signal], [null, "SIGKILL"]);
    const [, child = 0] = readFileSync(pids, "utf8").trim().split(" ").map(Number);
    await until(() => !isAlive(child));
  });

  function codeFor(cli: string): string {
    return `require(${JSON.stringify(program)}).runPulumi(${JSON.stringify(cli)}, [], { cwd: ".", env: process.env, interactive: false }).then((run) => process.exit(run.interrupted ? run.exitCode : 99))`;
  }

  function startWrapper(cli: string): ChildProcess {
    return spawn(process.execPath, ["-e", codeFor(cli)], { cwd: scratch.path, stdio: "ignore" });
  }
});

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !condition(); tries++) await sleep(25);
  assert.ok(condition(), "what was waited for did not happen");
}

/** Whether a process runs; one that ended and was not collected does not. */
function isAlive(pid: number): boolean {
  const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
  return stdout.trim() !== "" && !stdout.trim().startsWith("Z");
}
