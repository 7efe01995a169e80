import { spawnSync } from "node:child_process";
import { realpathSync } from "node:fs";
import { dirname } from "node:path";
import type { Print } from "../output";
import { missingTools, onSearchPath } from "./bin-folder";
import { cacheFolder, finishedToolchain, makeToolchain, toolchainKey } from "./cache";
import { parseCliVersion, reasonAgainst } from "./cli-version";
import { buildFromModules } from "./go-build";
import { cliName } from "./checksums";
import { describeComparison, install, reasonAgainstDownload } from "./installer";
import { pinnedCliVersion } from "./pinned";

const versionTimeoutMs = 30_000;

/** A Pulumi CLI with what it needs beside it. */
export interface Toolchain {
  /** Folder that goes first on PATH. */
  readonly bin: string;
  readonly cliVersion: string;
  /** Its source, for people. */
  readonly origin: string;
}

/** A source of toolchains. */
export interface Source {
  /** The toolchain, or why this source has none; undefined if that is not worth a message. */
  find(): Promise<Toolchain | { readonly reason?: string }>;
}

/** Sources in order: PATH, cache, official installer, build from Go modules. */
export function sources(print: Print, env: NodeJS.ProcessEnv = process.env): Source[] {
  const cache = cacheFolder(env);
  const key = toolchainKey();
  const made = (bin: string, origin: string): Toolchain => ({ bin, cliVersion: pinnedCliVersion(), origin });
  return [
    { find: () => Promise.resolve(findOnPath(print, env)) },
    {
      find: () => {
        const bin = finishedToolchain(cache, key);
        return Promise.resolve(bin === undefined ? {} : made(bin, "cached"));
      },
    },
    {
      find: async () => {
        const reason = await reasonAgainstDownload();
        if (reason !== undefined) return { reason: `The official installer is of no use here: ${reason}.` };
        try {
          const comparison = describeComparison({ name: cliName, version: pinnedCliVersion() });
          return made(await makeToolchain(cache, key, install), `official release, ${comparison}`);
        } catch (error) {
          return { reason: `The official installer failed: ${firstLine(error)}` };
        }
      },
    },
    {
      find: async () =>
        made(
          await makeToolchain(cache, key, (root) => buildFromModules(root, print, env)),
          "built from its Go modules",
        ),
    },
  ];
}

/** The first source's toolchain. The last source throws if it has none. */
export async function findToolchain(from: readonly Source[], print: Print): Promise<Toolchain> {
  for (const source of from) {
    const found = await source.find();
    if ("bin" in found) return found;
    if (found.reason !== undefined) print(`  ${found.reason}`);
  }
  throw new Error("No source has a Pulumi toolchain.");
}

function findOnPath(print: Print, env: NodeJS.ProcessEnv): Toolchain | { readonly reason?: string } {
  for (const cli of onSearchPath("pulumi", env)) {
    const version = parseCliVersion(printedVersion(cli, env));
    const reason = version === undefined ? "it does not print its version" : reasonAgainst(version);
    // A package manager may link the CLI alone into a folder of PATH; the rest lies beside the real file.
    const bin = [dirname(cli), dirname(realpathSync(cli))].find((folder) => missingTools(folder).length === 0);
    if (version !== undefined && reason === undefined && bin !== undefined) {
      return { bin, cliVersion: version.version, origin: "on PATH" };
    }
    print(`  ${cli} is passed over: ${reason ?? `${missingTools(dirname(cli)).join(" and ")} not beside it`}.`);
  }
  return {};
}

function printedVersion(cli: string, env: NodeJS.ProcessEnv): string {
  const run = spawnSync(cli, ["version"], {
    encoding: "utf8",
    timeout: versionTimeoutMs,
    env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
  });
  return run.error === undefined ? run.stdout : "";
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).trim().split("\n")[0] ?? "";
}
