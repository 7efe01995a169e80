import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { checkout } from "../local/checkout";

/** What installs, builds and runs write. */
const notSources = ["node_modules", "dist"];

/** An entry of a folder has the name that programs look for. A rule's fixture has the rule's name. */
const conventions = [/(^|\/)index\.ts$/, /^test\/policies\/fixtures\//];

describe("the names of files", () => {
  it("are different for any two sources, so that an editor's tab identifies the file", () => {
    assert.deepEqual(sameNames(sources(checkout.root)), []);
  });

  it("are the same only for entries, and for a rule and its fixture", () => {
    assert.deepEqual(
      sameNames([
        "index.ts",
        "stack/index.ts",
        "policies/rules/groups-protected.ts",
        "test/policies/fixtures/groups-protected.ts",
        "cli/report.ts",
        "cli/drift/report.ts",
        "test/cli/report.test.ts",
        "model/groups-protected.ts",
      ]),
      ["policies/rules/groups-protected.ts, model/groups-protected.ts", "cli/report.ts, cli/drift/report.ts"],
    );
  });
});

/** Files that have the same name, against the conventions. */
function sameNames(files: readonly string[]): string[] {
  const named = files.filter((file) => !conventions.some((convention) => convention.test(file)));
  return [...new Set(named.map((file) => basename(file)))]
    .map((name) => named.filter((file) => basename(file) === name))
    .filter((same) => same.length > 1)
    .map((same) => same.join(", "));
}

/** All TypeScript sources below a folder, by their path from there. */
function sources(root: string, folder = ""): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return isSourceFolder(entry.name) ? sources(root, path) : [];
    return entry.name.endsWith(".ts") ? [path] : [];
  });
}

function isSourceFolder(name: string): boolean {
  return !name.startsWith(".") && !notSources.includes(name);
}
