import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";
import type { LookupResult } from "../live/lookup-result";
import { stackArguments, describeStack, type StackOptions } from "../stack/options";
import type { PolicyPicture } from "./data";
import { readPolicyResults } from "./policy-results";

/** Where the results of policies come from. */
export interface PolicyOptions extends StackOptions {
  /** Folders of policy packs, to judge the stack's state by. */
  readonly policyPack?: readonly string[];
  /** A file of each pack, in their order. */
  readonly policyPackConfig?: readonly string[];
  /** A file of the engine's events. */
  readonly policyResults?: string;
}

export const howToHavePolicies =
  "No policy results were given. Name the pack with --policy-pack to have the stack's state judged by it, or give the results of a run " +
  "with --policy-results.";

/** Gets the results as asked: from a file, or by judging the stack's state. Throws when what was asked for cannot be had. */
export async function policiesAsAsked(options: PolicyOptions): Promise<LookupResult<PolicyPicture>> {
  const { policyPack = [], policyPackConfig = [], policyResults } = options;
  if (policyResults !== undefined) return { seen: readResultsFile(policyResults) };
  if (policyPack.length === 0) {
    if (policyPackConfig.length > 0)
      throw new UserError(["--policy-pack-config configures a pack: name it with --policy-pack, too."]);
    return { unseen: howToHavePolicies };
  }
  return { seen: await analyze(options, policyPack, policyPackConfig) };
}

function readResultsFile(file: string): PolicyPicture {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new UserError([`--policy-results: ${file} cannot be read: ${(error as Error).message}`]);
  }
  const results = readPolicyResults(text, `Events of a Pulumi run, given as a file`);
  if (results !== undefined && (results.packs.length > 0 || results.violations.length > 0)) return results;
  throw new UserError([
    `--policy-results: ${file} holds no events of a run with a policy pack. Make it with "pulumi policy analyze --policy-pack <folder> --json", ` +
      'or with "pulumi preview --policy-pack <folder> --event-log <file>" and PULUMI_DEBUG_COMMANDS=true.',
  ]);
}

/** Judges the stack's state as it is stored: no program runs and no provider is asked. */
async function analyze(
  options: StackOptions,
  packs: readonly string[],
  configs: readonly string[],
): Promise<PolicyPicture> {
  // Pulumi would take a path from the project's folder, where --cwd names another one than this.
  const folders = packs.flatMap((pack) => ["--policy-pack", resolve(pack)]);
  const settings = configs.flatMap((config) => ["--policy-pack-config", resolve(config)]);
  const args = [
    "policy",
    "analyze",
    "--json",
    ...folders,
    ...settings,
    ...stackArguments(options),
    "--non-interactive",
  ];
  const what = `${describeStack(options)} could not be judged by ${packs.join(" and ")}`;
  const { stdout, failure } = await runToEnd(args);
  const results = readPolicyResults(stdout, "The stack's state, judged when this report was made");
  // Where a mandatory policy is violated, pulumi fails, but not before it has told all.
  if (results?.complete === true) return results;
  throw new UserError([
    `${what}: ${failure ?? "pulumi wrote no results; update the pulumi command (3.249 or newer)."}`,
  ]);
}

async function runToEnd(args: readonly string[]): Promise<{ readonly stdout: string; readonly failure?: string }> {
  try {
    return await promisify(execFile)("pulumi", [...args], { maxBuffer: 64 * 1024 * 1024 });
  } catch (error) {
    const { code, stdout = "", stderr = "" } = error as { code?: unknown; stdout?: string; stderr?: string };
    if (code === "ENOENT") return { stdout, failure: "there is no pulumi command on the PATH; install Pulumi" };
    return { stdout, failure: stderr.trim() };
  }
}
