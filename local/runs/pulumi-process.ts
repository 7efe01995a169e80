import { spawn, type ChildProcess } from "node:child_process";
import { constants } from "node:os";
import { join } from "node:path";

/** One press of Ctrl-C can arrive several times: from the terminal, and again from npm. */
const repeatedSignalMs = 1000;

/** npm runs a script in a shell that passes no signal on. Whoever ends npm or that shell ends the parent of this process. */
const parent = process.ppid;
const parentCheckMs = 250;

export interface PulumiRun {
  readonly exitCode: number;
  /** Whether it was interrupted before its end. */
  readonly interrupted: boolean;
}

/** Runs pulumi with the input and output of this process.
 *
 *  Pulumi stops gracefully at the first interrupt and immediately at the second, so it must receive each interrupt once. A
 *  terminal interrupts the whole process group. Without a terminal pulumi has its own group, and this process forwards.
 *  Pulumi is also interrupted when the parent of this process ends, and when this process is killed. */
export async function runPulumi(
  cli: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv; readonly interactive: boolean },
): Promise<PulumiRun> {
  const child = spawn(cli, args, {
    cwd: options.cwd,
    env: options.env,
    stdio: "inherit",
    detached: !options.interactive,
  });
  let interrupted = false;
  let lastForwarded = -Infinity;
  const interrupt = (): void => {
    const now = performance.now();
    if (now - lastForwarded < repeatedSignalMs) return;
    lastForwarded = now;
    interrupted = true;
    child.kill("SIGINT");
  };
  const onInterrupt = options.interactive
    ? (): void => {
        // The terminal has already interrupted pulumi.
        interrupted = true;
      }
    : interrupt;
  process.on("SIGINT", onInterrupt).on("SIGTERM", interrupt).on("SIGHUP", interrupt);
  const guard = guardAgainstKill(child, options.interactive);
  const parentWatch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(parentWatch);
    interrupt();
  }, parentCheckMs);
  try {
    const exitCode = await new Promise<number>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code, signal) => {
        resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
      });
    });
    return { exitCode, interrupted };
  } finally {
    clearInterval(parentWatch);
    guard.end();
    process.off("SIGINT", onInterrupt).off("SIGTERM", interrupt).off("SIGHUP", interrupt);
  }
}

/** Starts the process that ends pulumi if this one is killed. `end` tells it that pulumi has ended. */
function guardAgainstKill({ pid }: ChildProcess, interactive: boolean): { end(): void } {
  if (pid === undefined) return { end: () => undefined };
  const program = join(__dirname, "kill-guard.main.js");
  // In a group of its own, it survives what ends this one.
  const guard = spawn(process.execPath, [program, String(pid), interactive ? "process" : "group"], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  guard.unref();
  guard.on("error", () => undefined);
  guard.stdin.on("error", () => undefined);
  return {
    end() {
      guard.stdin.end("ended");
    },
  };
}
