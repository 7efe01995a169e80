import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { unreadable } from "../file-error";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";
import type { LookupResult } from "../live/lookup-result";
import { stackArguments, describeStack, type StackOptions } from "../stack/stack-options";
import type { PolicyOverview } from "./data";
import { readPolicyResults } from "./policy-results";

/** Sources of the policy results. */
export interface PolicyOptions extends StackOptions {
  /** Folders of policy packs to evaluate on the stack's state. */
  readonly policyPack?: readonly string[];
  /** Config file of each pack, in the same order. */
  readonly policyPackConfig?: readonly string[];
  /** An event log of the engine. */
  readonly policyResults?: string;
}

export const howToGetPolicyResults =
  "No policy results were given. Evaluate a pack on the stack's state with --policy-pack, or pass the results of a run " +
  "with --policy-results.";

/** Loads the results from a file, or evaluates the packs on the stack's state. Throws if that fails. */
export async function loadPolicyResults(options: PolicyOptions): Promise<LookupResult<PolicyOverview>> {
  const { policyPack = [], policyPackConfig = [], policyResults } = options;
  if (policyResults !== undefined) return { value: readResultsFile(policyResults) };
  if (policyPack.length === 0) {
    if (policyPackConfig.length > 0) throw new UserError(["--policy-pack-config requires --policy-pack."]);
    return { failure: howToGetPolicyResults };
  }
  return { value: await analyze(options, policyPack, policyPackConfig) };
}

function readResultsFile(file: string): PolicyOverview {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw unreadable(`--policy-results: ${file}`, error);
  }
  const results = readPolicyResults(text, `Event log of a Pulumi run`);
  if (results !== undefined && (results.packs.length > 0 || results.violations.length > 0)) return results;
  throw new UserError([
    `--policy-results: ${file} contains no events of a run with a policy pack. Create it with "pulumi policy analyze --policy-pack <folder> --json", ` +
      'or with "pulumi preview --policy-pack <folder> --event-log <file>" and PULUMI_DEBUG_COMMANDS=true.',
  ]);
}

/** Evaluates the packs on the stored state. Runs neither the program nor a provider. */
async function analyze(
  options: StackOptions,
  packs: readonly string[],
  configs: readonly string[],
): Promise<PolicyOverview> {
  // Pulumi resolves relative paths from the project's folder, which --cwd can change.
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
  const what = `${describeStack(options)} could not be evaluated with ${packs.join(" and ")}`;
  const { stdout, failure } = await runToEnd(args);
  const results = readPolicyResults(stdout, "The stack's state, evaluated for this report");
  // Pulumi exits with an error after a mandatory violation, but it has written all results by then.
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
    if (code === "ENOENT") return { stdout, failure: "the pulumi command is not on the PATH; install Pulumi" };
    return { stdout, failure: stderr.trim() };
  }
}
