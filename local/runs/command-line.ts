import { UserError } from "../../model/user-error";
import { isLocalStack, localStacks, policyConfigOf, type LocalStack } from "./stacks";
import { shellCommand } from "../../model/shell-command";

/** The parsed arguments of `npm run local -- …`. */
export interface LocalCommand {
  readonly stack: LocalStack;
  /** The arguments that are not flags: the command, its subcommand, and the rest. */
  readonly words: readonly string[];
  /** Arguments for pulumi. */
  readonly args: readonly string[];
  /** Whether it runs the program or providers, and therefore needs the tenant. */
  readonly needsTenant: boolean;
  /** Whether it may change the tenant, so that the run first searches for what a killed run left there. */
  readonly changesTenant: boolean;
}

export interface RunOptions {
  /** Whether prompts are possible. */
  readonly interactive: boolean;
  /** Config file of the stack, if it is not the one in the checkout. */
  readonly configFile: (stack: LocalStack) => string;
}

const updates = ["up", "update"];
const previews = ["preview", "pre"];
const confirmed = [...updates, "refresh", "destroy", "down", "dn", "import"];
const runsProviders = [...confirmed, ...previews, "watch"];
const acceptsConfigFile = [...runsProviders, "config", "logs"];
const acceptsPolicyPack = [...updates, ...previews, "watch"];

/** Flags that take a value, needed to distinguish values from words. An unknown flag's value counts as a word at most. */
const longWithValue = [
  "--color",
  "--config-file",
  "--cwd",
  "--message",
  "--policy-pack",
  "--policy-pack-config",
  "--stack",
];
const shortWithValue = "cmptCsv";

/** Completes a user's arguments for a local stack; refuses arguments that select another stack. */
export function planCommand(userArgs: readonly string[], { interactive, configFile }: RunOptions): LocalCommand {
  const { words, flags } = readArguments(userArgs);
  const stack = stackOf(words, flags);
  const command = words[0] ?? "";
  const isRemoval = command === "stack" && words[1] === "rm";
  const has = (...names: string[]): boolean => flags.some(({ name }) => names.includes(name));

  const added: string[] = [];
  if (acceptsConfigFile.includes(command) && !has("--config-file")) added.push("--config-file", configFile(stack));
  if (acceptsPolicyPack.includes(command) && !has("--policy-pack")) {
    added.push("--policy-pack", "policies");
    if (!has("--policy-pack-config")) added.push("--policy-pack-config", policyConfigOf(stack));
  }
  // Pulumi would delete the committed Pulumi.<stack>.yaml with the stack.
  if (isRemoval && !has("--preserve-config")) added.push("--preserve-config");
  if (!interactive) {
    if ((confirmed.includes(command) || isRemoval) && !has("--yes", "-y", "--preview-only")) added.push("--yes");
    if (words.length > 0 && !has("--non-interactive")) added.push("--non-interactive");
  }
  const end = userArgs.includes("--") ? userArgs.indexOf("--") : userArgs.length;
  return {
    stack,
    words,
    args: [...userArgs.slice(0, end), ...added, ...userArgs.slice(end)],
    needsTenant: runsProviders.includes(command) && !has("--help", "-h"),
    changesTenant: confirmed.includes(command) && !has("--help", "-h", "--preview-only"),
  };
}

interface Flag {
  /** `--long` or `-s`. */
  readonly name: string;
  readonly value?: string;
}

function readArguments(args: readonly string[]): { words: string[]; flags: Flag[] } {
  const words: string[] = [];
  const flags: Flag[] = [];
  for (let at = 0; at < args.length; at++) {
    const text = args[at] ?? "";
    if (text === "--") {
      words.push(...args.slice(at + 1));
      break;
    }
    const read = text.startsWith("--") ? readLong(text) : /^-./.test(text) ? readShort(text) : undefined;
    if (read === undefined) {
      words.push(text);
      continue;
    }
    const last = read.pop();
    if (last === undefined) continue;
    const usesNextArgument =
      last.value === undefined && (longWithValue.includes(last.name) || shortWithValue.includes(last.name.slice(1)));
    flags.push(...read, usesNextArgument ? { name: last.name, value: args[++at] ?? "" } : last);
  }
  return { words, flags };
}

function readLong(text: string): Flag[] {
  const [name = "", ...value] = text.split("=");
  return [value.length === 0 ? { name } : { name, value: value.join("=") }];
}

/** `-y`, `-s local`, `-slocal`, `-s=local`, `-ys local`. */
function readShort(text: string): Flag[] {
  const flags: Flag[] = [];
  for (let at = 1; at < text.length; at++) {
    const name = `-${text.charAt(at)}`;
    const rest = text.slice(at + 1).replace(/^=/, "");
    if (shortWithValue.includes(text.charAt(at))) {
      flags.push(rest === "" ? { name } : { name, value: rest });
      break;
    }
    flags.push({ name });
  }
  return flags;
}

function stackOf(words: readonly string[], flags: readonly Flag[]): LocalStack {
  if (flags.some(({ name }) => name === "--cwd" || name === "-C")) {
    throw new UserError("`npm run local` runs this checkout's own project; --cwd would run another. Leave it out.");
  }
  const [command = "", subcommand = "", ...names] = words;
  if (["login", "logout", "new"].includes(command) || (command === "stack" && subcommand === "rename")) {
    throw new UserError(
      `\`pulumi ${words.slice(0, 2).join(" ")}\` is not accepted here: the local stacks live in this checkout's .local/state under names that are fixed.`,
    );
  }
  const requested = flags.filter(({ name }) => name === "--stack" || name === "-s").map(({ value = "" }) => value);
  const named = command === "stack" && ["init", "select", "rm"].includes(subcommand) ? names : [];
  let stack: LocalStack = "local";
  for (const name of [...named, ...requested]) {
    if (!isLocalStack(name)) {
      throw new UserError(
        `\`npm run local\` refuses the stack "${name}": it runs with the local tenant's credentials and addresses, which must never ` +
          `meet a real stack. It accepts ${localStacks.join(", ")} and violation-<a file of examples/violations>. For "${name}" use pulumi itself, for example \`${shellCommand`pulumi preview --stack ${name}` ?? "pulumi preview"}\`.`,
      );
    }
    stack = name;
  }
  return stack;
}
