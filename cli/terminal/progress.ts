import { Presets, SingleBar } from "cli-progress";
import ora, { type Ora } from "ora";
import { printable } from "pulumi-lookout-intune/internal/model/printable";

/** Shows progress: a spinner, and a bar as soon as the total is known. */
export interface Progress {
  /** The number of finished items, and the total if known. */
  at(done: number, total?: number): void;
  /** The current activity. */
  print(text: string): void;
  end(): void;
}

/** For pipes, files and `--quiet`. */
export const silentProgress: Progress = {
  at: () => undefined,
  print: () => undefined,
  end: () => undefined,
};

/** Draws on a terminal. */
export function drawProgress(stream: NodeJS.WriteStream, title: string): Progress {
  let text = title;
  let bar: SingleBar | undefined;
  // Ctrl-C must end the command, as everywhere else.
  const spinner: Ora = ora({ text, stream, discardStdin: false }).start();
  return {
    at(done, total) {
      if (total === undefined || total === 0) {
        spinner.text = `${text} (${done.toLocaleString("en")})`;
        return;
      }
      if (bar === undefined) {
        spinner.stop();
        bar = new SingleBar(
          {
            stream,
            format: "{bar} {percentage}% {text} ({value} of {total})",
            hideCursor: true,
            clearOnComplete: true,
          },
          Presets.shades_classic,
        );
        bar.start(total, done, { text });
        return;
      }
      bar.setTotal(total);
      bar.update(done, { text });
    },
    print(next) {
      text = printable(next);
      if (bar === undefined) spinner.text = text;
      else bar.update({ text });
    },
    end() {
      spinner.stop();
      bar?.stop();
    },
  };
}
