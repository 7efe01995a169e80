import { paintFor, type Paint } from "./paint";
import { drawProgress, silentProgress, type Progress } from "./progress";

/** Where a command writes: its result to standard output, what is said besides to standard error, so that a result can be
 *  piped. */
export interface Terminal {
  /** Columns of standard output; Infinity where it is no terminal, as what is piped is not broken into lines. */
  readonly width: number;
  readonly paint: Paint;
  /** Whether a person looks at standard output, so that it may be drawn anew. */
  readonly interactive: boolean;
  /** Writes a part of the result, as it is. */
  print(text: string): void;
  /** Writes the result as JSON, for programs. */
  printJson(value: object): void;
  /** Tells a person something that is no result; not with `--quiet`. */
  log(line: string): void;
  /** Tells how it is done; only with `--verbose`. */
  detail(line: string): void;
  /** Does something that takes its time, and shows on a terminal how far it is; not with `--quiet`. */
  during<T>(title: string, work: (progress: Progress) => Promise<T>): Promise<T>;
}

export interface Loudness {
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

export interface Streams {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

export function createTerminal({ stdout, stderr }: Streams, { quiet = false, verbose = false }: Loudness): Terminal {
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
    async during(title, work) {
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
