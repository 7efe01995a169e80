import { quoteName } from "../model/hidden-characters";
import { isAzureResourceToken } from "../model/azure-resource-types";
import { readInterruptedState } from "../model/interrupted-state";
import { shellCommand } from "../model/shell-command";
import { printable } from "../model/printable";
import { azureadTypes } from "../model/resource-types";
import { runPulumiCommand } from "./pulumi-command";

/** An object in Entra or Azure whose creation a killed run left pending. */
export interface InterruptedCreation {
  readonly urn: string;
  /** The name in the program. */
  readonly name: string;
  /** What may exist, and the command that finds out. */
  readonly message: string;
}

/** A stack, as the pulumi command selects it. */
export interface StackLocation {
  /** The stack's name, such as `dev` or `organization/project/dev`. */
  readonly stack: string;
  /** Folder of the stack's project. */
  readonly folder: string;
}

/** What another creation can make a second one of: Entra accepts a name twice, and azure-native makes up a new one. Undefined
 *  for resources of other types. */
function createdTwice(type: string): string | undefined {
  if (type === azureadTypes.Group) return "group";
  if (type === azureadTypes.ConditionalAccessPolicy) return "Conditional Access policy";
  return isAzureResourceToken(type) ? type.slice(type.lastIndexOf(":") + 1) : undefined;
}

/** Reads the stack's state with the pulumi command, and returns the groups, Conditional Access policies and Azure resources of monitoring that a killed run
 *  was creating. They may exist: a group even under a temporary name, which the azuread provider gives it for a moment. Pulumi
 *  itself only warns, and creates them again. So call this before you declare resources, and refuse to go on:
 *
 *  ```ts
 *  const stack = `${pulumi.getOrganization()}/${pulumi.getProject()}/${pulumi.getStack()}`;
 *  const pending = await findInterruptedCreations({ stack, folder: pulumi.getRootDirectory() });
 *  if (pending.length > 0) throw new pulumi.RunError(pending.map(({ message }) => message).join("\n"));
 *  ```
 *
 *  Does not lock the stack, and decrypts nothing. Throws when the pulumi command is not on the PATH or cannot read the state. */
export async function findInterruptedCreations({
  stack,
  folder,
}: StackLocation): Promise<readonly InterruptedCreation[]> {
  const args = ["stack", "export", "--stack", stack, "--cwd", folder];
  const state = readInterruptedState(
    JSON.parse(await runPulumiCommand(args, `The state of the stack ${stack} cannot be read`)),
  );
  if (state === undefined) throw new Error(`The state of the stack ${stack} has an unknown format.`);
  return state.operations.flatMap(({ operation, urn, type, name, inputs }): InterruptedCreation[] => {
    const kind = createdTwice(type);
    if (operation !== "creating" || kind === undefined || state.ids.has(urn)) return [];
    const shown = printable(
      typeof inputs.displayName === "string" ? `${quoteName(inputs.displayName)} (${name})` : name,
    );
    const message =
      `A run was killed while it created the ${kind} ${shown}. It may exist, so this run could make a second one. ` +
      `Run ${shellCommand`lookout-intune recover --stack ${shortName(stack)}` ?? "lookout-intune recover"} first.`;
    return [{ urn, name, message }];
  });
}

/** Backends without organizations write "organization" for it. */
function shortName(stack: string): string {
  return stack.replace(/^organization\/[^/]+\//, "");
}
