import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join } from "node:path";
import { checkout } from "../local/checkout";

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const packageFolder = checkout.root;
const commandFolder = join(checkout.root, "cli");

describe("the packages that npm publishes", function () {
  this.timeout(60_000);

  for (const folder of [packageFolder, commandFolder]) {
    const { name, dependencies, peerDependencies = {} } = manifestOf(folder);

    it(`${name} depends on all that its files import, and on nothing else`, () => {
      const declared = Object.keys({ ...dependencies, ...peerDependencies });
      assert.deepEqual(importedIn(folder, name), declared.toSorted());
    });
  }

  it("are of one version, and the command requires the package in exactly that one", () => {
    const { version } = manifestOf(packageFolder);
    const command = manifestOf(commandFolder);
    assert.equal(command.version, version);
    assert.equal(command.dependencies["pulumi-lookout-intune"], version);
  });

  it("require what both depend on in the same version, so that npm installs it once", () => {
    const { dependencies } = manifestOf(packageFolder);
    const command = manifestOf(commandFolder).dependencies;
    const shared = Object.keys(dependencies).filter((name) => name in command);
    assert.ok(shared.includes("zod"));
    for (const name of shared) assert.equal(command[name], dependencies[name], name);
  });
});

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
}

/** The packages that the published code and its declarations import, besides itself and Node.js. */
function importedIn(folder: string, self: string): string[] {
  const packed = execFileSync("npm", ["pack", "--dry-run", "--ignore-scripts", "--json"], {
    cwd: folder,
    encoding: "utf8",
  });
  const [{ files }] = JSON.parse(packed) as [{ readonly files: readonly { readonly path: string }[] }];
  const code = files.map(({ path }) => path).filter((path) => /\.(js|d\.ts)$/.test(path));
  assert.ok(code.length > 100, `${self} would be published with ${code.length} files of code`);
  const imported = code.flatMap((path) =>
    [...readFileSync(join(folder, path), "utf8").matchAll(/\b(?:require\(|import\(|from )"([^".][^"]*)"/g)].map(
      ([, name = ""]) => /^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name,
    ),
  );
  const others = imported.filter(
    (name) => !name.startsWith("node:") && !builtinModules.includes(name) && name !== self,
  );
  return [...new Set(others)].toSorted();
}
