/** Tells the person at the terminal one line. */
export type Say = (line: string) => void;

export const sayOnStdout: Say = (line) => {
  process.stdout.write(`${line}\n`);
};

/** For commands whose own output somebody may want to pipe. */
export const sayOnStderr: Say = (line) => {
  process.stderr.write(`${line}\n`);
};

/** An error that needs no stack trace: its message says what is wrong and what to do. */
export class ExplainedError extends Error {
  override readonly name = "ExplainedError";
}

/** Runs a script's main function; what it returns is the exit code. */
export function runScript(main: () => Promise<number>): void {
  main()
    .then((exitCode) => {
      process.exitCode = exitCode;
    })
    .catch((error: unknown) => {
      const text = error instanceof ExplainedError ? error.message : inspect(error);
      process.stderr.write(`${text}\n`);
      process.exitCode = 1;
    });
}

function inspect(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
