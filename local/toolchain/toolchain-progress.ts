import type { Print } from "../output";

const repaintMs = 1000;
const lineEveryMs = 20_000;

/** A terminal, as far as progress needs one. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Shows the progress of a long operation: one updated line on a terminal, otherwise a line every 20 seconds. */
export interface Progress {
  /** The current activity. */
  update(what: string): void;
  stop(): void;
}

export function showProgress(title: string, print: Print, screen: Screen = process.stdout): Progress {
  const started = Date.now();
  let current = "starting";
  const text = (): string => `  ${title}: ${elapsed(Date.now() - started)}, ${current}`;
  const onTerminal = screen.isTTY === true;
  const paint = onTerminal
    ? (): void => void screen.write(`\r\x1b[2K${text().slice(0, (screen.columns ?? 80) - 1)}`)
    : (): void => {
        print(text());
      };
  const timer = setInterval(paint, onTerminal ? repaintMs : lineEveryMs);
  paint();
  return {
    update: (what) => {
      current = what;
    },
    stop: () => {
      clearInterval(timer);
      if (onTerminal) screen.write("\r\x1b[2K");
    },
  };
}

/** Formats a duration in minutes and seconds. */
export function elapsed(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
