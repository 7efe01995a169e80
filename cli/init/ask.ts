import { printable } from "pulumi-lookout-intune/internal/model/printable";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";

/** One choice of a prompt. */
export interface Choice<Value> {
  readonly value: Value;
  readonly name: string;
}

/** Returns the problem of an answer for the user, or undefined. */
export type CheckText = (text: string) => string | undefined | Promise<string | undefined>;

/** Prompts the user. Rejects with `UserError` if the user cancels. */
export interface Ask {
  text(question: string, check: CheckText, suggested?: string): Promise<string>;
  /** Does not show the input. */
  secret(question: string): Promise<string>;
  choose<Value extends string>(question: string, choices: readonly Choice<Value>[]): Promise<Value>;
  chooseSeveral<Value extends string>(question: string, choices: readonly Choice<Value>[]): Promise<Value[]>;
}

/** Streams of the prompts. Default: the terminal, with the questions on stderr, so that you can redirect stdout. */
export interface Streams {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** Whether prompts are possible. */
export function isOnTerminal(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY;
}

/** Creates prompts on a terminal. Loads the library only here, because non-interactive runs do not need it. */
export async function askOnTerminal(streams: Streams = { input: process.stdin, output: process.stderr }): Promise<Ask> {
  const [{ default: input }, { default: password }, { default: select }, { default: checkbox }] = await Promise.all([
    import("@inquirer/input"),
    import("@inquirer/password"),
    import("@inquirer/select"),
    import("@inquirer/checkbox"),
  ]);
  return {
    text: (message, check, suggested) =>
      answerOf(
        input(
          {
            message: printable(message),
            default: suggested,
            validate: async (text) => {
              const problem = await check(text.trim());
              return problem === undefined || printable(problem);
            },
          },
          streams,
        ),
      ).then((text) => text.trim()),
    secret: (message) => answerOf(password({ message: printable(message) }, streams)),
    choose: <Value extends string>(message: string, choices: readonly Choice<Value>[]) =>
      answerOf(select<Value>({ message: printable(message), choices: choices.map(shown), loop: false }, streams)),
    chooseSeveral: <Value extends string>(message: string, choices: readonly Choice<Value>[]) =>
      answerOf(
        checkbox<Value>(
          { message: printable(message), choices: choices.map(shown), loop: false, required: true },
          streams,
        ),
      ),
  };
}

/** Names of groups come from the tenant. */
function shown<Value>({ value, name }: Choice<Value>): Choice<Value> {
  return { value, name: printable(name) };
}

async function answerOf<Value>(question: Promise<Value>): Promise<Value> {
  try {
    return await question;
  } catch (error) {
    if (error instanceof Error && error.name === "ExitPromptError") {
      throw new UserError(["Canceled. Nothing was written."]);
    }
    throw error;
  }
}
