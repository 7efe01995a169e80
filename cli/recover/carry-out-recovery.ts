import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { GraphClient } from "pulumi-lookout-intune/internal/clients/graph/graph-client";
import { getNamedGroup } from "pulumi-lookout-intune/internal/clients/graph/entra-groups";
import { renameGroup } from "pulumi-lookout-intune/internal/clients/graph/interrupted-groups";
import { runPulumiCommand } from "pulumi-lookout-intune/internal/clients/pulumi-command";
import type { InterruptedState } from "pulumi-lookout-intune/internal/model/interrupted-state";
import { waitFor } from "pulumi-lookout-intune/internal/resources/provider/wait";
import { describeStack, stackArguments, type StackOptions } from "../stack/stack-options";
import type { Recovery } from "./recovery";

type Import = Extract<Recovery, { action: "import" }>;

/** Carries the plan out: records what was found, gives groups their names, then drops the pending operations.
 *
 *  The import comes first, because it takes the stack's lock: while another run works on the stack, nothing is changed. Each
 *  later step can be repeated, so a recovery that is killed can be started again. */
export async function carryOut(
  recoveries: readonly Recovery[],
  state: InterruptedState,
  graph: GraphClient,
  options: StackOptions,
): Promise<void> {
  const imports = recoveries.filter((recovery): recovery is Import => recovery.action === "import");
  await importIntoState(
    imports.filter(({ recorded }) => !recorded),
    options,
  );
  for (const { found, rename } of imports) {
    if (rename !== undefined) await renameUntilShown(graph, found.id, rename);
  }
  await clearOperations(recoveries, state, options);
}

async function importIntoState(imports: readonly Import[], options: StackOptions): Promise<void> {
  if (imports.length === 0) return;
  const folder = mkdtempSync(join(tmpdir(), "lookout-intune-recover-"));
  try {
    const file = join(folder, "import.json");
    writeFileSync(file, JSON.stringify(importFile(imports)), { mode: 0o600 });
    const args = ["import", "--file", file, "--protect=false", "--generate-code=false", ...confirmed(options)];
    await runPulumiCommand(args, `Nothing could be imported into ${describeStack(options)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The file of `pulumi import`. Its table of names knows parents and providers by their URNs.
 *  Source: https://www.pulumi.com/docs/iac/guides/migration/import/ */
function importFile(imports: readonly Import[]) {
  const urns = imports.flatMap(({ operation: { parent, provider } }) => [parent, provider]);
  return {
    nameTable: Object.fromEntries(urns.flatMap((urn) => (urn === undefined ? [] : [[urn, urn]]))),
    resources: imports.map(({ operation: { type, name, parent, provider, inputs }, id }) => ({
      type,
      name,
      id,
      parent,
      provider,
      // No service stores this setting, so the provider cannot read it.
      ...(typeof inputs.preventDuplicateNames === "boolean" && {
        inputs: { preventDuplicateNames: inputs.preventDuplicateNames },
      }),
    })),
  };
}

/** Waits until Entra shows the name, so that the next read does not record the temporary one. */
async function renameUntilShown(graph: GraphClient, id: string, displayName: string): Promise<void> {
  await renameGroup(graph, id, displayName);
  await waitFor(
    `Entra to show the name ${displayName}`,
    () => getNamedGroup(graph, id),
    (group) => group?.displayName === displayName,
  );
}

/** Pulumi drops pending operations in a refresh. The refresh reads only what was imported, updated or deleted; the stack itself
 *  stands for nothing at all. */
async function clearOperations(
  recoveries: readonly Recovery[],
  { root }: InterruptedState,
  options: StackOptions,
): Promise<void> {
  const read = recoveries.flatMap(({ action, operation: { urn } }) =>
    action === "import" || action === "refresh" ? [urn] : [],
  );
  const whole = root === undefined ? [] : [root];
  const targets = (read.length > 0 ? read : whole).flatMap((urn) => ["--target", urn]);
  const args = ["refresh", "--clear-pending-creates", ...targets, ...confirmed(options)];
  await runPulumiCommand(args, `The pending operations of ${describeStack(options)} could not be cleared`);
}

function confirmed(options: StackOptions): string[] {
  const file = options.configFile === undefined ? [] : ["--config-file", options.configFile];
  return ["--yes", "--skip-preview", ...stackArguments(options), ...file];
}
