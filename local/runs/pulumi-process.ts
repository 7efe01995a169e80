import { spawn } from "node:child_process";
import { constants } from "node:os";

/** One press of Ctrl-C can arrive several times: from the terminal, and again from npm. */
const repeatedSignalMs = 1000;

export interface PulumiRun {
  readonly exitCode: number;
  /** Whether it was interrupted before its end. */
  readonly interrupted: boolean;
}

/** Runs pulumi with the input and output of this process.
 *
 *  Pulumi stops gracefully at the first interrupt and immediately at the second, so it must receive each interrupt once. A
 *  terminal interrupts the whole process group. Without a terminal pulumi has its own group, and this process forwards. */
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
