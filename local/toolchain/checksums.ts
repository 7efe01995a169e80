import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { checkout } from "../checkout";

/** SHA-256 of an archive by name, version and platform. */
const checksumsSchema = z.record(
  z.string(),
  z.record(
    z.string(),
    z.record(z.string(), z.string().regex(/^[\da-f]{64}$/, "a SHA-256 has 64 hexadecimal digits in lower case")),
  ),
);
export type Checksums = z.infer<typeof checksumsSchema>;

/** The file with the checksums. It is empty as delivered: `npm run toolchain:checksums` fills it where Pulumi's site can be
 *  reached. */
export const checksumsFile = join(checkout.root, "local", "toolchain", "checksums.json");

/** The site of Pulumi's releases. */
export const releaseSite = "https://get.pulumi.com";

/** The platforms that Pulumi releases for, named as Node.js does. */
export const platforms = ["darwin-arm64", "darwin-x64", "linux-arm64", "linux-x64", "win32-x64"] as const;
export type Platform = (typeof platforms)[number];

/** The Pulumi CLI, or a provider plugin by its name. */
export interface Artifact {
  readonly name: string;
  readonly version: string;
}

export const cliName = "pulumi";

export function currentPlatform(): Platform | undefined {
  const current = `${process.platform}-${process.arch}`;
  return platforms.find((platform) => platform === current);
}

/** Reads the checksums. Throws if the file is invalid, because a typing error must not switch the comparison off. */
export function readChecksums(file = checksumsFile): Checksums {
  return checksumsSchema.parse(JSON.parse(readFileSync(file, "utf8")));
}

/** The checksum of an archive; undefined if the file has none. */
export function checksumOf(
  { name, version }: Artifact,
  checksums: Checksums = readChecksums(),
  platform: string | undefined = currentPlatform(),
): string | undefined {
  return platform === undefined ? undefined : checksums[name]?.[version]?.[platform];
}

/** Path of an archive on the site. Sources: https://get.pulumi.com/install.sh, and `plugins.go` of Pulumi's SDK for Go. */
export function archivePath({ name, version }: Artifact, platform: Platform): string {
  const [system = "", cpu = ""] = platform.replace("win32", "windows").split("-");
  if (name !== cliName) {
    return `/releases/plugins/pulumi-resource-${name}-v${version}-${system}-${cpu.replace("x64", "amd64")}.tar.gz`;
  }
  return `/releases/sdk/pulumi-v${version}-${system}-${cpu}.${system === "windows" ? "zip" : "tar.gz"}`;
}

/** Reads a body to its end, and returns its SHA-256. `keep` receives the pieces. */
export async function digestOf(
  body: AsyncIterable<Uint8Array>,
  keep: (piece: Uint8Array) => void = () => undefined,
): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of body) {
    hash.update(piece);
    keep(piece);
  }
  return hash.digest("hex");
}
