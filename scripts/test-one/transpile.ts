import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { build } from "esbuild";

/** What the compiler remembers of its last build, by which it leaves out what has not changed since. */
const compilerMemory = ["dist/.package.tsbuildinfo", "dist/.test.tsbuildinfo"];

/** TypeScript that Pulumi runs as it is, and what is no source of ours. */
const notCompiled = /^(dist|examples|node_modules)$|^\./;

/** The sources that are compiled to `dist/`, as paths in the checkout. */
export function listSources(root: string): string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter(({ name }) => !notCompiled.test(name))
    .flatMap((entry) => {
      if (!entry.isDirectory()) return [entry.name];
      const inside = readdirSync(join(root, entry.name), { recursive: true, encoding: "utf8" });
      return inside.map((file) => join(entry.name, file).replaceAll("\\", "/"));
    })
    .filter((file) => /(?<!\.d)\.ts$/.test(file) && !file.includes("node_modules/"));
}

/** Brings `dist/` up to date without a look at types: a second where the compiler takes half a minute. Gives what was written anew. */
export async function transpileChanged(root: string, sources: readonly string[]): Promise<string[]> {
  const changed = sources.filter((file) => {
    const output = timeOf(join(root, "dist", file.replace(/\.ts$/, ".js")));
    return output === undefined || (timeOf(join(root, file)) ?? 0) > output;
  });
  if (changed.length === 0) return [];
  // The compiler knows sources, not what became of them: once one is back as it was, the next build would leave our output there.
  for (const file of compilerMemory) rmSync(join(root, file), { force: true });
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [...changed],
    outdir: "dist",
    outbase: ".",
    platform: "node",
    format: "cjs",
    target: "node22",
    sourcemap: true,
    logLevel: "error",
    write: false,
  });
  for (const { path, contents } of outputFiles) replaceFile(path, contents);
  return changed;
}

/** All at once, as another run may be loading the file. */
function replaceFile(path: string, contents: Uint8Array): void {
  const beside = `${path}.${process.pid}`;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(beside, contents);
  renameSync(beside, path);
}

function timeOf(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs;
}
