import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { abandonedLocks } from "../../../local/runs/state-lock";
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
});
