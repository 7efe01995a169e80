import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { stripVTControlCharacters } from "node:util";
import { checkout } from "../../local/checkout";

/** Whether this machine can give a process a terminal: util-linux's script does, and Debian always has it. */
export const hasTerminals = String(spawnSync("script", ["--version"]).stdout).includes("util-linux");

/** Leaves out the tests of a suite where no process can get a terminal. Prints that, because a skipped test is easy to miss. */
export function requireTerminals(context: Mocha.Context): void {
  if (hasTerminals) return;
  console.log("      left out: there is no util-linux script here, which gives a process a terminal");
  context.skip();
}

/** A run of the command on a terminal of its own, and the person who sits there. */
export interface Seated {
  /** Waits until the terminal shows something that it did not show before the last call. */
  sees(text: RegExp): Promise<void>;
  types(keys: string): void;
  /** Exit code, when it has ended. */
  readonly ended: Promise<number | null>;
  /** Everything that was shown, without what steers the terminal. */
  shown(): string;
}

export const keys = { enter: "\r", down: "\u001b[B", space: " ", interrupt: "\u0003" } as const;

export function runOnTerminal(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Seated {
  const command = [process.execPath, checkout.command, ...args].map((word) => `'${word}'`).join(" ");
  const child = spawn("script", ["-qefc", `stty cols 200 rows 50; exec ${command}`, "/dev/null"], {
    cwd,
    env: { PATH: process.env.PATH, TERM: "xterm", ...env },
    stdio: ["pipe", "pipe", "inherit"],
  });
  let output = "";
  let seen = 0;
  let notify = (): void => undefined;
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString("utf8");
    notify();
  });
  const ended = once(child, "close").then(([code]) => code as number | null);
  const shown = () => stripVTControlCharacters(output);
  return {
    ended,
    shown,
    sees(text) {
      return new Promise((resolve, reject) => {
        const check = () => {
          const found = text.exec(shown().slice(seen));
          if (found === null) return;
          seen += found.index + found[0].length;
          resolve();
        };
        notify = check;
        void ended.then(() => {
          check();
          reject(new Error(`ended without showing ${String(text)}:\n${shown()}`));
        });
        check();
      });
    },
    types: (typed) => {
      child.stdin.write(typed);
    },
  };
}
