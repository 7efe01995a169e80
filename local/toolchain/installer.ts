import { SemVer } from "semver";
import { pinnedCliVersion } from "./pinned";

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

/** Runs Pulumi's own installer; the result is in `<root>/bin`. */
export async function installOfficially(root: string): Promise<void> {
  // Load it only here, because the Automation API is slow to load.
  const { PulumiCommand } = await import("@pulumi/pulumi/automation/index.js");
  await PulumiCommand.install({ root, version: new SemVer(pinnedCliVersion()) });
}

function causeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (cause instanceof Error) return "code" in cause && typeof cause.code === "string" ? cause.code : cause.message;
  return String(cause);
}
