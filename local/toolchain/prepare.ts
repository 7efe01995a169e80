import { join } from "node:path";
import { checkout } from "../checkout";
import type { Print } from "../output";
import { fileNameOf } from "./bin-folder";
import { providePlugin } from "./plugins";
import { installedVersion } from "./sdk";
import { findToolchain, sources, type Toolchain } from "./toolchain";

/** The local stack's own PULUMI_HOME: its plugins (stand-ins among them) never meet another stack. */
export const localPulumiHome = join(checkout.local, "pulumi-home");

/** A provider that a local stack uses. */
export type Provider = "azuread" | "azure-native";

/** Everything a local run needs: the CLI and the plugins of the providers the stack uses. */
export async function prepareToolchain(
  print: Print,
  env: NodeJS.ProcessEnv = process.env,
  providers: readonly Provider[] = ["azuread"],
): Promise<Toolchain> {
  const toolchain = await findToolchain(sources(print, env), print);
  print(`  Pulumi CLI ${toolchain.cliVersion}, ${toolchain.origin}: ${toolchain.bin}`);
  for (const name of providers) {
    await providePlugin(
      {
        name,
        version: installedVersion(`@pulumi/${name}`),
        pulumiHome: localPulumiHome,
        cli: join(toolchain.bin, fileNameOf("pulumi")),
        standIn: join(checkout.standIns, name, `${name}.main.js`),
        memoryFile: join(checkout.local, "failed-downloads.json"),
        env,
      },
      print,
    );
  }
  return toolchain;
}
