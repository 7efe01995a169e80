import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { build } from "esbuild";

/** What the compiler remembers of its last build, by which it leaves out what has not changed since. */
const compilerMemory = ["dist/.package.tsbuildinfo", "dist/.test.tsbuildinfo", "cli/dist/.tsbuildinfo"];

/** What is compiled to a folder: the command is a package of its own. */
interface Project {
  readonly base: string;
  readonly output: string;
}
const command: Project = { base: "cli", output: "cli/dist" };
const everythingElse: Project = { base: ".", output: "dist" };

/** TypeScript that Pulumi runs as it is, and what is no source of ours. */
const notCompiled = /^(dist|examples|node_modules)$|^\./;

/** The sources that are compiled, as paths in the checkout. */
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

/** Brings what is compiled up to date without a look at types: a second where the compiler takes half a minute. Gives what was
 *  written anew. */
export async function transpileChanged(root: string, sources: readonly string[]): Promise<string[]> {
  const changed = sources.filter((file) => {
    const { base, output } = projectOf(file);
    const written = timeOf(join(root, output, relative(base, file).replace(/\.ts$/, ".js")));
    return written === undefined || (timeOf(join(root, file)) ?? 0) > written;
  });
  if (changed.length === 0) return [];
  // The compiler knows sources, not what became of them: once one is back as it was, the next build would leave our output there.
  for (const file of compilerMemory) rmSync(join(root, file), { force: true });
  for (const project of [command, everythingElse]) {
    const entryPoints = changed.filter((file) => projectOf(file) === project);
    if (entryPoints.length > 0) await transpile(root, project, entryPoints);
  }
  return changed;
}

async function transpile(root: string, { base, output }: Project, entryPoints: string[]): Promise<void> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints,
    outdir: output,
    outbase: base,
    platform: "node",
    format: "cjs",
    target: "node22",
    sourcemap: true,
    logLevel: "error",
    write: false,
  });
  for (const { path, contents } of outputFiles) replaceFile(path, contents);
}

function projectOf(file: string): Project {
  return file.startsWith(`${command.base}/`) ? command : everythingElse;
}

/** All at once, as another run may be loading the file. npm has made the command's executable, which it stays. */
function replaceFile(path: string, contents: Uint8Array): void {
  const beside = `${path}.${process.pid}`;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(beside, contents, { mode: statSync(path, { throwIfNoEntry: false })?.mode });
  renameSync(beside, path);
}

function timeOf(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs;
}
