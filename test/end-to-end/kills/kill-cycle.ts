import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { checkout } from "../../../local/checkout";
import type { LoggedRequest } from "../../../local/tenant/request-log";
import { readInterruptedState } from "../../../model/interrupted-state";
import { runCommand } from "../../cli/command-process";
import type { Finished } from "../engine";
import { createWorkspace, type StackConfig, type Workspace } from "../stack-workspace";
import { compareContents, readContent, type TenantContent } from "./tenant-content";

/** A write of a run. Its position in the run differs from run to run, so its request and how many like it came before name it. */
export interface Write {
  /** Method and path, such as `PATCH /beta/groups/{id}`. */
  readonly request: string;
  /** Counts the writes with the same request, from 1. */
  readonly nth: number;
}

/** Where a run is killed: when the tenant has carried out this write. */
export interface Kill extends Write {
  readonly moment: Moment;
}

/** Whether the answer to the write still reaches the provider. `unanswered` runs one operation at a time, so that each write
 *  has a kill of its own; `answered` runs as many as Pulumi does by itself, so that a kill hits several at once. */
export const moments = ["unanswered", "answered"] as const;
export type Moment = (typeof moments)[number];

/** What the runs after a kill did. */
export interface Outcome extends Kill {
  /** Whether a creation of azuread was pending, so that `lookout-intune recover` had to run. */
  readonly recovered: boolean;
  /** What was not as it should be; empty if all was. */
  readonly problems: readonly string[];
  readonly seconds: number;
}

/** A run that nobody killed: what the others have to arrive at. */
export interface CleanRun {
  readonly empty: TenantContent;
  readonly complete: TenantContent;
  readonly writes: readonly Write[];
}

const longestProblem = 600;

const up = ["up", "--yes", "--skip-preview"] as const;

/** The stack `local` of this repository: gateway mode, with every component. */
function localStackConfig(): StackConfig {
  const file = readFileSync(join(checkout.root, "Pulumi.local.yaml"), "utf8");
  return (parse(file) as { readonly config: StackConfig }).config;
}

/** Runs the whole local stack up once. */
export function runClean(moment: Moment): Promise<CleanRun> {
  return inWorkspace(async (workspace) => {
    const empty = readContent(workspace.tenant);
    succeeded("up", await workspace.pulumi([...up, ...parallelism(moment)]));
    return { empty, complete: readContent(workspace.tenant), writes: writesIn(workspace.writesAfter(0)) };
  });
}

/** Kills a run at a write, runs it again to the end, compares, destroys, and compares again. */
export async function runKill(kill: Kill, clean: CleanRun | Promise<CleanRun>): Promise<Outcome> {
  const started = Date.now();
  const problems: string[] = [];
  const recovered = await inWorkspace(async (workspace) => {
    await killAtWrite(workspace, kill);
    const isRecovered = await recoverCreations(workspace, problems);
    check(problems, "the next up", await workspace.pulumi(up));
    const { complete, empty } = await clean;
    compare(problems, "after the next up", complete, readContent(workspace.tenant));
    check(problems, "the preview", await workspace.pulumi(["preview", "--expect-no-changes"]));
    check(problems, "destroy", await workspace.pulumi(["destroy", "--yes", "--skip-preview"]));
    compare(problems, "after destroy", empty, readContent(workspace.tenant));
    return isRecovered;
  }).catch((error: unknown) => {
    problems.push(shorten(String(error)));
    return false;
  });
  return { ...kill, recovered, problems, seconds: Math.round((Date.now() - started) / 1000) };
}

async function inWorkspace<T>(act: (workspace: Workspace) => Promise<T>): Promise<T> {
  const workspace = await createWorkspace(undefined, { connectorDelayMs: 0 });
  try {
    workspace.configure(localStackConfig());
    return await act(workspace);
  } finally {
    await workspace.dispose();
  }
}

/** Starts an update and kills everything that it started as soon as the tenant has logged the write. */
export async function killAtWrite(
  workspace: Pick<Workspace, "controls" | "start" | "pulumi" | "writesAfter" | "tenant">,
  { request, nth, moment }: Kill,
): Promise<void> {
  const before = workspace.tenant.requests().length;
  if (moment === "unanswered") {
    const [method = "", path = ""] = request.split(" ");
    const pattern = `^${path.replaceAll(/[.?]/g, String.raw`\$&`).replaceAll("{id}", "[^/?]+")}(\\?|$)`;
    const kind = { is: "hang", when: "after" };
    await workspace.controls.put("/faults", [{ method, path: pattern, after: nth - 1, times: 1, kind }]);
  }
  const running = workspace.start([...up, ...parallelism(moment)]);
  let ended: Finished | undefined;
  void running.finished.then((finished) => (ended = finished));
  const isDone = (write: Write) => write.request === request && write.nth === nth;
  while (!writesIn(workspace.writesAfter(before)).some(isDone)) {
    if (ended !== undefined) throw new Error(`the update ended before ${request}:\n${ended.output}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await running.kill();
  await workspace.controls.delete("/faults");
  succeeded("cancel", await workspace.pulumi(["cancel", "--yes"]));
}

function writesIn(requests: readonly LoggedRequest[]): Write[] {
  const counts = new Map<string, number>();
  return requests.map(({ method, path }) => {
    const request = `${method} ${path.replace(/\?.*/, "").replaceAll(/(?<=\/)(T_)?[0-9a-f-]{36}(?=\/|$)/g, "{id}")}`;
    const nth = (counts.get(request) ?? 0) + 1;
    counts.set(request, nth);
    return { request, nth };
  });
}

/** Runs `lookout-intune recover` where the program would ask for it. */
async function recoverCreations(workspace: Workspace, problems: string[]): Promise<boolean> {
  const state = readInterruptedState(JSON.parse(await workspace.state()));
  const isAsked = state?.operations.some(
    ({ operation, type, urn }) => operation === "creating" && type.startsWith("azuread:") && !state.ids.has(urn),
  );
  if (isAsked !== true) return false;
  const args = ["recover", "--yes", "--stack", "test", "--cwd", workspace.folder];
  const { code, stdout, stderr } = await runCommand(args, workspace.env);
  check(problems, "lookout-intune recover", { code, output: stdout + stderr });
  return true;
}

function parallelism(moment: Moment): readonly string[] {
  return moment === "unanswered" ? ["--parallel", "1"] : [];
}

function succeeded(what: string, { code, output }: Finished): void {
  if (code !== 0) throw new Error(`${what} failed:\n${output}`);
}

function check(problems: string[], what: string, { code, output }: Finished): void {
  if (code === 0) return;
  const reported = output.split("\n").filter((line) => /error|^ *[~+-] /i.test(line));
  problems.push(shorten(`${what} failed: ${reported.join(" ").replaceAll(/\s+/g, " ")}`));
}

function compare(problems: string[], when: string, expected: TenantContent, actual: TenantContent): void {
  const { missing, surplus } = compareContents(expected, actual);
  problems.push(...missing.map((line) => shorten(`${when} the tenant lacks ${line}`)));
  problems.push(...surplus.map((line) => shorten(`${when} the tenant has also ${line}`)));
}

/** The beginning, which is enough to find the cause. */
function shorten(text: string): string {
  return text.length <= longestProblem ? text : `${text.slice(0, longestProblem)}…`;
}
