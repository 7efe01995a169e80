import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { servedTypes } from "./served-types";

/** Derives a JSON Schema for each served type and version of Graph from Microsoft's published TypeScript types. */
const outputDirectory = resolve(__dirname, "../../local/tenant/graph/schemas");
const stampFile = join(outputDirectory, "made-from.txt");
const packages = {
  "v1.0": "@microsoft/microsoft-graph-types",
  beta: "@microsoft/microsoft-graph-types-beta",
} as const;

async function main(): Promise<void> {
  const stamp = whatTheyAreMadeFrom();
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;

  rmSync(outputDirectory, { recursive: true, force: true });
  // Loaded here only: the compiler takes longer to load than the rest takes to run.
  const { GraphDeclarations } = await import("./declarations.js");
  const { schemaOfEntity, odataName } = await import("./schema-builder.js");
  for (const [version, packageName] of Object.entries(packages)) {
    mkdirSync(join(outputDirectory, version), { recursive: true });
    const graph = new GraphDeclarations(join(packageDirectory(packageName), "microsoft-graph.d.ts"));
    for (const served of servedTypes) {
      const schema = schemaOfEntity(graph, served);
      if (schema === undefined) continue;
      writeFileSync(join(outputDirectory, version, `${odataName(served.name)}.json`), JSON.stringify(schema));
    }
  }
  // Written last, so that a run that was cut short is not taken for a finished one.
  writeFileSync(stampFile, stamp);
}

function whatTheyAreMadeFrom(): string {
  const generator = createHash("sha256");
  for (const file of readdirSync(__dirname).filter((name) => name.endsWith(".js"))) {
    generator.update(readFileSync(join(__dirname, file)));
  }
  const versions = Object.values(packages).map((name) => `${name} ${packageVersion(name)}`);
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
