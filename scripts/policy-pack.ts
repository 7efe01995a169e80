import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { checkout } from "../local/checkout";
import { makePrivateFolder } from "../local/private-folder";
import { runScript, printToStdout as print } from "../local/output";

/** Writes the policy pack to a separate folder: one compiled file that needs only Pulumi's SDKs. You can publish it to an
 *  organization, or copy it to a folder without this repository and its package. */
export async function packPolicies(folder: string): Promise<void> {
  const source = join(checkout.root, "policies");
  rmSync(folder, { recursive: true, force: true });
  makePrivateFolder(folder);
  await build({
    entryPoints: [join(checkout.root, "dist", "policies", "index.js")],
    outfile: join(folder, "index.js"),
    bundle: true,
    platform: "node",
    target: "node22",
    external: ["@pulumi/*"],
    legalComments: "inline",
    logLevel: "error",
  });
  const { dependencies, version } = JSON.parse(readFileSync(join(source, "package.json"), "utf8")) as Manifest;
  const sdks = Object.entries(dependencies).filter(([name]) => name.startsWith("@pulumi/"));
  const manifest = {
    name: "pulumi-lookout-intune-policies",
    version,
    license: "Apache-2.0",
    main: "index.js",
    dependencies: Object.fromEntries(sdks),
  };
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest, undefined, 2)}\n`);
  // Nothing to compile, so do not load the compiler.
  const project = readFileSync(join(source, "PulumiPolicy.yaml"), "utf8");
  writeFileSync(
    join(folder, "PulumiPolicy.yaml"),
    project.replace("runtime: nodejs", "runtime:\n  name: nodejs\n  options:\n    typescript: false"),
  );
  for (const name of ["README.md", "profiles"]) cpSync(join(source, name), join(folder, name), { recursive: true });
  cpSync(join(checkout.root, "LICENSE"), join(folder, "LICENSE"));
}

interface Manifest {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** `npm run policies:pack`. */
if (require.main === module) {
  runScript(async () => {
    const folder = join(checkout.local, "policy-pack");
    await packPolicies(folder);
    print(`The policy pack is in ${folder}: npm install there, then pulumi policy publish <organization>.`);
    return 0;
  });
}
