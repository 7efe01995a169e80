import { spawn } from "node:child_process";
import { constants } from "node:os";

/** One press of Ctrl-C can arrive several times: from the terminal, and again from npm. */
const samePressMs = 1000;

export interface PulumiRun {
  readonly exitCode: number;
  /** Whether somebody asked it to stop before it had ended. */
  readonly interrupted: boolean;
}

/** Runs pulumi with this process' own input and output.
 *
 *  Pulumi ends orderly at the first interrupt and at once at the second, so it must get one for one. On a terminal the
 *  terminal itself interrupts the whole group; otherwise pulumi is in a group of its own and gets what arrives here, once. */
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
    if (now - lastForwarded < samePressMs) return;
    lastForwarded = now;
    interrupted = true;
    child.kill("SIGINT");
  };
  const onInterrupt = options.interactive
    ? (): void => {
        // The terminal has told pulumi already.
        interrupted = true;
      }
    : interrupt;
  process.on("SIGINT", onInterrupt).on("SIGTERM", interrupt).on("SIGHUP", interrupt);
  try {
    const exitCode = await new Promise<number>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code, signal) => {
        resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
      });
    });
    return { exitCode, interrupted };
  } finally {
    process.off("SIGINT", onInterrupt).off("SIGTERM", interrupt).off("SIGHUP", interrupt);
  }
}
