import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { checkout } from "../checkout";
import { missingTools } from "./bin-folder";
import { pinnedCliVersion } from "./pinned";
import { buildRecipe } from "./go-build";
import { dynamicProviderScript } from "./sdk";
import { makePrivateFolder } from "../private-folder";

const unfinishedPrefix = ".making-";
const unfinishedKeptMs = 24 * 60 * 60 * 1000;

/** Folder of cached toolchains, outside of all checkouts. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  const base = env.XDG_CACHE_HOME;
  return join(base === undefined || base === "" ? join(homedir(), ".cache") : base, "pulumi-lookout-intune");
}

/** Name of the folder that fits this checkout. It changes with all inputs of the toolchain, including the SDK's script,
 *  so that an upgrade never uses an older copy. */
export function toolchainKey(): string {
  const hash = createHash("sha256");
  for (const folder of Object.values(checkout.goModules)) {
    for (const file of ["go.mod", "go.sum"]) hash.update(readFileSync(join(folder, file)));
  }
  hash.update(readFileSync(dynamicProviderScript()));
  hash.update(JSON.stringify(buildRecipe()));
  return `${pinnedCliVersion()}-${process.platform}-${process.arch}-${hash.digest("hex").slice(0, 12)}`;
}

/** The `bin` folder of a finished toolchain; undefined if there is none. */
export function finishedToolchain(cache: string, key: string): string | undefined {
  const bin = join(cache, key, "bin");
  return missingTools(bin).length === 0 ? bin : undefined;
}

/** Builds a toolchain in a temporary folder and renames it, so that it is never incomplete. Concurrent builds are safe: the first
 *  to finish wins, and the other is discarded. */
export async function makeToolchain(
  cache: string,
  key: string,
  make: (root: string) => Promise<void>,
): Promise<string> {
  makePrivateFolder(cache);
  removeAbandoned(cache);
  const unfinished = mkdtempSync(join(cache, unfinishedPrefix));
  try {
    await make(unfinished);
    const missing = missingTools(join(unfinished, "bin"));
    if (missing.length > 0) throw new Error(`The new toolchain lacks ${missing.join(", ")}.`);
    return moveIntoPlace(unfinished, cache, key);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

function moveIntoPlace(unfinished: string, cache: string, key: string): string {
  const entry = join(cache, key);
  const alreadyThere = finishedToolchain(cache, key);
  if (alreadyThere !== undefined) return alreadyThere;
  // Files were removed by hand. Remove the rest, because a rename cannot replace a folder that is not empty.
  if (existsSync(entry)) renameSync(entry, mkdtempSync(join(cache, unfinishedPrefix)));
  try {
    renameSync(unfinished, entry);
  } catch (error) {
    if (finishedToolchain(cache, key) === undefined) throw error;
  }
  return join(entry, "bin");
}

/** Temporary folders of killed builds. */
function removeAbandoned(cache: string): void {
  for (const name of readdirSync(cache).filter((entry) => entry.startsWith(unfinishedPrefix))) {
    const folder = join(cache, name);
    if (Date.now() - statSync(folder).mtimeMs > unfinishedKeptMs) rmSync(folder, { recursive: true, force: true });
  }
}
