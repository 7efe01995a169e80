import { existsSync, readdirSync, readFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { hostname } from "node:os";
import { basename, join } from "node:path";

/** A lock of a run on a stack in Pulumi's file backend. */
export interface StateLock {
  readonly pid: number;
  readonly hostname: string;
  readonly timestamp: string;
}

/** Locks of killed runs, which could not remove them. Empty while any owner may still run, including owners on other
 *  machines, which cannot be checked. */
export function abandonedLocks(
  stateFolder: string,
  project: string,
  stack: string,
  isRunning: (pid: number) => boolean = isPulumiRunning,
): StateLock[] {
  const locks = readLocks(stateFolder, project, stack);
  return locks.every((lock) => lock.hostname === hostname() && !isRunning(lock.pid)) ? locks : [];
}

/** All locks on the stack. */
export function readLocks(stateFolder: string, project: string, stack: string): StateLock[] {
  const folder = join(stateFolder, ".pulumi/locks/organization", project, stack);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as StateLock);
}

/** The process id may have been reused, so this also compares the process name. */
function isPulumiRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
  if (hasEnded(pid)) return false;
  const name = nameOfProcess(pid);
  return name === undefined || name.startsWith("pulumi");
}

/** A killed process keeps its id until its parent collects it, which a container's first process may never do. */
function hasEnded(pid: number): boolean {
  const stat = readProc(pid, "stat");
  // The name of the program is in parentheses and may hold any character; the state follows it.
  if (stat !== undefined)
    return stat
      .slice(stat.lastIndexOf(")") + 1)
      .trim()
      .startsWith("Z");
  const ps = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
  return ps.status === 0 && ps.stdout.trim().startsWith("Z");
}

function nameOfProcess(pid: number): string | undefined {
  const name = readProc(pid, "comm");
  if (name !== undefined) return name;
  const ps = spawnSync("ps", ["-o", "comm=", "-p", String(pid)], { encoding: "utf8" });
  return ps.status === 0 ? basename(ps.stdout.trim()) : undefined;
}

/** What Linux says of a process; undefined on other systems. */
function readProc(pid: number, file: "comm" | "stat"): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8").trim();
  } catch {
    return undefined;
  }
}
