import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { checkout } from "../checkout";
import { missingTools } from "./bin-folder";
import { pinnedCliVersion } from "./pinned";
import { buildRecipe } from "./go-build";
import { dynamicProviderScript } from "./sdk";

const unfinishedPrefix = ".making-";
const unfinishedKeptMs = 24 * 60 * 60 * 1000;

/** Where toolchains are kept, outside every checkout. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  const base = env.XDG_CACHE_HOME;
  return join(base === undefined || base === "" ? join(homedir(), ".cache") : base, "pulumi-lookout-intune");
}

/** Name of the folder that fits this checkout. It changes with whatever the toolchain is made from, the SDK's own script
 *  included, so that an upgrade never meets an older copy. */
export function toolchainKey(): string {
  const hash = createHash("sha256");
  for (const folder of Object.values(checkout.goModules)) {
    for (const file of ["go.mod", "go.sum"]) hash.update(readFileSync(join(folder, file)));
  }
  hash.update(readFileSync(dynamicProviderScript()));
  hash.update(JSON.stringify(buildRecipe()));
  return `${pinnedCliVersion()}-${process.platform}-${process.arch}-${hash.digest("hex").slice(0, 12)}`;
}

/** The `bin` folder of a finished toolchain; undefined when there is none. */
export function finishedToolchain(cache: string, key: string): string | undefined {
  const bin = join(cache, key, "bin");
  return missingTools(bin).length === 0 ? bin : undefined;
}

/** Makes a toolchain in a folder of its own and moves it into place in one step, so that nobody ever sees half of one. Two
 *  makers do not disturb each other: the first to finish wins, the other's work is dropped. */
export async function makeToolchain(
  cache: string,
  key: string,
  make: (root: string) => Promise<void>,
): Promise<string> {
  mkdirSync(cache, { recursive: true });
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
  const place = join(cache, key);
  const alreadyThere = finishedToolchain(cache, key);
  if (alreadyThere !== undefined) return alreadyThere;
  // Somebody removed files by hand: what is left is no toolchain, and a folder that is not empty cannot be renamed over.
  if (existsSync(place)) renameSync(place, mkdtempSync(join(cache, unfinishedPrefix)));
  try {
    renameSync(unfinished, place);
  } catch (error) {
    if (finishedToolchain(cache, key) === undefined) throw error;
  }
  return join(place, "bin");
}

/** What was left by makers that were killed. */
function removeAbandoned(cache: string): void {
  for (const name of readdirSync(cache).filter((entry) => entry.startsWith(unfinishedPrefix))) {
    const folder = join(cache, name);
    if (Date.now() - statSync(folder).mtimeMs > unfinishedKeptMs) rmSync(folder, { recursive: true, force: true });
  }
}
