import { join } from "node:path";
import { SemVer } from "semver";
import { checksumOf, cliName, currentPlatform, type Artifact } from "./checksums";
import { pinnedCliVersion } from "./pinned";
import { copyDynamicProviderScript } from "./sdk";
import { installVerified } from "./verified-download";

const installScript = "https://get.pulumi.com/install.sh";
const reachableWithinMs = 5000;

/** Checks within seconds why the official download site cannot be used; undefined if it can. */
export async function reasonAgainstDownload(): Promise<string | undefined> {
  try {
    const response = await fetch(installScript, { method: "HEAD", signal: AbortSignal.timeout(reachableWithinMs) });
    return response.ok ? undefined : `get.pulumi.com answers ${response.status}`;
  } catch (error) {
    const timedOut = error instanceof Error && error.name === "TimeoutError";
    return timedOut
      ? `get.pulumi.com did not answer within ${reachableWithinMs / 1000} s`
      : `get.pulumi.com cannot be reached (${causeOf(error)})`;
  }
}

/** Installs the pinned CLI into `<root>/bin`: compared with its checksum where there is one, else with Pulumi's own installer. */
export async function install(root: string): Promise<void> {
  const version = pinnedCliVersion();
  const platform = currentPlatform();
  const checksum = checksumOf({ name: cliName, version });
  if (checksum === undefined || platform === undefined) return installOfficially(root);
  await installVerified(root, { version, platform, checksum });
  copyDynamicProviderScript(join(root, "bin"));
}

/** Whether the CLI is compared with a checksum, for people. */
export function describeComparison(artifact: Artifact): string {
  return checksumOf(artifact) === undefined ? "not compared with a checksum" : "compared with its checksum";
}

async function installOfficially(root: string): Promise<void> {
  // Load it only here, because the Automation API is slow to load.
  const { PulumiCommand } = await import("@pulumi/pulumi/automation/index.js");
  await PulumiCommand.install({ root, version: new SemVer(pinnedCliVersion()) });
}

function causeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (cause instanceof Error) return "code" in cause && typeof cause.code === "string" ? cause.code : cause.message;
  return String(cause);
}
