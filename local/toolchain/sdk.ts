import { copyFileSync, chmodSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileNameOf } from "./bin-folder";

/** The script by which the engine starts dynamic providers. It belongs to the SDK, not to the CLI. */
export function dynamicProviderScript(): string {
  return join(packageFolder("@pulumi/pulumi"), fileNameOf("pulumi-resource-pulumi-nodejs"));
}

export function copyDynamicProviderScript(bin: string): void {
  const copy = join(bin, fileNameOf("pulumi-resource-pulumi-nodejs"));
  copyFileSync(dynamicProviderScript(), copy);
  chmodSync(copy, 0o755);
}

/** Version of an installed npm package. */
export function installedVersion(name: string): string {
  return (JSON.parse(readFileSync(join(packageFolder(name), "package.json"), "utf8")) as { version: string }).version;
}

function packageFolder(name: string): string {
  return dirname(require.resolve(`${name}/package.json`));
}
