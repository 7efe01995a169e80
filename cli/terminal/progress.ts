import { Presets, SingleBar } from "cli-progress";
import ora, { type Ora } from "ora";

/** Shows a person that something goes on: a spinner, and a bar as soon as it is known how much there is to do. */
export interface Progress {
  /** How much is done, and of how much, where that is known. */
  at(done: number, total?: number): void;
  /** What is being done now. */
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
  // The command is to end at Ctrl-C, as everywhere else.
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
      text = next;
      if (bar === undefined) spinner.text = text;
      else bar.update({ text });
    },
    end() {
      spinner.stop();
      bar?.stop();
    },
  };
}
