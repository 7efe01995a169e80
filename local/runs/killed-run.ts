import { spawn, spawnSync } from "node:child_process";
import { readInterruptedState } from "../../model/interrupted-state";
import { UserError } from "../../model/user-error";
import { checkout } from "../checkout";
import type { Print } from "../output";
import { abandonedLocks, readLocks } from "./state-lock";

/** A stack in Pulumi's file backend, and how to run pulumi on it. */
export interface StackOnDisk {
  /** The pulumi command. */
  readonly cli: string;
  readonly project: string;
  readonly stack: string;
  readonly stateFolder: string;
  /** Folder of the project. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Removes the locks of runs that were killed. Leaves all locks if an owner may still run. */
export function releaseAbandonedLocks(location: StackOnDisk, print: Print): void {
  const [lock] = abandonedLocks(location.stateFolder, location.project, location.stack);
  if (lock === undefined) return;
  print(
    `  The run that had locked the stack (process ${lock.pid}, ${lock.timestamp}) is gone; its lock is released. ` +
      "The next update first searches for what it was creating.",
  );
  pulumiQuietly(location, ["cancel", "--yes", "--stack", location.stack, "--non-interactive"]);
}

/** Runs `lookout-intune recover` if a killed run left operations pending. Does nothing while a run holds the lock, because its
 *  operations are pending, too. What the command cannot decide is printed, and the next update refuses to go on. */
export async function recoverKilledRun(location: StackOnDisk, print: Print): Promise<void> {
  if (readLocks(location.stateFolder, location.project, location.stack).length > 0) return;
  const exported = pulumiQuietly(location, ["stack", "export", "--stack", location.stack, "--non-interactive"]);
  if (readInterruptedState(JSON.parse(exported))?.operations.length === 0) return;
  print("  A killed run left operations pending (lookout-intune recover):");
  const child = spawn(process.execPath, [checkout.command, "recover", "--yes", "--stack", location.stack], {
    cwd: location.folder,
    env: location.env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  }
  await new Promise<void>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", () => {
      resolve();
    });
  });
  for (const line of output.trimEnd().split("\n")) print(`    ${line}`);
}

/** Returns what pulumi prints; throws what it printed if it fails. */
export function pulumiQuietly(
  { cli, folder, env }: Pick<StackOnDisk, "cli" | "folder" | "env">,
  args: readonly string[],
): string {
  const { status, stderr, stdout } = spawnSync(cli, args, { cwd: folder, env, encoding: "utf8" });
  if (status === 0) return stdout;
  throw new UserError(`\`pulumi ${args.join(" ")}\` failed:\n${`${stdout}${stderr}`.trim()}`);
}
