import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What a finished Pulumi command left: its exit code and everything it printed. */
export interface Finished {
  readonly code: number | null;
  readonly output: string;
}

/** A Pulumi command that is still running. */
export interface Running {
  readonly finished: Promise<Finished>;
  /** Resolves with what matches as soon as the output does, and rejects if the command ends before. */
  printed(pattern: RegExp): Promise<string>;
  /** Signals the command and everything it started, as a terminal or a dying machine would. */
  signal(signal: NodeJS.Signals): void;
  /** Kills the command and all its descendants at once, plugins included, and waits for the end. */
  kill(): Promise<Finished>;
}

/** Runs a command in a process group of its own and collects what it prints. */
export function run(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Running {
  const child = spawn(command, [...args], { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  let notify = (): void => undefined;
  const collect = (chunk: Buffer): void => {
    output += chunk.toString("utf8");
    notify();
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  const finished = once(child, "close").then(([code]) => ({ code: code as number | null, output }));
  return {
    finished,
    printed: async (pattern) => {
      const printed = new Promise<string>((resolve) => {
        notify = () => {
          const [match] = pattern.exec(output) ?? [];
          if (match !== undefined) resolve(match);
        };
        notify();
      });
      const ended = finished.then((): never => {
        throw new Error(`ended before printing ${String(pattern)}:\n${output}`);
      });
      return Promise.race([printed, ended]);
    },
    signal: (signal) => {
      if (child.pid !== undefined) process.kill(-child.pid, signal);
    },
    kill: () => {
      for (const pid of child.pid === undefined ? [] : treeOf(child.pid)) killIfAlive(pid);
      return finished;
    },
  };
}

/** A process may end by itself between being listed and being killed. */
function killIfAlive(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** The process and its descendants. The engine starts each plugin in a process group of its own. */
function treeOf(root: number): number[] {
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  const parents = stdout
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  const childrenOf = (pid: number): number[] =>
    parents.flatMap(([child = 0, parent]) => (parent === pid ? [child] : []));
  const collect = (pid: number): number[] => [pid, ...childrenOf(pid).flatMap(collect)];
  return collect(root);
}

/** A new empty folder below the system's temporary one. */
export function scratchFolder(purpose: string): string {
  return mkdtempSync(join(tmpdir(), `lookout-intune-${purpose}-`));
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
