import { parse, satisfies, type SemVer } from "semver";

/** Oldest Pulumi CLI the project works with: the first that has `pulumi policy analyze` (policies on a state file).
 *  Everything else it uses is older: policy packs started by the language host 3.221, `configure` of dynamic providers 3.139.
 *  A next major version is untested. */
export const oldestCli = "3.249.0";
const accepted = `>=${oldestCli} <4`;

/** The version that `pulumi version` prints; undefined when it prints none. A warning may stand around it. */
export function parseCliVersion(output: string): SemVer | undefined {
  for (const line of output.split(/\r?\n/)) {
    const version = parse(line.trim());
    if (version !== null) return version;
  }
  return undefined;
}

/** Why that version cannot be used; undefined if it can. */
export function reasonAgainst(version: SemVer): string | undefined {
  if (satisfies(version, accepted, { includePrerelease: true })) return undefined;
  return version.major > 3
    ? `${version.version} is a major version this project was never run with`
    : `${version.version} is older than ${oldestCli}, the first with \`pulumi policy analyze\``;
}
