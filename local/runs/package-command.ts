import { UserError } from "../../model/user-error";
import { isLocalStack, localStacks, type LocalStack } from "./stacks";

/** A run of the command on the local tenant. */
export interface LocalRunOfCommand {
  /** Arguments for `lookout-intune`. */
  readonly args: readonly string[];
  /** The stack to prepare; undefined for subcommands that read none here. */
  readonly stack: LocalStack | undefined;
}

/** Subcommands that need no stack. All others get one. */
const withoutStack = ["doctor", "completion", "init", "import-existing", "help"];

/** Reads what follows `npm run lookout-intune --`. Refuses arguments that could select a stack that is not local. */
export function planLocalRun(given: readonly string[]): LocalRunOfCommand {
  if (given.some((arg) => /^--(cwd|config-file)(=|$)/.test(arg))) throw refusal("leave --cwd and --config-file out");
  const at = given.findIndex((arg) => /^--stack(=|$)/.test(arg));
  const named = at < 0 ? undefined : given[at]?.includes("=") ? given[at].slice("--stack=".length) : given[at + 1];
  const args = at < 0 ? given : [...given.slice(0, at), ...given.slice(given[at]?.includes("=") ? at + 1 : at + 2)];
  if (args.some((arg) => /^--stack(=|$)/.test(arg))) throw refusal("name one stack");
  const stack = at < 0 ? "local" : (named ?? "");
  if (!isLocalStack(stack)) throw refusal(`the stack is one of ${localStacks.join(" and ")}`);

  const command = args.find((arg) => !arg.startsWith("-"));
  const onlyPrintsHelp = args.some((arg) => ["--help", "-h", "--version", "-V"].includes(arg));
  const readsStack = command !== undefined && !onlyPrintsHelp && !withoutStack.includes(command);
  return { args, stack: readsStack ? stack : undefined };
}

function refusal(rule: string): UserError {
  return new UserError(
    `\`npm run lookout-intune\` runs with the local tenant's credentials, which must never meet a real stack: ${rule}. ` +
      "For a stack of yours run `npx --no-install lookout-intune`.",
  );
}
