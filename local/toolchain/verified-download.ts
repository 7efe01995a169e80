import { spawnSync } from "node:child_process";
import { closeSync, cpSync, existsSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { archivePath, cliName, digestOf, releaseSite, type Platform } from "./checksums";

export interface VerifiedDownload {
  readonly version: string;
  readonly platform: Platform;
  /** The expected SHA-256 of the archive. */
  readonly checksum: string;
  /** Default: Pulumi's. */
  readonly site?: string;
}

/** Downloads the CLI into `<root>/bin`, without the installer's script. Nothing of the archive is unpacked before its checksum is
 *  the expected one. */
export async function installVerified(root: string, download: VerifiedDownload): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "lookout-intune-cli-"));
  try {
    const archive = join(folder, "archive");
    await fetchVerified(archive, download);
    // Windows has a tar that reads zip files, too.
    const { status, stderr } = spawnSync("tar", ["-xf", archive, "-C", folder], { encoding: "utf8" });
    if (status !== 0) throw new Error(`the archive cannot be unpacked: ${stderr.trim()}`);
    const unpacked = join(folder, "pulumi");
    const bin = join(unpacked, "bin");
    cpSync(existsSync(bin) ? bin : unpacked, join(root, "bin"), { recursive: true });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function fetchVerified(archive: string, { version, platform, checksum, site }: VerifiedDownload): Promise<void> {
  const url = (site ?? releaseSite) + archivePath({ name: cliName, version }, platform);
  const answer = await fetch(url);
  if (!answer.ok || answer.body === null) throw new Error(`${url} answers ${answer.status}`);
  const file = openSync(archive, "wx", 0o600);
  try {
    const digest = await digestOf(answer.body, (piece) => {
      writeSync(file, piece);
    });
    if (digest === checksum) return;
    throw new Error(`${url} has the checksum ${digest}, but local/toolchain/checksums.json has ${checksum}`);
  } finally {
    closeSync(file);
  }
}
