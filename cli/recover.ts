import { Command } from "commander";
import { createArmClient } from "pulumi-lookout-intune/internal/clients/arm/arm-client";
import { readTokenClaims } from "pulumi-lookout-intune/internal/clients/graph/token-claims";
import { readInterruptedState, type InterruptedState } from "pulumi-lookout-intune/internal/model/interrupted-state";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";
import { interactiveRetries, signInToGraph } from "./connect";
import { askOnTerminal, isOnTerminal } from "./init/ask";
import { carryOut } from "./recover/carry-out-recovery";
import { planRecovery } from "./recover/plan-recovery";
import type { Choices, Recovery } from "./recover/recovery";
import { formatRecovery, recoveryToJson } from "./recover/recovery-report";
import { action, exitCode, jsonOption, showExamples, type ExitCode, type Run } from "./run-command";
import { readStackConfig } from "./stack/read-stack-config";
import { addStackOptions, describeStack, stackArguments, type StackOptions } from "./stack/stack-options";
import { readWithPulumi } from "./stack/pulumi";

interface RecoverOptions extends StackOptions {
  readonly adopt?: string[];
  readonly clear?: string[];
  readonly yes?: boolean;
  readonly nonInteractive?: boolean;
  readonly json?: boolean;
}

/** `lookout-intune recover`: settles the operations that a killed run left pending. */
export function recoverCommand(): Command {
  const command = addStackOptions(new Command("recover"))
    .description(
      "Find what a killed run left, import it into the stack, and clear the pending operations. Renames a group that still has " +
        "its temporary name, and changes nothing else.",
    )
    .option("--adopt <id...>", "ids of objects to import if several fit, or one differs")
    .option("--clear <name...>", "resources whose creation left nothing, if the command cannot find out")
    .option("--yes", "do it without a prompt")
    .option("--non-interactive", "do not prompt; show what there is to do")
    .addOption(jsonOption())
    .action(action(runRecover));
  return showExamples(
    command,
    {
      "after a killed run": "recover --stack prod",
      "in a pipeline": "recover --stack prod --yes",
      "if two groups fit": "recover --stack prod --adopt 11111111-2222-3333-4444-555555555555",
    },
    [
      "If pulumi says that the stack is locked, make sure that the other run is dead, and run pulumi cancel.",
      "Exit codes: 0 nothing was pending, or all is settled; 1 you have to decide or confirm something, and nothing was changed;",
      "2 the command could not run.",
    ],
  );
}

async function runRecover({ options, terminal }: Run<RecoverOptions>): Promise<ExitCode> {
  const { json = false } = options;
  const finish = (recoveries: readonly Recovery[], recovered: boolean, text: string): ExitCode => {
    if (json) terminal.printJson({ recovered, operations: recoveries.map(recoveryToJson) });
    else terminal.log(text);
    return recovered ? exitCode.fine : exitCode.failing;
  };
  const state = await terminal.withProgress("Reading the stack", () => readState(options));
  if (state.operations.length === 0) return finish([], true, `No operation of ${describeStack(options)} is pending.`);

  const choices = choicesOf(options);
  const { graph, recoveries } = await terminal.withProgress("Searching for what the killed run left", async () => {
    const source = await readStackConfig(options);
    const { configuration, session, graph, token } = await signInToGraph(source);
    refuseOtherTenant(state, await session.tenantId());
    const services = {
      graph,
      callerId: readTokenClaims(token)?.objectId,
      azure: {
        arm: createArmClient(configuration, { session, retry: interactiveRetries }),
        subscriptionId: source.get("azure-native:subscriptionId") ?? process.env.ARM_SUBSCRIPTION_ID,
      },
    };
    return { graph, recoveries: await planRecovery(state, services, choices) };
  });
  refuseUnusedChoices(choices, recoveries);
  if (!json) terminal.print(formatRecovery(recoveries, terminal.width));
  if (recoveries.some(({ action }) => action === "undecided")) {
    return finish(recoveries, false, "Nothing was changed: decide about the undecided operations first.");
  }
  if (!(await isConfirmed(options)))
    return finish(recoveries, false, "Nothing was changed. Repeat with --yes to do it.");

  await terminal.withProgress("Recovering the stack", () => carryOut(recoveries, state, graph, options));
  const { operations: left } = await readState(options);
  if (left.length > 0) {
    const names = left.map(({ name }) => name).join(", ");
    throw new UserError([`These operations are still pending: ${names}. Another run may be working on the stack.`]);
  }
  return finish(recoveries, true, "Done. Run `pulumi up` to go on.");
}

async function readState(options: StackOptions): Promise<InterruptedState> {
  const what = `The state of ${describeStack(options)}`;
  const state = readInterruptedState(await readWithPulumi(["stack", "export", ...stackArguments(options)], what));
  if (state !== undefined) return state;
  throw new UserError([`${what} has an unknown format. Update the pulumi command.`]);
}

/** In another tenant nothing would be found, and every creation would be cleared. */
function refuseOtherTenant({ tenantIds }: InterruptedState, signedIn: string | undefined): void {
  const others = tenantIds.filter((tenantId) => tenantId !== signedIn?.toLowerCase());
  if (signedIn === undefined || others.length === 0) return;
  throw new UserError([
    `The stack has resources in the tenant ${others.join(", ")}, but the credentials sign in to ${signedIn}. Nothing was changed. ` +
      "Sign in to the first (ARM_TENANT_ID or azuread:tenantId, and the matching client).",
  ]);
}

function choicesOf({ adopt = [], clear = [] }: RecoverOptions): Choices {
  return { adopt: new Set(adopt.map((id) => id.toLowerCase())), clear: new Set(clear) };
}

/** A mistyped choice must not count as a decision. */
function refuseUnusedChoices({ adopt, clear }: Choices, recoveries: readonly Recovery[]): void {
  const pending = recoveries.map(({ operation }) => operation.name);
  const imported = recoveries.flatMap((recovery) =>
    recovery.action === "import" ? [recovery.found.id.toLowerCase()] : [],
  );
  const candidates = recoveries.flatMap((recovery) => (recovery.action === "undecided" ? recovery.candidates : []));
  const offered = candidates.map(({ id }) => id).join(", ");
  const problems = [
    ...[...clear]
      .filter((name) => !pending.includes(name))
      .map((name) => `--clear ${name}: no operation of that name is pending. Pending are: ${pending.join(", ")}.`),
    ...[...adopt]
      .filter((id) => !imported.includes(id) && !candidates.some((candidate) => candidate.id.toLowerCase() === id))
      .map(
        (id) =>
          `--adopt ${id}: no pending creation can have made it.${offered === "" ? "" : ` Candidates are: ${offered}.`}`,
      ),
  ];
  if (problems.length > 0) throw new UserError(problems);
}

async function isConfirmed({ yes = false, nonInteractive = false, json = false }: RecoverOptions): Promise<boolean> {
  if (yes) return true;
  if (nonInteractive || json || !isOnTerminal()) return false;
  const ask = await askOnTerminal();
  const answer = await ask.choose("Do this?", [
    { value: "yes", name: "yes" },
    { value: "no", name: "no, change nothing" },
  ]);
  return answer === "yes";
}
