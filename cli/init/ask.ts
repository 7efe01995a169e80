import { UserError } from "pulumi-lookout-intune/internal/model/user-error";

/** One of several answers. */
export interface Choice<Value> {
  readonly value: Value;
  readonly name: string;
}

/** What is wrong with an answer, for the person who gave it; undefined when nothing is. */
export type CheckText = (text: string) => string | undefined | Promise<string | undefined>;

/** Asks a person. Rejects with `CouldNotRun` when the person breaks off. */
export interface Ask {
  text(question: string, check: CheckText, suggested?: string): Promise<string>;
  /** Shows nothing of what is typed. */
  secret(question: string): Promise<string>;
  choose<Value extends string>(question: string, choices: readonly Choice<Value>[]): Promise<Value>;
  chooseSeveral<Value extends string>(question: string, choices: readonly Choice<Value>[]): Promise<Value[]>;
}

/** Where a person is asked. Default: the terminal, with the questions on stderr, so that stdout can be kept. */
export interface Streams {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** Whether there is a person to ask. */
export function isOnTerminal(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY;
}

/** Asks on a terminal. The library is loaded only here: who gives all answers does not need it. */
export async function askOnTerminal(streams: Streams = { input: process.stdin, output: process.stderr }): Promise<Ask> {
  const [{ default: input }, { default: password }, { default: select }, { default: checkbox }] = await Promise.all([
    import("@inquirer/input"),
    import("@inquirer/password"),
    import("@inquirer/select"),
    import("@inquirer/checkbox"),
  ]);
  return {
    text: (message, check, suggested) =>
      asked(
        input({ message, default: suggested, validate: async (text) => (await check(text.trim())) ?? true }, streams),
      ).then((text) => text.trim()),
    secret: (message) => asked(password({ message }, streams)),
    choose: <Value extends string>(message: string, choices: readonly Choice<Value>[]) =>
      asked(select<Value>({ message, choices, loop: false }, streams)),
    chooseSeveral: <Value extends string>(message: string, choices: readonly Choice<Value>[]) =>
      asked(checkbox<Value>({ message, choices, loop: false, required: true }, streams)),
  };
}

async function asked<Value>(question: Promise<Value>): Promise<Value> {
  try {
    return await question;
  } catch (error) {
    if (error instanceof Error && error.name === "ExitPromptError") {
      throw new UserError(["Broken off; nothing was written."]);
    }
    throw error;
  }
}
