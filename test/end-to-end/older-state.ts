import { randomBytes } from "node:crypto";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { checkout } from "../../local/checkout";
import { scratchFolder } from "./engine";
import { openWorkspace, type StackConfig, type Workspace } from "./stack-workspace";

/** A stack and its tenant as an older release left them. */
export interface OlderState {
  readonly workspace: Workspace;
  /** The stack's config at that time. */
  readonly config: StackConfig;
  /** The stack's outputs at that time. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** Opens a fixture of `scripts/state-fixture.ts` for the code of today. */
export async function openOlderState(name: string, mode: "gateway" | "console"): Promise<OlderState> {
  const fixture = join(checkout.root, "test", "fixtures", name, mode);
  const folder = scratchFolder("older-state");
  const stateFolder = join(folder, "tenant");
  cpSync(join(fixture, "tenant"), stateFolder, { recursive: true });
  addCredentials(join(stateFolder, "identity.json"));
  const project = { name: "lookout-intune", runtime: "nodejs", main: join(checkout.root, "stack", "index.ts") };
  writeFileSync(join(folder, "Pulumi.yaml"), stringify(project));
  const workspace = await openWorkspace(folder, { stateFolder }, false);

  const file = join(folder, "state.json");
  // The workspace's stack has a name of its own.
  const state = readFileSync(join(fixture, "state.json"), "utf8")
    .replaceAll(/urn:pulumi:[^:]+::/g, "urn:pulumi:test::")
    .replaceAll(/(pulumi:pulumi:Stack::lookout-intune)-[^"]+/g, "$1-test");
  writeFileSync(file, state);
  const { code, output } = await workspace.pulumi(["stack", "import", "--file", file]);
  if (code !== 0) throw new Error(output);
  const { config } = parse(readFileSync(join(fixture, "config.yaml"), "utf8")) as { config: StackConfig };
  return { workspace, config, outputs: outputsIn(state) };
}

/** A tenant makes its credentials when it makes its ids, which here are there already. */
function addCredentials(file: string): void {
  const ids = JSON.parse(readFileSync(file, "utf8")) as object;
  const clientSecret = `local~${randomBytes(24).toString("base64url")}`;
  const lookoutApplicationKey = `local.${randomBytes(96).toString("base64url")}`;
  writeFileSync(file, JSON.stringify({ ...ids, clientSecret, lookoutApplicationKey }));
}

function outputsIn(state: string): Record<string, unknown> {
  const { deployment } = JSON.parse(state) as {
    deployment: { resources: { type: string; outputs?: Record<string, unknown> }[] };
  };
  return deployment.resources.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs ?? {};
}

/** One thing that a preview would do. */
export interface PlannedStep {
  readonly op: string;
  readonly name: string;
}

/** What a preview would do to resources, by name, but leave them as they are. Providers follow the versions of their SDKs. */
export async function planOf(workspace: Workspace): Promise<PlannedStep[]> {
  return (await previewOf(workspace))
    .filter(({ op, urn }) => op !== "same" && !urn.includes("::pulumi:providers:"))
    .map(({ op, urn }) => ({ op, name: urn.split("::").at(-1) ?? "" }))
    .toSorted((a, b) => a.name.localeCompare(b.name, "en"));
}

/** The groups to which resources are assigned before and after a preview's update, by the resource's name. */
export async function assignmentsIn(
  workspace: Workspace,
  ...options: string[]
): Promise<Record<"before" | "after", Record<string, unknown>>> {
  const steps = await previewOf(workspace, ...options);
  const assigned = (state: "oldState" | "newState") =>
    Object.fromEntries(
      steps.flatMap(({ urn, [state]: resource }) => {
        const { includedGroupIds, enrollmentGroupNames, conditions } = resource?.inputs ?? {};
        const groups = includedGroupIds ?? enrollmentGroupNames ?? conditions?.users.includedGroups;
        return groups === undefined ? [] : [[urn.split("::").at(-1) ?? "", groups] as const];
      }),
    );
  return { before: assigned("oldState"), after: assigned("newState") };
}

interface Assigned {
  readonly inputs?: {
    readonly includedGroupIds?: unknown;
    readonly enrollmentGroupNames?: unknown;
    readonly conditions?: { readonly users: { readonly includedGroups: unknown } };
  };
}

interface PreviewedStep {
  readonly op: string;
  readonly urn: string;
  readonly oldState?: Assigned;
  readonly newState?: Assigned;
}

async function previewOf(workspace: Workspace, ...options: string[]): Promise<readonly PreviewedStep[]> {
  const { code, output } = await workspace.pulumi(["preview", "--json", ...options]);
  if (code !== 0) throw new Error(output);
  return (JSON.parse(output.slice(output.indexOf("{\n"))) as { steps: PreviewedStep[] }).steps;
}
