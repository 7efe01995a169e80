import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkout } from "../checkout";

/** The Go package of the CLI; its module's version in local/toolchain/pulumi-cli/go.mod is the CLI's version. */
const cliModule = "github.com/pulumi/pulumi/pkg/v3";

/** The CLI version that is installed or built where none is found, without "v". */
export function pinnedCliVersion(): string {
  const version = requiredVersion(readFileSync(join(checkout.goModules.cli, "go.mod"), "utf8"), cliModule);
  if (version === undefined) throw new Error(`local/toolchain/pulumi-cli/go.mod does not require ${cliModule}.`);
  return version.slice(1);
}

/** The oldest Go that can build it, from go.mod. */
export function requiredGoVersion(): string {
  const goMod = readFileSync(join(checkout.goModules.cli, "go.mod"), "utf8");
  return /^go (\S+)$/m.exec(goMod)?.[1] ?? "1.25";
}

/** Version ("v1.2.3") at which a go.mod requires a module. */
export function requiredVersion(goMod: string, module: string): string | undefined {
  for (const line of goMod.split("\n")) {
    const [name, version] = line
      .trim()
      .replace(/^require\s+/, "")
      .split(/\s+/);
    if (name === module && version?.startsWith("v") === true) return version;
  }
  return undefined;
}
