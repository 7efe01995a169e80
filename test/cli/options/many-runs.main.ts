import { pathToFileURL } from "node:url";

/** One run of the command, as the process of the test gets to know it. */
export interface RunResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const output = { stdout: "", stderr: "" };
for (const stream of ["stdout", "stderr"] as const) {
  process[stream].write = (chunk: string | Uint8Array, ...rest: unknown[]) => {
    output[stream] += typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8");
    const done = rest.at(-1);
    if (typeof done === "function") (done as () => void)();
    return true;
  };
}

/** Runs the command once for each message, so that hundreds of runs need one start of Node.js. */
process.on("message", (args: readonly string[]) => {
  void (async () => {
    Object.assign(output, { stdout: "", stderr: "" });
    process.exitCode = 0;
    const [, , program = ""] = process.argv;
    const { runProgram } = (await import(
      pathToFileURL(program).href
    )) as typeof import("lookout-intune/internal/run-program");
    await runProgram(args);
    process.send?.({ code: codeNow(), ...output } satisfies RunResult);
  })();
});

function codeNow(): number {
  return Number(process.exitCode ?? 0);
}
