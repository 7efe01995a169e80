import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { abandonedLocks } from "../../../local/runs/state-lock";
import { waitFor } from "../../../resources/provider/wait";
import { scratchFolder } from "../../scripts/scratch";

describe("a lock on a local stack", () => {
  const scratch = scratchFolder();

  function lock(pid: number, host = hostname(), stack = "local"): void {
    const folder = join(scratch.path, ".pulumi/locks/organization/lookout-intune", stack);
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, `${pid}.json`),
      JSON.stringify({ pid, username: "me", hostname: host, timestamp: "2026-01-01T00:00:00Z" }),
    );
    writeFileSync(join(folder, `${pid}.json.attrs`), "{}");
  }
  const abandoned = (...running: number[]): number[] =>
    abandonedLocks(scratch.path, "lookout-intune", "local", (pid) => running.includes(pid)).map(({ pid }) => pid);

  it("is not there when no run ever was", () => {
    assert.deepEqual(abandoned(), []);
  });

  it("is abandoned when the pulumi that made it is gone", () => {
    lock(11);
    assert.deepEqual(abandoned(), [11]);
  });

  it("is respected while its pulumi runs, and so is every other lock of the stack", () => {
    lock(11);
    lock(12);
    assert.deepEqual(abandoned(12), []);
  });

  it("is respected when another machine made it, as nothing can be known about that", () => {
    lock(11, "another-machine");
    assert.deepEqual(abandoned(), []);
  });

  it("of another stack is none of this one's business", () => {
    lock(11, hostname(), "local-console");
    assert.deepEqual(abandoned(), []);
  });

  it("is abandoned when its process id now belongs to a program that is not pulumi", () => {
    lock(process.pid);
    const locks = abandonedLocks(scratch.path, "lookout-intune", "local");
    assert.deepEqual(
      locks.map(({ pid }) => pid),
      [process.pid],
    );
  });

  it("is abandoned when its pulumi was killed, and nobody has collected the process yet", async () => {
    const pulumi = join(scratch.path, "pulumi");
    copyFileSync("/bin/sleep", pulumi);
    // The shell becomes a program that collects nothing.
    const parent = spawn("sh", ["-c", `'${pulumi}' 60 & echo $!; exec sleep 60`], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    try {
      const [printed] = (await once(parent.stdout, "data")) as [Buffer];
      const pid = Number(printed.toString("utf8"));
      lock(pid);
      const locks = () => abandonedLocks(scratch.path, "lookout-intune", "local").length;
      // Until the new process is pulumi, it is a shell.
      await waitFor(
        "the lock to count as held",
        () => Promise.resolve(locks()),
        (count) => count === 0,
      );
      assert.equal(locks(), 0);
      process.kill(pid, "SIGKILL");
      await waitFor(
        "the lock to count as abandoned",
        () => Promise.resolve(locks()),
        (count) => count === 1,
      );
      assert.equal(locks(), 1);
      assert.ok(process.kill(pid, 0));
    } finally {
      parent.kill("SIGKILL");
    }
  });
});
