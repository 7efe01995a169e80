import { paintFor, type Paint } from "./paint";
import { drawProgress, silentProgress, type Progress } from "./progress";

/** Output of a command: the result goes to standard output, everything else to standard error, so that you can pipe the result. */
export interface Terminal {
  /** Columns of standard output; Infinity if it is not a terminal, because piped output must not wrap. */
  readonly width: number;
  readonly paint: Paint;
  /** Whether standard output is a terminal, so that it can be redrawn. */
  readonly interactive: boolean;
  /** Writes a part of the result unchanged. */
  print(text: string): void;
  /** Writes the result as JSON, for programs. */
  printJson(value: object): void;
  /** Logs a message that is not part of the result; silent with `--quiet`. */
  log(line: string): void;
  /** Logs a detail; only with `--verbose`. */
  detail(line: string): void;
  /** Runs a long operation and shows its progress on a terminal; silent with `--quiet`. */
  withProgress<T>(title: string, work: (progress: Progress) => Promise<T>): Promise<T>;
}

export interface Verbosity {
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

export interface Streams {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

export function createTerminal({ stdout, stderr }: Streams, { quiet = false, verbose = false }: Verbosity): Terminal {
  const detail = (line: string) => {
    if (verbose) stderr.write(`${line}\n`);
  };
  return {
    get width() {
      return stdout.isTTY ? stdout.columns : Infinity;
    },
    paint: paintFor(stdout),
    interactive: stdout.isTTY,
    print: (text) => {
      stdout.write(text);
    },
    printJson: (value) => {
      stdout.write(`${JSON.stringify(value, null, 2)}\n`);
    },
    log: (line) => {
      if (!quiet) stderr.write(`${line}\n`);
    },
    detail,
    async withProgress(title, work) {
      detail(title);
      const progress = stderr.isTTY && !quiet && !verbose ? drawProgress(stderr, title) : silentProgress;
      try {
        return await work(progress);
      } finally {
        progress.end();
      }
    },
  };
}
