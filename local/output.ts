import { UserError } from "../model/user-error";

/** Prints one line to the terminal. */
export type Print = (line: string) => void;

export const printToStdout: Print = (line) => {
  process.stdout.write(`${line}\n`);
};

/** Prints to standard error, for commands whose output may be piped. */
export const printToStderr: Print = (line) => {
  process.stderr.write(`${line}\n`);
};

/** Runs a script's main function; what it returns is the exit code. */
export function runScript(main: () => Promise<number>): void {
  main()
    .then((exitCode) => {
      process.exitCode = exitCode;
    })
    .catch((error: unknown) => {
      const text = error instanceof UserError ? error.message : inspect(error);
      process.stderr.write(`${text}\n`);
      process.exitCode = 1;
    });
}

function inspect(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
