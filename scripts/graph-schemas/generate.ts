import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { comparedTypes } from "../../local/tenant/graph/lacked-by-types";
import type { GraphVersion } from "../../model/graph-type";
import { servedTypes } from "./served-types";

/** Derives a JSON Schema for each served type and version of Graph from Microsoft's published TypeScript types. */
const outputDirectory = resolve(__dirname, "../../local/tenant/graph/schemas");
const stampFile = join(outputDirectory, "made-from.txt");
/** The compiled list of what the types lack, which makes the schemas as this folder does. */
const lackedFile = resolve(__dirname, "../../local/tenant/graph/lacked-by-types.js");
const packages = Object.entries(comparedTypes.packages) as [GraphVersion, { readonly name: string }][];

async function main(): Promise<void> {
  const stamp = describeSources();
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;

  rmSync(outputDirectory, { recursive: true, force: true });
  // Load it only here, because the compiler is slow to load.
  const { GraphDeclarations } = await import("./declarations.js");
  const { schemaOfEntity, odataName } = await import("./schema-builder.js");
  const { addLacked } = await import("./lacked.js");
  for (const [version, { name: packageName }] of packages) {
    mkdirSync(join(outputDirectory, version), { recursive: true });
    const graph = new GraphDeclarations(join(packageDirectory(packageName), "microsoft-graph.d.ts"));
    for (const served of servedTypes) {
      const schema = schemaOfEntity(graph, served);
      if (schema === undefined) continue;
      writeFileSync(
        join(outputDirectory, version, `${odataName(served.name)}.json`),
        JSON.stringify(addLacked(version, schema)),
      );
    }
  }
  // Write it last, so that an interrupted run does not count as complete.
  writeFileSync(stampFile, stamp);
}

function describeSources(): string {
  const generator = createHash("sha256");
  const files = readdirSync(__dirname).filter((name) => name.endsWith(".js"));
  for (const file of [...files.map((name) => join(__dirname, name)), lackedFile]) generator.update(readFileSync(file));
  const versions = packages.map(([, { name }]) => `${name} ${packageVersion(name)}`);
  return [...versions, `generator ${generator.digest("hex")}`, ""].join("\n");
}

function packageDirectory(name: string): string {
  return join(require.resolve(`${name}/package.json`), "..");
}

function packageVersion(name: string): string {
  const { version } = JSON.parse(readFileSync(join(packageDirectory(name), "package.json"), "utf8")) as {
    version: string;
  };
  return version;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
