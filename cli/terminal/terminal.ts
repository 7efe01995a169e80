import { printableJson, printableText } from "pulumi-lookout-intune/internal/model/printable";
import { paintCodes, paintFor, type Paint } from "./paint";
import { drawProgress, silentProgress, type Progress } from "./progress";

/** Output of a command: the result goes to standard output, everything else to standard error, so that you can pipe the result.
 *  The edge at which texts of services and people become printable, whatever wrote them. */
export interface Terminal {
  /** Columns of standard output; Infinity if it is not a terminal, because piped output must not wrap. */
  readonly width: number;
  readonly paint: Paint;
  /** Whether standard output is a terminal, so that it can be redrawn. */
  readonly interactive: boolean;
  /** Writes a part of the result. */
  print(text: string): void;
  /** Writes a part of the result that has colors of `paint`. */
  printPainted(text: string): void;
  /** Writes the result as JSON, for programs. */
  printJson(value: object): void;
  /** Writes one of several results as a line of JSON, for programs. */
  printJsonLine(value: object): void;
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
  const paint = paintFor(stdout);
  const detail = (line: string) => {
    if (verbose) stderr.write(`${printableText(line)}\n`);
  };
  return {
    get width() {
      return stdout.isTTY ? stdout.columns : Infinity;
    },
    paint,
    interactive: stdout.isTTY,
    print: (text) => {
      stdout.write(printableText(text));
    },
    printPainted: (text) => {
      const isPainted = paint("red", " ") !== " ";
      stdout.write(isPainted ? withoutOtherCodes(text) : printableText(text));
    },
    printJson: (value) => {
      stdout.write(`${printableJson(value, 2)}\n`);
    },
    printJsonLine: (value) => {
      stdout.write(`${printableJson(value)}\n`);
    },
    log: (line) => {
      if (!quiet) stderr.write(`${printableText(line)}\n`);
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

function withoutOtherCodes(text: string): string {
  const parts = text.split(paintCodes);
  return parts.map((part, at) => (at % 2 === 1 ? part : printableText(part))).join("");
}
