import { writeFileSync } from "node:fs";
import { installedVersion } from "../local/toolchain/sdk";
import { pinnedCliVersion } from "../local/toolchain/pinned";
import {
  archivePath,
  checksumsFile,
  cliName,
  digestOf,
  platforms,
  releaseSite,
  type Artifact,
  type Checksums,
} from "../local/toolchain/checksums";
import { runScript, printToStdout, type Print } from "../local/output";

/** Downloads every archive, and returns the checksum of each. Throws at the first one that cannot be read: half a file would look
 *  as if the rest had been decided. */
export async function collectChecksums(
  artifacts: readonly Artifact[],
  print: Print,
  site = releaseSite,
): Promise<Checksums> {
  const checksums: Checksums = {};
  for (const artifact of artifacts) {
    const found: Record<string, string> = {};
    for (const platform of platforms) {
      const url = site + archivePath(artifact, platform);
      const answer = await fetch(url);
      if (!answer.ok || answer.body === null) throw new Error(`${url} answers ${answer.status}.`);
      const digest = await digestOf(answer.body);
      print(`${digest}  ${url}`);
      found[platform] = digest;
    }
    checksums[artifact.name] = { [artifact.version]: found };
  }
  return checksums;
}

/** `npm run toolchain:checksums`. */
if (require.main === module) {
  runScript(async () => {
    const plugins = ["azuread", "azure-native"].map((name) => ({ name, version: installedVersion(`@pulumi/${name}`) }));
    const artifacts = [{ name: cliName, version: pinnedCliVersion() }, ...plugins];
    const checksums = await collectChecksums(artifacts, printToStdout);
    writeFileSync(checksumsFile, `${JSON.stringify(checksums, undefined, 2)}\n`);
    printToStdout(`Written to ${checksumsFile}.`);
    return 0;
  });
}
